import Coverage
import GeoPrimitives
import SpatialIndexing
import Support
import Testing
import TileMath

@Suite("The assignment of points to areas")
struct AreaAssignmentTests {
  /// The first area that contains each point, by asking every one.
  static func bruteForce(_ points: [GridPoint], _ areas: [MultiPolygon]) -> [Int32] {
    var known: [GridPoint: Int32] = [:]
    return points.map { point in
      if let area = known[point] { return area }
      let area = areas.firstIndex { $0.contains(point.coordinate) }.map(Int32.init)
      known[point] = area ?? AreaAssignment.none
      return area ?? AreaAssignment.none
    }
  }

  static func assigned(_ points: [GridPoint], _ areas: [MultiPolygon], threads: Int = 1) throws
    -> [Int32]
  {
    let index = try AreaScenes.index(points)
    let assignment = AreaAssignment(of: index, to: areas, threads: threads)
    return index.inInputOrder(assignment.areas)
  }

  @Test(
    "is that of asking every area: overlaps, holes, islands, points on vertices",
    arguments: 1...8)
  func matchesBruteForce(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let areas = (0..<(seed * 4)).map { _ in AreaScenes.star(&random) }
    let points = AreaScenes.points(2000, around: areas, &random)
    let found = try Self.assigned(points, areas)
    #expect(found == Self.bruteForce(points, areas))
    #expect(Set(found).count > 2)
  }

  @Test("gives a point on a common border to exactly one of the areas")
  func sharedBorders() throws {
    let areas = AreaScenes.board(6, 5)
    var points: [GridPoint] = []
    for x in 0...24 {
      for y in 0...20 {
        if let point = GridPoint(AreaScenes.place(Double(x) * 0.005, Double(y) * 0.005)) {
          points.append(point)
        }
      }
    }
    let found = try Self.assigned(points, areas)
    #expect(found == Self.bruteForce(points, areas))
    for (point, area) in zip(points, found) {
      let owners = areas.indices.filter { areas[$0].contains(point.coordinate) }
      #expect(owners.count <= 1)
      #expect(owners.first.map(Int32.init) ?? AreaAssignment.none == area)
    }
  }

  @Test("gives a point inside several areas to the first of them")
  func overlapsGoToTheFirst() throws {
    let inner = AreaScenes.square(0.02, 0.02, 0.02)
    let outer = AreaScenes.square(0, 0, 0.06)
    let points = [(0.03, 0.03), (0.01, 0.01), (0.07, 0.01)].compactMap {
      GridPoint(AreaScenes.place($0.0, $0.1))
    }
    #expect(try Self.assigned(points, [inner, outer]) == [0, 1, AreaAssignment.none])
    #expect(try Self.assigned(points, [outer, inner]) == [0, 0, AreaAssignment.none])
  }

  @Test("is the same whatever the number of threads")
  func threads() throws {
    var random = SeededRandom(seed: 77)
    let areas = (0..<20).map { _ in AreaScenes.star(&random) }
    // More than two pieces of work, in a cluster and all over.
    let index = try AreaScenes.index(AreaScenes.points(90_000, around: areas, &random))
    let one = AreaAssignment(of: index, to: areas, threads: 1).areas
    for count in [2, 3, 8] {
      #expect(AreaAssignment(of: index, to: areas, threads: count).areas == one)
    }
  }

  @Test("takes many points at one place, more than a cell is divided for")
  func manyAtOnePlace() throws {
    let areas = AreaScenes.board(2, 1)
    let corner = try #require(GridPoint(AreaScenes.place(0.02, 0)))
    let inside = try #require(GridPoint(AreaScenes.place(0.01, 0.01)))
    let points =
      Array(repeating: corner, count: 300) + Array(repeating: inside, count: 50_000) + [corner]
    #expect(try Self.assigned(points, areas) == Self.bruteForce(points, areas))
  }

  @Test("of nothing, or to nothing, is nothing")
  func empty() throws {
    #expect(try Self.assigned([], AreaScenes.board(2, 2)).isEmpty)
    let point = try #require(GridPoint(AreaScenes.origin))
    let nowhere = MultiPolygon([])
    #expect(try Self.assigned([point], []) == [AreaAssignment.none])
    #expect(try Self.assigned([point], [nowhere]) == [AreaAssignment.none])
    let around = AreaScenes.square(-0.01, -0.01, 0.02)
    #expect(try Self.assigned([point], [nowhere, around]) == [1])
    let assignment = AreaAssignment(of: try AreaScenes.index([point]), to: [nowhere, around])
    #expect(assignment.area(at: 0) == 1)
    #expect(AreaAssignment(of: try AreaScenes.index([point]), to: []).area(at: 0) == nil)
  }

  @Test("holds at the rims of the grid too")
  func rims() throws {
    let ring = Ring(
      [(-180.0, 80.0), (-170, 80), (-170, 85.0511), (-180, 85.0511), (-180, 80)].map {
        Coordinate(longitude: $0.0, latitude: $0.1)
      })
    let areas = [MultiPolygon([Polygon(exterior: ring)])]
    var random = SeededRandom(seed: 5)
    let points = (0..<400).compactMap { _ in
      GridPoint(
        Coordinate(
          longitude: random.uniform(-180 ... -165), latitude: random.uniform(78...85.05)))
    }
    let found = try Self.assigned(points, areas)
    #expect(found == Self.bruteForce(points, areas))
    #expect(found.contains(0) && found.contains(AreaAssignment.none))
  }

  @Test(
    "is that of asking every village of a real regency, on vertices too",
    .enabled(if: TestData.isAvailable, Comment(rawValue: TestData.skipReason)),
    arguments: ["2104_kab_lingga", "3673_kota_serang"])
  func realVillages(name: String) throws {
    let areas = try RealVillages.areas(name)
    var random = SeededRandom(seed: 9)
    let box = areas.reduce(Envelope.empty) { $0.union($1.envelope) }
    let vertices = areas.flatMap(\.polygons).flatMap(\.rings).flatMap(\.coordinates)
    let points = (0..<3000).compactMap { number in
      number % 2 == 0
        ? vertices.randomElement(using: &random).flatMap { GridPoint($0) }
        : GridPoint(
          Coordinate(
            longitude: random.uniform(box.minX...box.maxX),
            latitude: random.uniform(box.minY...box.maxY)))
    }
    #expect(try Self.assigned(points, areas) == Self.bruteForce(points, areas))
  }
}
