import GeoPrimitives
import Testing

@Suite("Strict JSON")
struct StrictJSONTests {
  private static let limits = StrictJSON.Limits(depth: 4, byteCount: 400)

  private static func parse(_ text: String) throws -> StrictJSON {
    try StrictJSON(parsing: Array(text.utf8), limits: limits)
  }

  private static func reason(_ bytes: [UInt8]) -> StrictJSONError.Reason? {
    do {
      _ = try StrictJSON(parsing: bytes, limits: limits)
      return nil
    } catch {
      return error.reason
    }
  }

  private static func reason(_ text: String) -> StrictJSONError.Reason? { reason(Array(text.utf8)) }

  @Test("reads every kind of value, and keeps digits and order")
  func values() throws {
    let json = try Self.parse(
      #" {"b":[1.50,-0,1e-7,true,false,null],"a":"x\n\u00e9\ud83d\ude00\/\\\"é"} "#)
    #expect(
      json
        == .object([
          .init(
            "b",
            .list([
              .number("1.50"), .number("-0"), .number("1e-7"), .flag(true), .flag(false), .null,
            ])
          ),
          .init("a", .text("x\né😀/\\\"é")),
        ]))
    #expect(json["a"] == .text("x\né😀/\\\"é") && json["c"] == nil)
    #expect(try Self.parse("[]") == .list([]) && Self.parse("{ }") == .object([]))
    #expect(try Self.parse("0") == .number("0"))
  }

  @Test(
    "refuses what is no JSON",
    arguments: [
      "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "{'a':1}", "[1 2]", "1 2", "tru", "nul", "01",
      "-", "1.", ".5", "1e", "+1", "NaN", "Infinity", "\"a", "\"\u{1}\"", "\"\\x\"", "\"\\u12\"",
      "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "{\"a\"}", "{\"a\":}", "]", "\u{FEFF}1",
      "/**/1", "1" + String(repeating: "0", count: 64),
    ])
  func malformed(_ text: String) {
    #expect(Self.reason(text) != nil)
  }

  @Test("refuses a name that comes twice, also when it is spelled differently")
  func repeatedNames() {
    #expect(Self.reason(#"{"a":1,"a":2}"#) == .repeatedName("a"))
    #expect(Self.reason(#"{"a":1,"\u0061":2}"#) == .repeatedName("a"))
    #expect(Self.reason(#"{"a":{"a":1}}"#) == nil)
  }

  @Test("refuses what is too deep, too long, or not UTF-8")
  func bounds() {
    #expect(Self.reason("[[[[1]]]]") == nil)
    #expect(Self.reason("[[[[[1]]]]]") == .tooDeep)
    #expect(Self.reason("\"" + String(repeating: "x", count: 399) + "\"") == .tooLarge)
    #expect(Self.reason([0x22, 0xC3, 0x28, 0x22]) == .notUTF8)
    #expect(Self.reason([0x22, 0xED, 0xA0, 0x80, 0x22]) == .notUTF8)
  }

  @Test("ends on every text with an answer, and says where within it")
  func anything() {
    let alphabet = Array(#"{}[]",:\u0de1-+.eEtrufalsn d8"#.utf8) + [0, 0x80, 0xC3, 0xFF]
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<5000 {
      let bytes = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
      }
      do {
        _ = try StrictJSON(parsing: bytes, limits: Self.limits)
      } catch {
        #expect((0...bytes.count).contains(error.offset))
      }
    }
  }
}
