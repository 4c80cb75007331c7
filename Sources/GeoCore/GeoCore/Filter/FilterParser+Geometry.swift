import GeoPrimitives

/// `S_INTERSECTS` with the geometry of the features and one written out (OGC 21-065r2, annex B):
///
///     geometry = "geometry" / "POINT" "(" position ")" / "ENVELOPE" "(" 4 numbers ")"
///              / "POLYGON" rings / "MULTIPOLYGON" "(" rings *("," rings) ")"
///     rings    = "(" ring *("," ring) ")"
///     ring     = "(" position *("," position) ")"
extension FilterParser {
  /// The name of the attribute that is the geometry.
  static let geometryName = "geometry"

  mutating func intersects() throws(FilterError) -> FilterExpression {
    try expect(sign: "(")
    let first = try geometry()
    try expect(sign: ",")
    let second = try geometry()
    try expect(sign: ")")
    switch (first, second) {
    case (nil, let region?), (let region?, nil): return .intersects(region)
    default: throw error("the attribute geometry and one geometry in S_INTERSECTS")
    }
  }

  /// A region; `nil` for the features' own geometry.
  private mutating func geometry() throws(FilterError) -> SearchRegion? {
    if current.kind == .quotedName(Self.geometryName) || current.kind == .word(Self.geometryName) {
      next += 1
      return nil
    }
    let start = current.position
    if take(word: "POINT") {
      try expect(sign: "(")
      let place = try position()
      try expect(sign: ")")
      return .point(place)
    }
    if take(word: "ENVELOPE") || take(word: "BBOX") { return try envelope(start) }
    if take(word: "POLYGON") { return .area(MultiPolygon([try polygon()])) }
    if take(word: "MULTIPOLYGON") {
      try expect(sign: "(")
      var parts: [Polygon] = []
      repeat { parts.append(try polygon()) } while take(sign: ",")
      try expect(sign: ")")
      return .area(MultiPolygon(parts))
    }
    throw error("geometry, POINT, ENVELOPE, POLYGON or MULTIPOLYGON")
  }

  private mutating func envelope(_ start: Int) throws(FilterError) -> SearchRegion {
    try expect(sign: "(")
    var numbers = [try takeNumber()]
    while take(sign: ",") { numbers.append(try takeNumber()) }
    try expect(sign: ")")
    guard let region = try? system.region(ofBox: numbers) else {
      throw FilterError(position: start, expected: "an ENVELOPE of four numbers, the lesser first")
    }
    return region
  }

  private mutating func polygon() throws(FilterError) -> Polygon {
    try expect(sign: "(")
    var rings: [Ring] = []
    repeat { rings.append(try ring()) } while take(sign: ",")
    try expect(sign: ")")
    return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
  }

  private mutating func ring() throws(FilterError) -> Ring {
    let start = current.position
    try expect(sign: "(")
    var places: [Coordinate] = []
    repeat { places.append(try position()) } while take(sign: ",")
    try expect(sign: ")")
    guard places.count >= 4, places.first == places.last else {
      throw FilterError(
        position: start, expected: "a ring of four or more positions, the last as the first")
    }
    return Ring(places)
  }

  private mutating func position() throws(FilterError) -> Coordinate {
    let start = current.position
    let (first, second) = (try takeNumber(), try takeNumber())
    guard let place = try? system.place(first, second) else {
      throw FilterError(position: start, expected: "a position of the reference system")
    }
    return place
  }
}
