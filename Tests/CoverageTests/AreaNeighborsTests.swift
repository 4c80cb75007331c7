import Coverage
import GeoPrimitives
import Support
import Testing

@Suite("The neighbours of areas")
struct AreaNeighborsTests {
  static func neighbors(_ areas: [MultiPolygon], tolerance: Double = 1, threads: Int = 1)
    -> AreaNeighbors
  {
    AreaNeighbors(
      of: areas, centers: areas.map(\.envelope.center), toleranceMeters: tolerance,
      threads: threads)
  }

  static func lists(_ neighbors: AreaNeighbors) -> [[Int]] {
    (0..<neighbors.count).map { neighbors.neighbors(of: $0).map(Int.init) }
  }

  @Test("are those of a queen on a board")
  func board() {
    let found = Self.neighbors(AreaScenes.board(4, 3))
    for row in 0..<3 {
      for column in 0..<4 {
        let expected = (0..<12).filter {
          let (dx, dy) = (abs($0 % 4 - column), abs($0 / 4 - row))
          return max(dx, dy) == 1
        }
        #expect(found.neighbors(of: row * 4 + column).map(Int.init) == expected)
        #expect(!found.isIsland(row * 4 + column))
      }
    }
  }

  @Test("are found across gaps and overlaps up to the tolerance, and no farther")
  func tolerance() {
    // 0.0001 degrees are 11 metres.
    for gap in [0.0001, -0.0001] {
      let areas = [
        AreaScenes.square(0, 0, 0.02), AreaScenes.square(0.02 + gap, 0.001, 0.02),
        AreaScenes.square(0.1, 0.1, 0.02),
      ]
      #expect(Self.lists(Self.neighbors(areas, tolerance: 12))[0] == [1])
      #expect(Self.neighbors(areas, tolerance: 9).isIsland(0) == (gap > 0))
    }
  }

  @Test("include an area that lies inside another, far from its border")
  func nested() {
    let areas = [AreaScenes.square(0, 0, 0.06), AreaScenes.square(0.02, 0.02, 0.01)]
    #expect(Self.lists(Self.neighbors(areas)) == [[1], [0]])
    #expect(Self.lists(Self.neighbors(areas.reversed())) == [[1], [0]])
    // In a hole of the other with room around it, it touches nothing.
    let frame = MultiPolygon([
      Polygon(
        exterior: AreaScenes.squareRing(0, 0, 0.06),
        holes: [AreaScenes.squareRing(0.01, 0.01, 0.04)])
    ])
    #expect(Self.neighbors([frame, areas[1]]).isIsland(1))
  }

  @Test("of an island are the four nearest, which do not get it in return")
  func islands() {
    let island = AreaScenes.square(0.5, 0.01, 0.01)
    let found = Self.neighbors(AreaScenes.board(3, 3) + [island])
    #expect(found.isIsland(9))
    #expect(found.neighbors(of: 9).map(Int.init) == [1, 2, 5, 8])
    for area in 0..<9 {
      #expect(!found.isIsland(area) && !found.neighbors(of: area).contains(9))
    }
  }

  @Test("of few islands are all others")
  func fewIslands() {
    let areas = [AreaScenes.square(0, 0, 0.01), AreaScenes.square(0.1, 0, 0.01)]
    #expect(Self.lists(Self.neighbors(areas)) == [[1], [0]])
    #expect(Self.neighbors(areas).isIsland(0))
    #expect(Self.lists(Self.neighbors([areas[0]])) == [[]])
    #expect(Self.lists(Self.neighbors([])) == [])
  }

  @Test("are the same whatever the number of threads, and mutual")
  func threads() {
    var random = SeededRandom(seed: 8)
    let areas = (0..<600).map { _ in AreaScenes.star(&random, within: 2) }
    let one = Self.neighbors(areas)
    #expect(Self.lists(Self.neighbors(areas, threads: 3)) == Self.lists(one))
    for area in areas.indices where !one.isIsland(area) {
      for other in one.neighbors(of: area) {
        #expect(one.neighbors(of: Int(other)).contains(Int32(area)))
      }
    }
  }

  /// Reference: libpysal 4.14.1, `Queen.from_dataframe`, on the 100 counties of North Carolina.
  @Test(
    "of the counties of North Carolina are libpysal's",
    .enabled(if: TestData.isAvailable, Comment(rawValue: TestData.skipReason)))
  func counties() throws {
    let counties = try RealVillages.features("classic/nc_sids.geojson").map(\.area)
    let lists = Self.lists(Self.neighbors(counties, tolerance: 0))
    #expect(lists.reduce(0) { $0 + $1.count } == 2 * 245)
    #expect(lists[0] == [1, 17, 18])
    #expect(lists[52] == [34, 37, 45, 54, 60, 71, 74])
    #expect(lists[99] == [96, 97, 98])
  }

  /// Reference: shapely 2.2.0 `dwithin` in UTM zone 49 S; invalid borders of the second file buffered
  /// by zero.
  @Test(
    "of real villages are those within the tolerance on a map in metres",
    .enabled(if: TestData.isAvailable, Comment(rawValue: TestData.skipReason)),
    arguments: [(0.0, 144), (10, 147), (30, 148), (50, 150)])
  func realVillages(tolerance: Double, pairs: Int) throws {
    let areas = try RealVillages.areas("3573_kota_malang")
    let lists = Self.lists(Self.neighbors(areas, tolerance: tolerance))
    #expect(lists.reduce(0) { $0 + $1.count } == 2 * pairs)
    if tolerance == 30 {
      #expect(lists[0] == [1, 2, 56] && lists[40] == [19, 20, 39, 41, 42])
      let islands = Self.neighbors(try RealVillages.areas("2104_kab_lingga"), tolerance: 30)
      #expect(
        (0..<islands.count).filter(islands.isIsland)
          == [8, 9, 19, 21, 64, 66, 67, 68, 69, 70, 71, 72, 77, 78, 79])
    }
  }
}
