import Coverage
import GeoPrimitives
import Glibc
import SpatialIndexing
import Support
import Testing
import TileMath

@Suite("The mass of points by area")
struct AreaMassesTests {
  static let side = 0.02

  static func masses(
    _ points: [GridPoint], _ areas: [MultiPolygon], unsettled: AreaMasses.Unsettled? = nil,
    weights: [FixedWeight] = [], threads: Int = 1
  ) throws -> [Double] {
    let index = try PointIndex(gridPoints: points, weights: weights)
    let assignment = AreaAssignment(of: index, to: areas, threads: threads)
    return AreaMasses(
      of: index, assignment, areas: areas, unsettled: unsettled, threads: threads
    ).masses.map(\.value)
  }

  /// The first of two squares, whose common border runs north, is not settled.
  static func firstOfTwo(_ meters: Double = 50) -> AreaMasses.Unsettled {
    .init(areas: [true, false], toleranceMeters: meters)
  }

  /// A point so many metres east of the border between two squares.
  static func point(east meters: Double, of x: Double = side, y: Double = 0.01) throws -> GridPoint
  {
    let border = AreaScenes.place(x, y)
    let metric = GroundMetric(latitude: border.latitude)
    return try #require(
      GridPoint(
        Coordinate(
          longitude: border.longitude + meters / metric.metersPerDegreeLongitude,
          latitude: border.latitude)))
  }

  /// The part of a disc beyond a straight line at a distance from its middle.
  static func segmentShare(_ distance: Double, _ radius: Double) -> Double {
    let ratio = distance / radius
    return (acos(ratio) - ratio * (1 - ratio * ratio).squareRoot()) / .pi
  }

  @Test("goes to the area of each point where borders are settled")
  func settled() throws {
    let areas = AreaScenes.board(2, 1)
    let points = [try Self.point(east: -10), try Self.point(east: 10), try Self.point(east: 20)]
    let weights = [0.25, 2, 3].compactMap { FixedWeight($0) }
    for unsettled in [
      nil, .init(areas: [false, false]), Self.firstOfTwo(0), Self.firstOfTwo(5),
    ] as [AreaMasses.Unsettled?] {
      #expect(try Self.masses(points, areas, unsettled: unsettled, weights: weights) == [0.25, 5])
    }
  }

  @Test(
    "is shared near an unsettled border by the ground of the disc on either side",
    arguments: [0, 1, 10, 25, 49.5, 50.5, 200])
  func sharedByGround(meters: Double) throws {
    let areas = AreaScenes.board(2, 1)
    let beyond = meters < 50 ? Self.segmentShare(meters, 50) : 0
    let east = try Self.masses([try Self.point(east: meters)], areas, unsettled: Self.firstOfTwo())
    #expect(abs(east[0] - beyond) < 2e-4)
    let west = try Self.masses([try Self.point(east: -meters)], areas, unsettled: Self.firstOfTwo())
    #expect(abs(west[1] - beyond) < 2e-4)
    for masses in [east, west] { #expect(masses.reduce(0, +) == 1) }
  }

  @Test("stays in the area that contains the point where beyond the border there is none")
  func coastsKeepTheirMass() throws {
    let areas = AreaScenes.board(2, 1)
    let point = try Self.point(east: 10, of: 0)
    #expect(try Self.masses([point], areas, unsettled: Self.firstOfTwo()) == [1, 0])
  }

  @Test("goes to the nearest area where a point close to its border lies in none")
  func outsideAllAreas() throws {
    let areas = AreaScenes.board(2, 1)
    let near = try Self.point(east: -10, of: 0)
    let far = try Self.point(east: -60, of: 0)
    #expect(try Self.masses([near, far], areas, unsettled: Self.firstOfTwo()) == [1, 0])
    // North of both, three times as near to one of them as to the other.
    let gap = [AreaScenes.square(0, 0, 0.02), AreaScenes.square(0, 0.0204, 0.02)]
    let between = try #require(GridPoint(AreaScenes.place(0.01, 0.0203)))
    let masses = try Self.masses([between], gap, unsettled: Self.firstOfTwo())
    #expect(masses[1] > masses[0] && masses[0] > 0)
    #expect(masses.reduce(0, +) == 1)
  }

  @Test("goes with the ground that each covers where areas overlap")
  func overlaps() throws {
    // The second covers the whole disc, the first half of it.
    let areas = [AreaScenes.square(0, 0, 0.02), AreaScenes.square(-0.02, -0.02, 0.08)]
    let masses = try Self.masses([try Self.point(east: 0)], areas, unsettled: Self.firstOfTwo())
    #expect(abs(masses[0] - 1.0 / 3) < 2e-4 && masses.reduce(0, +) == 1)
  }

  @Test("is what sampling the discs densely gives, and keeps the sum", arguments: 1...4)
  func matchesSampling(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(1000 + seed))
    let areas = AreaScenes.board(4, 4, side: 0.011).enumerated().map { number, square in
      number % 5 == 0 ? AreaScenes.square(100, 10, 0.01) : square
    }
    let points = (0..<12).compactMap { _ in
      GridPoint(AreaScenes.place(random.uniform(-0.001...0.045), random.uniform(-0.001...0.045)))
    }
    let unsettled = AreaMasses.Unsettled(
      areas: areas.indices.map { _ in random.next() % 2 == 0 }, toleranceMeters: 300)
    let found = try Self.masses(points, areas, unsettled: unsettled)
    let expected = points.map { Self.sampled($0, areas, unsettled) }
    for area in areas.indices {
      #expect(abs(found[area] - expected.reduce(0) { $0 + $1[area] }) < 0.02)
    }
    #expect(abs(found.reduce(0, +) - expected.joined().reduce(0, +)) < 1e-9)
  }

  /// The shares of one point by a lattice of places over its disc.
  static func sampled(
    _ point: GridPoint, _ areas: [MultiPolygon], _ unsettled: AreaMasses.Unsettled
  ) -> [Double] {
    let (place, radius) = (point.coordinate, unsettled.toleranceMeters)
    let metric = GroundMetric(latitude: place.latitude)
    let owner = areas.firstIndex { $0.contains(place) }
    var tallies = [Double](repeating: 0, count: areas.count)
    var (touchesUnsettled, outside, total, nearest) = (false, 0.0, 0.0, (0, Double.infinity))
    for row in -40...40 {
      for column in -40...40 {
        let (dx, dy) = (Double(column) / 40 * radius, Double(row) / 40 * radius)
        guard dx * dx + dy * dy <= radius * radius else { continue }
        let sample = Coordinate(
          longitude: place.longitude + dx / metric.metersPerDegreeLongitude,
          latitude: place.latitude + dy / metric.metersPerDegreeLatitude)
        total += 1
        guard let area = areas.firstIndex(where: { $0.contains(sample) }) else {
          outside += 1
          continue
        }
        tallies[area] += 1
        if dx * dx + dy * dy < nearest.1 { nearest = (area, dx * dx + dy * dy) }
      }
    }
    for area in areas.indices where unsettled.areas[area] {
      let covers = tallies[area] == total
      if tallies[area] > 0, !covers { touchesUnsettled = true }
    }
    guard touchesUnsettled else {
      return areas.indices.map { $0 == owner ? 1 : 0 }
    }
    let home = owner ?? nearest.0
    return areas.indices.map { (tallies[$0] + ($0 == home ? outside : 0)) / total }
  }

  @Test("is the same whatever the number of threads")
  func threads() throws {
    var random = SeededRandom(seed: 3)
    let areas = (0..<15).map { _ in AreaScenes.star(&random) }
    let points = AreaScenes.points(60_000, around: areas, &random)
    let unsettled = AreaMasses.Unsettled(areas: areas.indices.map { $0 % 2 == 0 })
    let one = try Self.masses(points, areas, unsettled: unsettled)
    #expect(try Self.masses(points, areas, unsettled: unsettled, threads: 3) == one)
    #expect(try Self.masses(points, areas) != one)
  }

  @Test("of nothing is nothing")
  func empty() throws {
    #expect(try Self.masses([], AreaScenes.board(2, 1), unsettled: Self.firstOfTwo()) == [0, 0])
    #expect(try Self.masses([try Self.point(east: 0)], [], unsettled: .init(areas: [])).isEmpty)
  }
}
