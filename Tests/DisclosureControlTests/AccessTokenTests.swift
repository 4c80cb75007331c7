import Support
import Testing

@testable import DisclosureControl

@Suite("A token")
struct AccessTokenTests {
  @Test("goes out as text and comes in again", arguments: AccessToken.Kind.allCases)
  func roundTrip(kind: AccessToken.Kind) throws {
    var random = SeededRandom(seed: 7)
    for _ in 0..<200 {
      let token = AccessToken(kind, using: &random)
      let text = token.revealed()
      #expect(text.hasPrefix(kind.rawValue))
      #expect(text.utf8.count == kind.rawValue.utf8.count + 43)
      #expect(try AccessToken(parsing: text, as: kind).digest == token.digest)
      for other in AccessToken.Kind.allCases where other != kind {
        #expect(throws: AccessError.malformedToken) { try AccessToken(parsing: text, as: other) }
      }
    }
  }

  @Test("is another one every time")
  func fresh() {
    let texts = Set((0..<500).map { _ in AccessToken().revealed() })
    #expect(texts.count == 500)
    // Every one of the 256 bits is set in some tokens and clear in others.
    let bytes = texts.map { Base64URL.bytes(of: $0.dropFirst(3)) ?? [] }
    let (all, any) = bytes.reduce(
      (Array(repeating: UInt8.max, count: 32), Array(repeating: UInt8(0), count: 32))
    ) { sofar, next in
      (zip(sofar.0, next).map { $0 & $1 }, zip(sofar.1, next).map { $0 | $1 })
    }
    #expect(all.allSatisfy { $0 == 0 } && any.allSatisfy { $0 == .max })
  }

  @Test("with any character changed, added or taken away opens nothing")
  func tampering() throws {
    let token = AccessToken()
    let text = Array(token.revealed())
    for index in text.indices {
      for replacement in ["A", "_", "=", "+", " ", "é"] where text[index] != Character(replacement)
      {
        var changed = text
        changed[index] = Character(replacement)
        let parsed = try? AccessToken(parsing: String(changed))
        #expect(parsed?.digest != token.digest)
      }
      var shorter = text
      shorter.remove(at: index)
      #expect(throws: AccessError.malformedToken) { try AccessToken(parsing: String(shorter)) }
    }
  }

  @Test(
    "in another spelling is refused",
    arguments: [
      "", "pb_", "pb_" + String(repeating: "A", count: 42),
      "pb_" + String(repeating: "A", count: 44),
      "PB_" + String(repeating: "A", count: 43), " pb_" + String(repeating: "A", count: 43),
      "pb_" + String(repeating: "A", count: 43) + "\n",
      "pb_" + String(repeating: "A", count: 43) + "=",
      // The last character has two bits to spare, which are zero.
      "pb_" + String(repeating: "A", count: 42) + "B",
      "pb_" + String(repeating: "/", count: 43), String(repeating: "pb_", count: 100_000),
    ])
  func refuses(text: String) {
    #expect(throws: AccessError.malformedToken) { try AccessToken(parsing: text) }
  }

  @Test("never shows itself unasked")
  func redacted() {
    let token = AccessToken()
    let secret = token.revealed().dropFirst(3)
    var dumped = ""
    dump(token, to: &dumped)
    dump(["user": token], to: &dumped)
    let shown = [
      "\(token)", String(describing: token), String(reflecting: token), "\([token])",
      "\(Mirror(reflecting: token).children.map { "\($0)" })", dumped,
      "\(AccessError.malformedToken)",
    ]
    let bytes = Base64URL.bytes(of: secret) ?? []
    #expect(bytes.count == 32)
    for text in shown {
      #expect(!text.contains(secret.prefix(8)))
      #expect(!text.contains(bytes.prefix(4).map(String.init).joined(separator: ", ")))
    }
    #expect(Mirror(reflecting: token).children.isEmpty)
  }

  @Test("is stored as the SHA-256 of its text")
  func digest() throws {
    #expect(
      Digest256(sha256: "abc".utf8).hex
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let token = AccessToken()
    #expect(token.digest == Digest256(sha256: token.revealed().utf8))
    #expect(try #require(Digest256(hex: token.digest.hex)) == token.digest)
  }
}

@Suite("A comparison in constant time")
struct ConstantTimeTests {
  /// Counts how many of its bytes are looked at.
  private final class Probe: Sequence, IteratorProtocol {
    private var bytes: ArraySlice<UInt8>
    private(set) var count = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    func next() -> UInt8? {
      count += 1
      return bytes.popFirst()
    }
  }

  @Test("looks at every byte wherever the first difference lies")
  func visitsAll() {
    let secret = (0..<32).map { UInt8($0) }
    for position in 0...32 {
      var guess = secret
      if position < 32 { guess[position] ^= 1 }
      let (a, b) = (Probe(secret), Probe(guess))
      #expect(ConstantTime.areEqual(a, b) == (position == 32))
      #expect(a.count == 33 && b.count == 33)
    }
  }

  @Test("is of whole sequences")
  func lengths() {
    #expect(ConstantTime.areEqual([UInt8](), []))
    #expect(!ConstantTime.areEqual([0], []))
    #expect(!ConstantTime.areEqual([], [0]))
    #expect(!ConstantTime.areEqual([1, 2], [1, 2, 0]))
  }

  @Test("of digests tells every single bit")
  func digests() throws {
    let bytes = (0..<32).map { UInt8($0 * 7) }
    let digest = Digest256(whole: bytes)
    #expect(digest == Digest256(whole: bytes) && digest.bytes == bytes)
    for bit in 0..<256 {
      var other = bytes
      other[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(Digest256(whole: other) != digest)
    }
  }

  @Test("needs digests of 64 hexadecimal digits", arguments: ["", "ab", "zz", "ab ", "é"])
  func hex(text: String) {
    #expect(Digest256(hex: text) == nil)
    #expect(Digest256(hex: String(repeating: "a", count: 62) + text.prefix(1)) == nil)
  }
}
