import GeoPrimitives
import Glibc
import SpatialIndexing
import Support
import TileMath

/// Areas and points made from seeds, with the nearly hopeless cases among them: vertices and points
/// that share their grid cells, common borders, overlaps, holes.
enum AreaScenes {
  static let origin = Coordinate(longitude: 112.6, latitude: -7.9)

  /// A place at degrees from the origin, moved to the middle of its grid cell: points of an index are
  /// such places, so borders through them are met exactly.
  static func place(_ x: Double, _ y: Double) -> Coordinate {
    let place = Coordinate(longitude: origin.longitude + x, latitude: origin.latitude + y)
    return GridPoint(place)?.coordinate ?? place
  }

  static func ring(_ pairs: [(Double, Double)]) -> Ring {
    let places = pairs.map { place($0.0, $0.1) }
    return Ring(places + places.prefix(1))
  }

  static func square(_ x: Double, _ y: Double, _ side: Double) -> MultiPolygon {
    MultiPolygon([Polygon(exterior: squareRing(x, y, side))])
  }

  static func squareRing(_ x: Double, _ y: Double, _ side: Double) -> Ring {
    ring([(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
  }

  /// A board of squares that share their borders exactly.
  static func board(_ columns: Int, _ rows: Int, side: Double = 0.02) -> [MultiPolygon] {
    (0..<rows).flatMap { row in
      (0..<columns).map { square(Double($0) * side, Double(row) * side, side) }
    }
  }

  /// A star with a jagged border around a place, sometimes with a hole or an island; one in four has its
  /// vertices on a coarse lattice, so that edges run level, upright, and over each other.
  static func star(_ random: inout SeededRandom, within extent: Double = 0.2) -> MultiPolygon {
    let (x, y) = (random.uniform(0...extent), random.uniform(0...extent))
    let size = random.uniform(0.002...0.08)
    let exterior = jaggedRing(x, y, size, &random)
    var polygons = [Polygon(exterior: exterior)]
    if random.next() % 3 == 0 {
      polygons[0].holes = [jaggedRing(x, y, size * 0.2, &random)]
    }
    if random.next() % 3 == 0 {
      polygons.append(Polygon(exterior: jaggedRing(x + 2 * size, y, size * 0.5, &random)))
    }
    return MultiPolygon(polygons)
  }

  private static func jaggedRing(
    _ x: Double, _ y: Double, _ size: Double, _ random: inout SeededRandom
  ) -> Ring {
    let count = 3 + Int(random.next() % 40)
    let isCoarse = random.next() % 4 == 0
    let pairs = (0..<count).map { step in
      let angle = (Double(step) + random.uniform(0...0.9)) / Double(count) * 2 * .pi
      let radius = size * random.uniform(0.5...1)
      let pair = (x + radius * cos(angle), y + radius * sin(angle))
      guard isCoarse else { return pair }
      return ((pair.0 / 0.005).rounded() * 0.005, (pair.1 / 0.005).rounded() * 0.005)
    }
    let forwards = ring(pairs)
    return random.next() % 2 == 0 ? forwards : Ring(forwards.coordinates.reversed())
  }

  /// Points all over, in clusters and on the vertices of areas.
  static func points(
    _ count: Int, around areas: [MultiPolygon], _ random: inout SeededRandom
  ) -> [GridPoint] {
    let vertices = areas.flatMap(\.polygons).flatMap(\.rings).flatMap(\.coordinates)
    return (0..<count).compactMap { number in
      switch number % 4 {
      case 0: GridPoint(place(random.uniform(-0.05...0.25), random.uniform(-0.05...0.25)))
      case 1: GridPoint(place(0.1 + 0.001 * random.normal(), 0.1 + 0.001 * random.normal()))
      default:
        vertices.randomElement(using: &random).flatMap { vertex in
          GridPoint(
            Coordinate(
              longitude: vertex.longitude + (number % 4 == 2 ? 0 : 1e-4 * random.normal()),
              latitude: vertex.latitude + (number % 3 == 0 ? 0 : 1e-4 * random.normal())))
        }
      }
    }
  }

  /// An index over points of weight one.
  static func index(_ points: [GridPoint]) throws -> PointIndex {
    try PointIndex(gridPoints: points, weights: [])
  }
}
