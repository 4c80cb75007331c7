import DisclosureControl
import Foundation
import GRDB
import GeoPrimitives
import Testing

@testable import GeoStore

@Suite("The audit log of a workspace")
struct AuditLogTests {
  private let scratch: Scratch
  private let workspace: Workspace

  init() throws {
    scratch = try Scratch()
    workspace = try Workspace.create(at: scratch.path())
  }

  private func event(_ detail: String?, rowCount: Int? = nil) -> AuditEvent {
    AuditEvent(
      by: .owner(named: "kantor"), purpose: "uji", action: "test.run", detail: detail,
      rowCount: rowCount)
  }

  private func fill(_ count: Int) throws {
    let key = try workspace.auditKey()
    try workspace.write { transaction in
      for number in 1...count {
        try transaction.append(event("\(number)", rowCount: number), sealedBy: key)
      }
    }
  }

  private func entries(since: Instant? = nil, upTo last: Int64? = nil) throws -> [AuditEntry] {
    var entries: [AuditEntry] = []
    try workspace.read { try $0.readAudit(since: since, upTo: last) { entries.append($0) } }
    return entries
  }

  @Test("keeps what happened, and holds")
  func roundTrip() throws {
    #expect(try workspace.auditVerdict(head: nil).finding == nil)
    #expect(try scratch.names().contains("w.gpkg.key") == false)
    try fill(5)
    let entries = try entries()
    #expect(entries.map(\.number) == [1, 2, 3, 4, 5])
    #expect(entries.map(\.detail) == ["1", "2", "3", "4", "5"])
    #expect(entries.map(\.rowCount) == [1, 2, 3, 4, 5])
    #expect(entries.allSatisfy { $0.role == "owner" && $0.at.count == 24 && $0.purpose == "uji" })
    let verdict = try workspace.auditVerdict(head: AuditHead(after: entries[2]))
    #expect(verdict.finding == nil && verdict.count == 5)
    #expect(verdict.head == AuditHead(after: entries[4]))
    #expect(try workspace.check() == [])
  }

