import Places
import Support
import Testing

@Suite("An area code")
struct AreaCodeTests {
  @Test(
    "is dotted however it was written",
    arguments: [
      ("35.73.01.1001", "35.73.01.1001", AdministrativeLevel.village),
      ("3573011001", "35.73.01.1001", .village), (" 3573011001 ", "35.73.01.1001", .village),
      ("3573011001.0", "35.73.01.1001", .village), ("35.73.011001", "35.73.01.1001", .village),
      ("357301", "35.73.01", .district), ("35.73.01", "35.73.01", .district),
      ("357301.0", "35.73.01", .district), ("3573", "35.73", .regency),
      ("3573.0", "35.73", .regency),
      ("35.10", "35.10", .regency), ("35", "35", .province), ("35.0", "35", .province),
    ])
  func readsKemendagri(text: String, written: String, level: AdministrativeLevel) throws {
    let code = try AreaCode(text)
    #expect(code.text == written)
    #expect(code.description == written)
    #expect(code.level == level)
    #expect(code.scheme == .kemendagri)
    #expect(try AreaCode(code.text) == code)
  }

  @Test(
    "of Statistics Indonesia has three digits for the district and no dots",
    arguments: [
      ("3573010001", AdministrativeLevel.village), ("3573010", .district), ("3573", .regency),
      ("35", .province),
    ])
  func readsStatistics(text: String, level: AdministrativeLevel) throws {
    let code = try AreaCode(text, scheme: .bps)
    #expect(code.text == text)
    #expect(code.level == level)
  }

  @Test(
    "of a number of digits that no level has is refused with that number",
    arguments: ["", " ", "3", "357", "35730", "3573010", "35730110", "357301100", "35730110011"])
  func refusesLengths(text: String) {
    let digits = text.filter { $0 != " " }.count
    #expect(throws: AreaCodeError.wrongLength(text, digits: digits, .kemendagri)) {
      try AreaCode(text)
    }
  }

  @Test("of nine digits, as a lost leading zero leaves it, is refused in both schemes")
  func refusesNineDigits() {
    for scheme in CodeScheme.allCases {
      #expect(throws: AreaCodeError.wrongLength("357301100", digits: 9, scheme)) {
        try AreaCode("357301100", scheme: scheme)
      }
    }
    #expect(throws: AreaCodeError.wrongLength("357301", digits: 6, .bps)) {
      try AreaCode("357301", scheme: .bps)
    }
  }

  @Test(
    "with other characters is refused",
    arguments: ["35.73.01.100l", "35-73-01-1001", "35,73", "３５", "35 73", "ID35", "3.5e9", "-35"])
  func refusesCharacters(text: String) {
    #expect(throws: AreaCodeError.otherCharacters(text)) { try AreaCode(text) }
  }

  @Test("knows the areas above it and none below")
  func ancestors() throws {
    let village = try AreaCode("35.73.01.1001")
    #expect(village.ancestor(at: .village) == village)
    #expect(village.ancestor(at: .district)?.text == "35.73.01")
    #expect(village.ancestor(at: .regency)?.text == "35.73")
    #expect(village.ancestor(at: .province)?.text == "35")
    let regency = try AreaCode("35.73")
    #expect(regency.ancestor(at: .district) == nil)
    let statistics = try AreaCode("3573010001", scheme: .bps)
    #expect(statistics.ancestor(at: .district)?.text == "3573010")
    #expect(statistics.ancestor(at: .regency)?.text == "3573")
    #expect(statistics.ancestor(at: .province)?.text == "35")
    for scheme in CodeScheme.allCases {
      let code = try AreaCode("3573010001", scheme: scheme)
      for level in AdministrativeLevel.allCases {
        let above = try #require(code.ancestor(at: level))
        #expect(try AreaCode(above.text, scheme: scheme) == above)
        #expect(above.level == level)
      }
    }
  }

  @Test("lies within the prefixes above it, and not within those that only look alike")
  func within() throws {
    let village = try AreaCode("35.73.01.1001")
    for prefix in ["35", "35.73", "35.73.01", "35.73.01.1001"] { #expect(village.isWithin(prefix)) }
    for prefix in [
      "", "3", "35.7", "35.73.0", "35.73.01.100", "34", "35.74", "35.73.01.10010", ".",
    ] {
      #expect(!village.isWithin(prefix))
    }
    #expect(try !AreaCode("35.07").isWithin("35.07.01"))
  }

  @Test("sorts as its digits do")
  func order() throws {
    var random = SeededRandom(seed: 61)
    let numbers = (0..<200).map { _ in Int.random(in: 1_000_000_000...9_999_999_999, using: &random)
    }
    let codes = try numbers.map { try AreaCode("\($0)") }
    #expect(try codes.sorted() == numbers.sorted().map { try AreaCode("\($0)") })
    #expect(AdministrativeLevel.province < .village && AdministrativeLevel.regency < .district)
  }
}
