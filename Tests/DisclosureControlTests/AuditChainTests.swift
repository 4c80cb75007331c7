import Support
import Testing

@testable import DisclosureControl

@Suite("The chain of an audit log")
struct AuditChainTests {
  private static let key = AuditKey()
  private let key = AuditChainTests.key
  private let log = AuditChainTests.log(9)

  private static func log(_ count: Int) -> [AuditEntry] {
    var entries: [AuditEntry] = []
    for number in 1...count { add(to: &entries, detail: "rincian \(number)") }
    return entries
  }

  private static func add(
    to entries: inout [AuditEntry], detail: String?, key: AuditKey = key
  ) {
    let number = Int64(entries.count + 1)
    let event = AuditEvent(
      by: .owner(named: "kantor"), purpose: number.isMultiple(of: 2) ? "patroli" : nil,
      action: "audit.show", detail: detail, rowCount: number.isMultiple(of: 3) ? 4 : nil)
    entries.append(
      AuditEntry(
        event, at: "2026-01-0\(number % 9 + 1)T00:00:00.000Z", number: number,
        afterMAC: entries.last?.mac, sealedBy: key))
  }

  private func finding(_ entries: [AuditEntry], head: AuditHead? = nil) -> AuditFinding? {
    AuditChain.verify(entries, key: key, head: head)
  }

  /// The entries with the numbers that rows of a file would have after moving up.
  private func renumbered(_ entries: [AuditEntry]) -> [AuditEntry] {
    entries.enumerated().map { index, entry in
      var entry = entry
      entry.number = Int64(index + 1)
      return entry
    }
  }

  @Test("holds for logs of every length, with the head of any of their ends")
  func sound() throws {
    #expect(finding([]) == nil)
    #expect(finding([], head: .empty) == nil)
    for count in 1...9 {
      let entries = Array(log.prefix(count))
      #expect(finding(entries) == nil)
      for entry in entries { #expect(finding(entries, head: AuditHead(after: entry)) == nil) }
    }
  }

  @Test("names the entry of which any field was changed")
  func changedFields() {
    let changes: [(inout AuditEntry) -> Void] = [
      { $0.at = "2026-01-01T00:00:00.001Z" }, { $0.actor += "x" }, { $0.actor = "" },
      { $0.role = "admin" }, { $0.purpose = $0.purpose == nil ? "" : nil },
      { $0.purpose = "patroli " }, { $0.action = "audit.shov" }, { $0.detail = nil },
      { $0.detail = "rincian" }, { $0.rowCount = $0.rowCount == nil ? 0 : nil },
      { $0.rowCount = 5 }, { $0.mac = "" }, { $0.mac = $0.mac.uppercased() + " " },
      { $0.mac = String(repeating: "0", count: 64) },
      // What one field loses the next one gains.
      {
        $0.action = "udit.show"; $0.actor += "a"
      }, { swap(&$0.action, &$0.actor) },
    ]
    for position in log.indices {
      for change in changes {
        var entries = log
        change(&entries[position])
        #expect(
          finding(entries) == AuditFinding(row: Int64(position + 1), reason: .changed))
      }
    }
  }

  @Test("names the entry of which any byte was changed")
  func changedBytes() {
    let texts: [WritableKeyPath<AuditEntry, String>] = [\.at, \.actor, \.role, \.action, \.mac]
    for position in [0, 4, 8] {
      for path in texts {
        let original = Array(log[position][keyPath: path].utf8)
        for index in original.indices {
          var (entries, bytes) = (log, original)
          bytes[index] ^= 1
          entries[position][keyPath: path] = String(decoding: bytes, as: UTF8.self)
          #expect(finding(entries) == AuditFinding(row: Int64(position + 1), reason: .changed))
        }
      }
    }
  }

  @Test("names what was removed at the start, in the middle and before the end")
  func removed() {
    for first in 0..<8 {
      for last in first..<8 {
        var entries = log
        entries.removeSubrange(first...last)
        #expect(finding(entries) == AuditFinding(row: Int64(first + 1), reason: .removed))
        #expect(finding(renumbered(entries))?.row == Int64(first + 1))
      }
    }
  }

  @Test("tells by a kept head, or by the numbers given out, that the end was cut off")
  func cutOff() {
    let head = AuditHead(after: log[8])
    for count in 0..<9 {
      let entries = Array(log.prefix(count))
      let expected = AuditFinding(row: Int64(count + 1), reason: .cutOff)
      #expect(finding(entries) == nil)
      #expect(finding(entries, head: head) == expected)
      var verifier = AuditVerifier(key: key)
      for entry in entries { verifier.add(entry) }
      #expect(verifier.verdict(head: nil, numbered: 9).finding == expected)
    }
  }

  @Test("names an entry that was inserted, forged or copied")
  func inserted() {
    var forged = log[4]
    forged.actor = "orang lain"
    for position in 0..<9 {
      var entries = log
      entries.insert(forged, at: position)
      let expected = AuditFinding(row: Int64(position + 1), reason: .inserted)
      #expect(finding(renumbered(entries)) == expected)
    }
    var early = log
    early.insert(forged, at: 0)
    early[0].number = 0
    #expect(finding(early) == AuditFinding(row: 0, reason: .inserted))
  }

