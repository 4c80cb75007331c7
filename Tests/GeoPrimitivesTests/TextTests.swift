import Foundation
import GeoPrimitives
import Support
import Testing

@Suite("Decimal numbers as text")
struct DecimalTextTests {
  @Test(
    "are rounded, without trailing zeros",
    arguments: [
      (0.0, 3, "0"), (-0.0, 3, "0"), (1.0, 3, "1"), (1.5, 0, "2"), (-1.5, 0, "-2"), (2.5, 0, "3"),
      (0.0004, 3, "0"), (-0.0004, 3, "0"), (0.0005, 3, "0.001"), (12.3456, 2, "12.35"),
      (-12.3456, 2, "-12.35"), (0.05, 2, "0.05"), (100, 2, "100"), (-0.05, 1, "-0.1"),
      (123_456_789.25, 1, "123456789.3"), (7.100_000_000_1, 7, "7.1"), (1.25, -3, "1"),
    ])
  func roundings(value: Double, decimals: Int, text: String) {
    #expect(DecimalText.rounded(value, decimals: decimals) == text)
  }

  @Test("are within half of the last place, whatever the number", arguments: 0...9)
  func staysClose(decimals: Int) throws {
    var random = SeededRandom(seed: 15)
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit / 10 }
    for _ in 0..<500 {
      let value = random.uniform(-200...200)
      let text = DecimalText.rounded(value, decimals: decimals)
      let back = try #require(Double(text))
      #expect(abs(back - value) <= 0.500001 * unit)
      #expect(text.split(separator: ".").dropFirst().first?.count ?? 0 <= decimals)
      #expect(!text.contains(".") || text.last != "0")
    }
  }

  @Test("keep their value when they are too large for the places asked for")
  func largeNumbers() {
    for value in [1e15, -1e15, 1e20, 1.5e300] {
      #expect(Double(DecimalText.rounded(value, decimals: 7)) == value)
    }
  }
}

@Suite("JSON text")
struct JSONTextTests {
  @Test("brings every string through a parser and back")
  func stringsSurvive() throws {
    let controls = String(String.UnicodeScalarView((0...31).compactMap { Unicode.Scalar($0) }))
    for text in ["", "Desa \"Suka\" \\ Maju", controls, "é — 𝄞 \u{2028}", "</script>", "\u{7F}"] {
      let json = "[" + JSONText.string(text) + "]"
      let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String]
      #expect(parsed == [text])
      #expect(!json.utf8.contains { $0 < 32 })
    }
  }

  @Test("writes numbers exactly, and none where there is none")
  func numbers() throws {
    #expect(JSONText.number(3) == "3")
    #expect(JSONText.number(-0.0) == "0")
    #expect(JSONText.number(0.1) == "0.1")
    for missing in [Double.nan, .infinity, -.infinity] {
      #expect(JSONText.number(missing) == "null")
      #expect(JSONText.number(missing, decimals: 2) == "null")
    }
    var random = SeededRandom(seed: 16)
    for _ in 0..<500 {
      let value = random.uniform(-1...1) * (random.next() & 1 == 0 ? 1e18 : 1e-9)
      let text = JSONText.number(value)
      #expect(Double(text) == value)
      // The grammar of RFC 8259, section 6.
      #expect(text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil)
    }
  }
}
