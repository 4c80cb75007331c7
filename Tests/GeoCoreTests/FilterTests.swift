import GeoCore
import Support
import Testing

/// Filters in CQL2 text, against brute force.
@Suite("Filters")
struct FilterTests {
  static let properties = [
    PropertyDescription("name", LocalizedText("", ""), .text),
    PropertyDescription("rooms", LocalizedText("", ""), .wholeNumber),
    PropertyDescription("date", LocalizedText("", ""), .day),
    PropertyDescription("open", LocalizedText("", ""), .flag),
  ]

  static func parse(_ text: String, in uri: String = FeatureSystem.crs84.uri) throws
    -> FilterExpression
  {
    try FilterParser.parse(
      text, properties: properties,
      system: try FeatureSystem.Reader(try #require(FeatureSystem(uri: uri))))
  }

  /// Whether a row fulfils a filter; it stands at 100° E, 0° N.
  static func holds(_ text: String, _ row: [PropertyValue]) throws -> Bool? {
    let place = Geometry.point(Coordinate(longitude: 100, latitude: 0))
    return try parse(text).holds(
      for: .init(value: { row[$0] }, touches: { $0.touches(place.envelope) { place } }))
  }

  static let house: [PropertyValue] = [
    .text("Losmen 'Asri'"), .number(12), .text("2026-03-09"), .null,
  ]

  @Test(
    "hold where they should, and are unknown where a value is missing",
    arguments: [
      ("rooms = 12", true), ("rooms <> 12", false), ("12 <= rooms", true), ("rooms > 1.2e1", false),
      ("name = 'Losmen ''Asri'''", true), ("\"name\" LIKE 'Los%'", true),
      ("name LIKE '%''_sri''%'", true), ("name LIKE 'los%'", false), ("NOT name LIKE 'x'", true),
      ("name NOT LIKE 'L%'", false), ("rooms BETWEEN 12 AND 13", true),
      ("rooms NOT BETWEEN 13 AND 14", true), ("rooms IN (1, 2, 12)", true),
      ("rooms not in (12)", false), ("date >= DATE('2026-03-09')", true),
      ("date < '2026-03-09'", false), ("open IS NULL", true), ("open IS NOT NULL", false),
      ("open = TRUE", nil), ("NOT open = TRUE", nil), ("open = TRUE OR rooms = 12", true),
      ("open = TRUE AND rooms = 1", false), ("open = TRUE AND rooms = 12", nil), ("TRUE", true),
      ("rooms = 1 OR rooms = 12 AND name = 'x'", false), ("(rooms = 1 OR rooms = 12)", true),
      ("S_INTERSECTS(geometry, POINT(100 0))", true),
      ("S_INTERSECTS(geometry, ENVELOPE(99,-1,101,1))", true),
      ("s_intersects(ENVELOPE(101,-1,102,1), geometry)", false),
      ("S_INTERSECTS(geometry, POLYGON((99 -1, 101 -1, 100 1, 99 -1)))", true),
      (
        "S_INTERSECTS(geometry, POLYGON((90 -9,110 -9,110 9,90 9,90 -9),(99 -1,101 -1,101 1,99 1,99 -1)))",
        false
      ),
      ("S_INTERSECTS(geometry, ENVELOPE(179,-1,-179,1))", false),
    ] as [(String, Bool?)])
  func examples(filter: String, expected: Bool?) throws {
    #expect(try Self.holds(filter, Self.house) == expected)
  }

  @Test(
    "that are none are refused, with the character and what was expected",
    arguments: [
      ("", "character 1"), ("rooms", "comparison"), ("rooms = ", "character 9"),
      ("beds = 1", "rooms"), ("rooms = 'x'", "a number"), ("name = 1", "text"),
      ("rooms = 1 AND", "character 14"), ("(rooms = 1", "')'"), ("rooms = 1)", "the end"),
      ("name = 'x", "closing"), ("rooms IN ()", "attribute or a value"), ("rooms IS 1", "NULL"),
      ("rooms LIKE '1'", "text before LIKE"), ("name LIKE 1", "pattern"),
      ("S_INTERSECTS(geometry, geometry)", "one geometry"),
      ("S_INTERSECTS(geometry, POINT(100))", "a number"),
      ("S_INTERSECTS(geometry, POINT(100 91))", "position"),
      ("S_INTERSECTS(geometry, ENVELOPE(1,2,3))", "four numbers"),
      ("S_INTERSECTS(geometry, POLYGON((0 0,1 1,0 0)))", "four or more"),
      ("date = DATE('2026-02-30')", "a day"), ("rooms = 1e999", "a number"), ("rooms ! 1", "name"),
    ])
  func refusals(filter: String, word: String) throws {
    let error = #expect(throws: RequestError.self) { try Self.parse(filter) }
    #expect("\(String(describing: error))".contains("filter"))
    #expect(
      "\(error.map { "\($0)" } ?? "")".contains(word), "\(filter): \(String(describing: error))")
  }

  @Test("may be long and deep up to a limit, and no further")
  func limits() throws {
    let deep = String(repeating: "(", count: 60) + "TRUE" + String(repeating: ")", count: 60)
    #expect(throws: Never.self) { try Self.parse(deep) }
    for nested in ["(", "NOT "] {
      let text = String(repeating: nested, count: 2000) + "TRUE"
      #expect(throws: RequestError.self) { try Self.parse(text) }
    }
    let wide = Array(repeating: "rooms = 1", count: 400).joined(separator: " OR ")
    #expect(throws: Never.self) { try Self.parse(wide) }
    #expect(throws: RequestError.self) { try Self.parse(wide + wide + wide) }
  }

  @Test("read coordinates in the axes of their reference system")
  func systems() throws {
    let wanted = try Self.parse("S_INTERSECTS(geometry, POINT(104.5 -9.5))")
    let latitudeFirst = "http://www.opengis.net/def/crs/EPSG/0/4326"
    #expect(
      try Self.parse("S_INTERSECTS(geometry, POINT(-9.5 104.5))", in: latitudeFirst) == wanted)
    let zone = "http://www.opengis.net/def/crs/EPSG/0/32748"
    guard
      case .intersects(.point(let place)) = try Self.parse(
        "S_INTERSECTS(geometry, POINT(445108.5 8949890.0))", in: zone)
    else { return #expect(Bool(false)) }
    #expect(abs(place.longitude - 104.5) < 0.01 && abs(place.latitude + 9.5) < 0.01)
  }

  // MARK: Brute force

  /// A random condition as text, with what it means: the truth of SQL written out a second time.
  private static func condition(
    _ random: inout SeededRandom, depth: Int
  ) -> (text: String, holds: ([PropertyValue]) -> Bool?) {
    let choice = Int.random(in: 0..<(depth > 0 ? 7 : 4), using: &random)
    let number = Int.random(in: 0...3, using: &random)
    switch choice {
    case 0:
      let signs: [(String, (Double, Double) -> Bool)] = [
        ("=", { $0 == $1 }), ("<>", { $0 != $1 }), ("<", { $0 < $1 }), (">=", { $0 >= $1 }),
      ]
      let sign = signs[number]
      return (
        "rooms \(sign.0) \(number)", { row in Self.rooms(row).map { sign.1($0, Double(number)) } }
      )
    case 1: return ("name IS NULL", { $0[0] == .null })
    case 2:
      return (
        "name LIKE 'a%'",
        { row in if case .text(let text) = row[0] { text.hasPrefix("a") } else { nil } }
      )
    case 3:
      return (
        "rooms IN (1, \(number))",
        { row in Self.rooms(row).map { $0 == 1 || $0 == Double(number) } }
      )
    case 4:
      let inner = condition(&random, depth: depth - 1)
      return ("NOT (\(inner.text))", { row in inner.holds(row).map { !$0 } })
    default:
      let (a, b) = (condition(&random, depth: depth - 1), condition(&random, depth: depth - 1))
      let isAnd = choice == 5
      return (
        "(\(a.text)) \(isAnd ? "AND" : "OR") (\(b.text))",
        { row in
          let values = [a.holds(row), b.holds(row)]
          if values.contains(!isAnd) { return !isAnd }
          return values.contains(nil) ? nil : isAnd
        }
      )
    }
  }

  private static func rooms(_ row: [PropertyValue]) -> Double? {
    if case .number(let number) = row[1] { number } else { nil }
  }

  @Test("mean what brute force finds")
  func bruteForce() throws {
    var random = SeededRandom(seed: 61)
    let names: [PropertyValue] = [.null, .text("a"), .text("ab"), .text("b")]
    let rooms: [PropertyValue] = [.null, .number(0), .number(1), .number(2), .number(3)]
    for _ in 0..<300 {
      let (text, expected) = Self.condition(&random, depth: 4)
      let filter = try Self.parse(text)
      for name in names {
        for room in rooms {
          let row: [PropertyValue] = [name, room, .null, .null]
          let found = filter.holds(for: .init(value: { row[$0] }, touches: { _ in false }))
          #expect(found == expected(row), "\(text) for \(row)")
        }
      }
    }
  }

  @Test("match forms of text as a search that tries everything")
  func patterns() {
    var random = SeededRandom(seed: 62)
    func text(_ letters: [String], _ length: Int) -> String {
      (0..<length).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
    }
    func matches(_ text: Substring, _ pattern: Substring) -> Bool {
      guard let first = pattern.first else { return text.isEmpty }
      if first == "%" {
        return matches(text, pattern.dropFirst())
          || (!text.isEmpty && matches(text.dropFirst(), pattern))
      }
      guard let own = text.first, first == "_" || first == own else { return false }
      return matches(text.dropFirst(), pattern.dropFirst())
    }
    for round in 0..<3000 {
      let (own, pattern) = (text(["a", "b"], round % 7), text(["a", "b", "%", "_"], round % 6))
      #expect(
        LikePattern(pattern).matches(own) == matches(own[...], pattern[...]), "\(own) \(pattern)")
    }
    #expect(LikePattern("100\\%").matches("100%") && !LikePattern("100\\%").matches("1000"))
  }

  @Test("never fail otherwise than with an error, whatever they are made of")
  func garbage() throws {
    var random = SeededRandom(seed: 63)
    let words = [
      "rooms", "name", "=", "<", ">", "(", ")", "'", "\"", ",", "AND", "OR", "NOT", "NULL", "IS",
      "IN", "LIKE", "BETWEEN", "S_INTERSECTS", "POINT", "POLYGON", "ENVELOPE", "1", "-2.5e3", "'a'",
      "TRUE", "DATE", "\u{0}", "é", "%", "🏠", "\u{301}",
    ]
    let system = try FeatureSystem.Reader(.crs84)
    var accepted = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...12, using: &random)
      let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }
        .joined(separator: " ")
      do {
        _ = try FilterParser.parse(text, properties: Self.properties, system: system)
        accepted += 1
      } catch {
        #expect(error.code == "bad-parameter")
      }
    }
    #expect(accepted > 0)
  }
}