  @Test(
    "holds whatever texts it is given", arguments: ["", "\0", "a\0b", "é", "e\u{301}", "\u{FFFD}"])
  func texts(text: String) throws {
    try workspace.write(noting: event(text)) { _, _ in }
    try workspace.write(noting: event(nil)) { _, _ in }
    #expect(try workspace.auditVerdict(head: nil).finding == nil)
    #expect(
      try entries().map(\.detail).map { $0.map { Array($0.utf8) } } == [Array(text.utf8), nil])
  }

  @Test("is read from a time on, and up to an entry")
  func times() throws {
    try fill(3)
    let moments = [
      "2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z", "2026-01-03T00:00:00.000Z",
    ]
    for (index, moment) in moments.enumerated() {
      try workspace.write {
        try $0.db.execute(
          sql: "UPDATE audit SET at = ? WHERE fid = ?", arguments: [moment, index + 1])
      }
    }
    let second = try #require(Instant(iso8601: "2026-01-02T00:00:00Z", defaultZone: .utc))
    #expect(try entries(since: second).map(\.number) == [2, 3])
    #expect(try entries(since: second, upTo: 2).map(\.number) == [2])
    #expect(try entries(upTo: 1).map(\.number) == [1])
    #expect(try workspace.read { try $0.auditCount(since: second) } == 2)
    #expect(try workspace.read { try $0.auditCount() } == 3)
    let later = Instant(secondsSince1970: second.secondsSince1970 + 86_401)
    #expect(try entries(since: later).isEmpty)
  }

  @Test("is written with the change that it is about, or not at all")
  func together() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try workspace.write(noting: event("1")) { transaction, _ in
        try transaction.insert(Sample.tip("T1"))
        throw Stop()
      }
    }
    #expect(try entries().isEmpty)
    let count = try workspace.write(noting: event(nil)) { transaction, event in
      try transaction.insert(Sample.tip("T1"))
      event.detail = "T1"
      return try transaction.reader.counts()[.tips]
    }
    #expect(try count == 1 && entries().map(\.detail) == ["T1"])
    #expect(try workspace.auditVerdict(head: nil).finding == nil)
  }

  @Test(
    "tells what another program has done to it, and the log goes on",
    arguments: [
      ("UPDATE audit SET at = '2026-01-01T00:00:00.000Z' WHERE fid = 3", 3, "changed"),
      ("UPDATE audit SET at = at || ' ' WHERE fid = 1", 1, "changed"),
      ("UPDATE audit SET actor = 'orang lain' WHERE fid = 3", 3, "changed"),
      ("UPDATE audit SET role = 'admin' WHERE fid = 6", 6, "changed"),
      ("UPDATE audit SET purpose = NULL WHERE fid = 3", 3, "changed"),
      ("UPDATE audit SET action = 'test.stop' WHERE fid = 3", 3, "changed"),
      ("UPDATE audit SET detail = '' WHERE fid = 3", 3, "changed"),
      ("UPDATE audit SET row_count = row_count + 1 WHERE fid = 3", 3, "changed"),
      ("UPDATE audit SET row_count = 3.5 WHERE fid = 3", 3, "changed"),
      ("UPDATE audit SET detail = CAST(detail AS BLOB) WHERE fid = 3", 3, "changed"),
      ("UPDATE audit SET detail = CAST(x'FF' AS TEXT) WHERE fid = 3", 3, "changed"),
      ("UPDATE audit SET mac = upper(mac) || 'A' WHERE fid = 3", 3, "changed"),
      ("UPDATE audit SET mac = (SELECT mac FROM audit WHERE fid = 1) WHERE fid = 6", 6, "inserted"),
      ("UPDATE audit SET mac = x'00FF' WHERE fid = 6", 6, "changed"),
      ("DELETE FROM audit WHERE fid = 1", 1, "removed"),
      ("DELETE FROM audit WHERE fid IN (3, 4)", 3, "removed"),
      ("DELETE FROM audit WHERE fid = 6", 6, "cut_off"),
      ("DELETE FROM audit", 1, "cut_off"),
      (
        "DELETE FROM audit WHERE fid = 3; UPDATE audit SET fid = fid - 1 WHERE fid > 3", 3,
        "changed"
      ),
      (
        """
        UPDATE audit SET fid = 40 WHERE fid = 3; UPDATE audit SET fid = 3 WHERE fid = 4;
        UPDATE audit SET fid = 4 WHERE fid = 40
        """, 3, "reordered"
      ),
      (
        """
        INSERT INTO audit (at, actor, role, purpose, action, detail, row_count, mac)
          SELECT at, actor, role, purpose, action, detail, row_count, mac FROM audit WHERE fid = 2
        """, 7, "inserted"
      ),
    ])
  func tampering(sql: String, row: Int64, reason: String) throws {
    try fill(6)
    try workspace.write { try $0.db.execute(sql: sql) }
    let finding = try #require(try workspace.auditVerdict(head: nil).finding)
    #expect(finding.row == row && finding.reason.rawValue == reason, "\(finding)")
    try workspace.write(noting: event("later")) { _, _ in }
    let later = try #require(try workspace.auditVerdict(head: nil).finding)
    #expect(later.row == row, "\(later)")
  }

  @Test("cut off with its counter set back is told by a kept head alone")
  func headTellsCutOff() throws {
    try fill(6)
    let head = try workspace.auditVerdict(head: nil).head
    try workspace.write {
      try $0.db.execute(
        sql: """
          DELETE FROM audit WHERE fid > 4; UPDATE sqlite_sequence SET seq = 4 WHERE name = 'audit'
          """)
    }
    #expect(try workspace.auditVerdict(head: nil).finding == nil)
    #expect(try workspace.auditVerdict(head: head).finding == AuditFinding(row: 5, reason: .cutOff))
    try fill(2)
    #expect(
      try workspace.auditVerdict(head: head).finding == AuditFinding(row: 6, reason: .rewritten))
  }

  @Test("with a gap is a problem of the workspace")
  func check() throws {
    try fill(3)
    try workspace.write { try $0.db.execute(sql: "DELETE FROM audit WHERE fid = 2") }
    #expect(try workspace.check().map(\.code) == [.auditGap])
    try workspace.write { try $0.db.execute(sql: "UPDATE audit SET row_count = 1.5") }
    #expect(try workspace.check().map(\.code) == [.value, .value, .auditGap])
  }

  @Test("without its key is neither written nor judged, and gets no other key")
  func missingKey() throws {
    try fill(2)
    let key = scratch.path("w.gpkg.key")
    try FileManager.default.removeItem(atPath: key)
    #expect(throws: AuditKeyError.missing(path: key)) { try fill(1) }
    #expect(throws: AuditKeyError.missing(path: key)) { try workspace.auditVerdict(head: nil) }
    // Nor when someone has emptied it.
    try workspace.write { try $0.db.execute(sql: "DELETE FROM audit") }
    #expect(throws: AuditKeyError.missing(path: key)) { try fill(1) }
    #expect(try !scratch.names().contains("w.gpkg.key"))
    let other = AuditKeyFile(besideWorkspace: scratch.path())
    _ = try other.readOrCreate()
    #expect(throws: Never.self) { try workspace.auditVerdict(head: nil) }
  }

  @Test("with the key of another log does not hold")
  func otherKey() throws {
    try fill(2)
    try FileManager.default.removeItem(atPath: scratch.path("w.gpkg.key"))
    _ = try AuditKeyFile(besideWorkspace: scratch.path()).readOrCreate()
    let finding = try workspace.auditVerdict(head: nil).finding
    #expect(finding == AuditFinding(row: 1, reason: .otherKey))
  }

  @Test("is one chain when two connections write at the same time")
  func concurrentAppends() async throws {
    let other = try Workspace.open(at: scratch.path(), mode: .readWrite)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (name, workspace) in [("a", workspace), ("b", other), ("c", workspace)] {
        group.addTask {
          for number in 1...25 {
            let event = AuditEvent(
              by: .owner(named: name), purpose: nil, action: "test.run", detail: "\(number)")
            try workspace.write(noting: event) { _, _ in }
          }
        }
      }
      try await group.waitForAll()
    }
    let verdict = try other.auditVerdict(head: nil)
    #expect(verdict.finding == nil && verdict.count == 75)
    for name in ["a", "b", "c"] {
      let own = try entries().filter { $0.actor == name }.map(\.detail)
      #expect(own == (1...25).map { "\($0)" })
    }
    other.close()
  }

  @Test("is not emptied like another table, and not exported")
  func onlyAddedTo() throws {
    try fill(1)
    #expect(code { try workspace.write { try $0.removeAll(from: .audit) } } == "workspace.failed")
    #expect(
      code { try workspace.rows(of: .audit, for: .owner(purpose: "test")) { _ in } }
        == "disclosure.refused")
    #expect(try entries().count == 1)
  }

  @Test("does not change the data generation")
  func generation() throws {
    let before = try workspace.generation()
    try fill(2)
    #expect(try workspace.generation() == before)
  }
}

@Suite("Single tips")
struct TipAccessTests {
  @Test("are read by the owner of the file alone", arguments: Role.ofAccounts)
  func refuses(role: Role) throws {
    let scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    try workspace.write { try $0.insert(Sample.tip("T1")) }
    let area = try AreaOfResponsibility(parsing: "35")
    let disclosure = Disclosure(
      try Principal(name: "a", role: role, area: area), purpose: try Purpose("patroli"))
    let nobody = Disclosure(.anonymous, purpose: nil)
    for disclosure in [disclosure, nobody] {
      #expect(code { try workspace.tip("T1", for: disclosure) } == "disclosure.refused")
      #expect(code { try workspace.readTips(for: disclosure) { _ in } } == "disclosure.refused")
      #expect(
        code { try workspace.rows(of: .clusters, for: disclosure) { _ in } }
          == "disclosure.refused")
    }
    #expect(try workspace.tip("T1", for: .owner(purpose: "test"))?.id == "T1")
  }
}