  @Test("names the second of two equal entries, or the first when it is out of its place")
  func copied() {
    for position in 0...9 {
      for original in 0..<9 {
        var entries = log
        entries.insert(log[original], at: position)
        let isAhead = position < original
        let row = position == original ? position + 1 : position
        #expect(
          finding(renumbered(entries))
            == AuditFinding(row: Int64(row + 1), reason: isAhead ? .reordered : .inserted))
      }
    }
  }

  @Test("names the first entry that stands in another's place")
  func reordered() {
    for first in 0..<8 {
      for second in (first + 1)..<9 {
        var entries = log
        entries.swapAt(first, second)
        #expect(
          finding(renumbered(entries)) == AuditFinding(row: Int64(first + 1), reason: .reordered))
      }
    }
    // A row that was only given another number.
    var entries = log
    let moved = entries.remove(at: 3)
    entries.append(moved)
    entries[8].number = 40
    #expect(finding(entries) == AuditFinding(row: 40, reason: .reordered))
  }

  @Test("names an entry that cannot be read")
  func unreadable() {
    var verifier = AuditVerifier(key: key)
    for entry in log.prefix(3) { verifier.add(entry) }
    verifier.addUnreadable(number: 4)
    for entry in log.dropFirst(4) { verifier.add(entry) }
    #expect(verifier.verdict(head: nil).finding == AuditFinding(row: 4, reason: .changed))
  }

  @Test("does not hold with another key")
  func otherKey() {
    let other = AuditKey()
    #expect(AuditChain.verify(log, key: other) == AuditFinding(row: 1, reason: .otherKey))
    #expect(AuditChain.verify(log.prefix(1), key: other) == AuditFinding(row: 1, reason: .changed))
  }

  @Test("written anew with the same key does not fit a head that was kept")
  func rewritten() {
    let head = AuditHead(after: log[5])
    var forged: [AuditEntry] = []
    for number in 1...9 { Self.add(to: &forged, detail: number == 3 ? nil : "rincian \(number)") }
    #expect(finding(forged) == nil)
    #expect(finding(forged, head: head) == AuditFinding(row: 6, reason: .rewritten))
  }

  @Test("has a key that never shows itself")
  func redacted() {
    var dumped = ""
    dump(key, to: &dumped)
    let bytes = key.revealed().prefix(4).map(String.init).joined(separator: ", ")
    for text in ["\(key)", String(reflecting: key), "\([key])", dumped] {
      #expect(!text.contains(bytes) && text.count < 60)
    }
    #expect(AuditKey(bytes: key.revealed())?.revealed() == key.revealed())
    #expect(AuditKey(bytes: []) == nil && AuditKey(bytes: key.revealed() + [0]) == nil)
  }
}

@Suite("The bytes of an audit entry that are sealed")
struct AuditEncodingTests {
  private func entry(_ texts: [String?], _ count: Int64?) -> AuditEntry {
    AuditEntry(
      number: 1, at: texts[0] ?? "", actor: texts[1] ?? "", role: "", purpose: texts[2],
      action: "", detail: texts[3], rowCount: count, mac: "")
  }

  @Test("differ wherever two entries differ, whatever their texts hold")
  func unambiguous() {
    let texts: [String?] = [nil, "", "\0", "a", "\u{1}", "\u{2}\0\0\0\0\0\0\0\u{8}"]
    var seen: [[UInt8]: AuditEntry] = [:]
    for at in texts.dropFirst() {
      for actor in texts.dropFirst() {
        for purpose in texts {
          for detail in texts {
            for count: Int64? in [nil, 0, -1] {
              let entry = entry([at, actor, purpose, detail], count)
              let bytes = AuditEncoding.bytes(of: entry, after: .zero)
              #expect(seen.updateValue(entry, forKey: bytes) == nil)
            }
          }
        }
      }
    }
    #expect(seen.count == 5 * 5 * 6 * 6 * 3)
  }

  @Test("are these for a known entry, so that a log of today is checked by later versions")
  func fixed() {
    let key = AuditKey(bytes: [UInt8](0..<32))
    let event = AuditEvent(
      by: .owner(named: "kantor"), purpose: nil, action: "user.add", detail: "a", rowCount: 1)
    let entry = key.map {
      AuditEntry(event, at: "2026-01-01T00:00:00.000Z", number: 1, afterMAC: nil, sealedBy: $0)
    }
    #expect(entry?.mac == "39eda953d21946c09fb8a35cfe2ebfb6d960db601aa6c69ff59790288e4a09b2")
  }
}

@Suite("The head of an audit log")
struct AuditHeadTests {
  @Test("goes out as a short text and comes in again")
  func roundTrip() throws {
    let code = Digest256(sha256: "x".utf8)
    for count: Int64 in [1, 12, .max] {
      let head = AuditHead(count: count, code: code)
      #expect(head.description.utf8.count < 60)
      #expect(AuditHead(head.description) == head)
      #expect(AuditHead(" \(head.description.uppercased())\n") == head)
      #expect(head.fits(code) && !head.fits(.zero))
    }
    #expect(AuditHead(AuditHead.empty.description) == .empty)
  }

  @Test(
    "is refused when it is mistyped",
    arguments: [
      "", "-", "12", "12-", "-12-9f86d081884c7d659a2feaa0c55ad015",
      "+12-9f86d081884c7d659a2feaa0c55ad015", "012-9f86d081884c7d659a2feaa0c55ad015",
      "12-9f86d081884c7d659a2feaa0c55ad01", "12-9f86d081884c7d659a2feaa0c55ad0155",
      "12-9g86d081884c7d659a2feaa0c55ad015", "12 9f86d081884c7d659a2feaa0c55ad015",
      "12-9f86d081-884c7d659a2feaa0c55ad015",
      "99999999999999999999-9f86d081884c7d659a2feaa0c55ad015",
      "0-9f86d081884c7d659a2feaa0c55ad015",
    ])
  func refuses(text: String) {
    #expect(AuditHead(text) == nil)
  }
}
