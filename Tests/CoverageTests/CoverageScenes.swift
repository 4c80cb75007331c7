import Coverage
import GEOSBindings
import GeoPrimitives
import Support
import TileMath

/// Coverages made from seeds, as they are and as files have them: every area simplified on its own.
enum CoverageScenes {
  /// The width of an area, in degrees.
  static let step = 0.02

  /// A net of areas whose common borders are jagged lines, the same for both neighbours.
  static func exact(
    _ columns: Int, _ rows: Int, _ random: inout SeededRandom
  ) -> [MultiPolygon] {
    let net = JaggedNet(columns, rows, &random)
    return (0..<rows).flatMap { row in
      (0..<columns).map { MultiPolygon([Polygon(exterior: net.ring($0, row))]) }
    }
  }

  /// The same with each area simplified on its own: neighbours overlap and leave gaps.
  static func simplified(
    _ columns: Int, _ rows: Int, _ random: inout SeededRandom
  ) throws -> [MultiPolygon] {
    let context = try GEOSContext()
    return try exact(columns, rows, &random).map { area in
      let simplified = MultiPolygon(
        area.polygons.map { polygon in
          let open = polygon.exterior.coordinates.dropLast()
          let kept = open.filter { _ in random.next() % 3 != 0 }.map { place in
            Coordinate(
              longitude: place.longitude + random.uniform(-1e-5...1e-5),
              latitude: place.latitude + random.uniform(-1e-5...1e-5))
          }
          return Polygon(exterior: Ring(kept + kept.prefix(1)))
        })
      return try GEOSArea(simplified, in: context).repaired(.linework).multiPolygon()
    }
  }

  /// Ground as GEOS measures it, in square degrees.
  static func squareDegrees(_ area: MultiPolygon) throws -> Double {
    let context = try GEOSContext()
    return try GEOSArea(area, in: context).planarArea()
  }

  /// Everything that any of the areas covers.
  static func union(_ areas: [MultiPolygon]) throws -> MultiPolygon {
    let context = try GEOSContext()
    return try context.union(of: areas).multiPolygon()
  }

  static func isValid(_ area: MultiPolygon) throws -> Bool {
    let context = try GEOSContext()
    return try GEOSArea(area, in: context).validity() == .valid
  }

  /// Every region of a topology, in degrees.
  static func areas(_ topology: ArcTopology) -> [MultiPolygon] {
    let outlines = topology.outlines()
    return (0..<outlines.count).map { topology.multiPolygon($0, of: outlines) }
  }
}

/// Corners on a shaken lattice and jagged lines between them.
private struct JaggedNet {
  private var corners: [[Coordinate]] = []
  private var across: [[[Coordinate]]] = []
  private var down: [[[Coordinate]]] = []

  init(_ columns: Int, _ rows: Int, _ random: inout SeededRandom) {
    for row in 0...rows {
      corners.append(
        (0...columns).map { column in
          AreaScenes.place(
            (Double(column) + random.uniform(-0.2...0.2)) * CoverageScenes.step,
            (Double(row) + random.uniform(-0.2...0.2)) * CoverageScenes.step)
        })
    }
    for row in 0...rows {
      across.append(
        (0..<columns).map { Self.line(corners[row][$0], corners[row][$0 + 1], &random) })
    }
    for row in 0..<rows {
      down.append((0...columns).map { Self.line(corners[row][$0], corners[row + 1][$0], &random) })
    }
  }

  /// The points between two corners, moved aside by ever less.
  private static func line(
    _ a: Coordinate, _ b: Coordinate, _ random: inout SeededRandom, depth: Int = 4
  ) -> [Coordinate] {
    guard depth > 0 else { return [] }
    let (dx, dy) = (b.longitude - a.longitude, b.latitude - a.latitude)
    let aside = random.uniform(-0.15...0.15)
    let middle = Coordinate(
      longitude: (a.longitude + b.longitude) / 2 - aside * dy,
      latitude: (a.latitude + b.latitude) / 2 + aside * dx)
    return line(a, middle, &random, depth: depth - 1) + [middle]
      + line(middle, b, &random, depth: depth - 1)
  }

  /// The border of an area, counter-clockwise and closed.
  func ring(_ column: Int, _ row: Int) -> Ring {
    var places = [corners[row][column]] + across[row][column]
    places += [corners[row][column + 1]] + down[row][column + 1]
    places += [corners[row + 1][column + 1]] + across[row + 1][column].reversed()
    places += [corners[row + 1][column]] + down[row][column].reversed()
    return Ring(places + places.prefix(1))
  }
}
