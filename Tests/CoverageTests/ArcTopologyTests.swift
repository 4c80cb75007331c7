import GEOSBindings
import GeoPrimitives
import Support
import Testing
import TileMath

@testable import Coverage

@Suite("Shared arcs")
struct ArcTopologyTests {
  static func topology(_ areas: [MultiPolygon]) -> ArcTopology {
    CoverageCleaning.clean(CoverageOutlines(areas), threads: 1).topology
  }

  @Test("of a board run from node to node with a square on either side")
  func board() {
    let topology = Self.topology(AreaScenes.board(2, 2))
    #expect(topology.arcCount == 8 && topology.nodeCount == 5)
    for arc in 0..<8 {
      let sides = [topology.leftRegions[arc], topology.rightRegions[arc]]
      #expect(Set(sides).count == 2 && !topology.isClosed(arc: arc))
      let vertices = topology.vertices(ofArc: arc)
      #expect(vertices.count == (sides.contains(-1) ? 3 : 2))
      #expect(topology.weights[vertices.lowerBound] == VertexWeight.always)
      #expect(topology.weights[vertices.upperBound - 1] == VertexWeight.always)
    }
  }

  @Test("have on their left what lies to the left on a map with north up")
  func sides() {
    let topology = Self.topology([AreaScenes.square(0, 0, 0.02)])
    #expect(topology.arcCount == 1 && topology.isClosed(arc: 0))
    #expect(topology.leftRegions == [0] && topology.rightRegions == [-1])
    let ring = Ring(topology.points.map(\.coordinate))
    #expect(ring.doubledSignedArea > 0)
  }

  @Test("dissolve into what GEOS joins, with holes and parts right", arguments: 0..<24)
  func dissolve(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let isBoard = seed % 2 == 0
    let areas =
      try isBoard ? AreaScenes.board(7, 6) : CoverageScenes.simplified(7, 6, &random)
    let topology = Self.topology(areas)
    let groups = areas.map { _ in Int32(random.next() % 3) - (seed % 3 == 0 ? 1 : 0) }
    let outlines = topology.outlines(groups: groups, count: 3)
    let villages = CoverageScenes.areas(topology)
    for group in 0..<3 {
      let members = villages.indices.filter { groups[$0] == Int32(group) }
      let mine = topology.multiPolygon(group, of: outlines)
      #expect(try CoverageScenes.isValid(mine))
      let theirs = try CoverageScenes.union(members.map { villages[$0] })
      #expect(mine.polygons.count == theirs.polygons.count)
      #expect(mine.polygons.flatMap(\.holes).count == theirs.polygons.flatMap(\.holes).count)
      let (a, b) = (
        try CoverageScenes.squareDegrees(mine), try CoverageScenes.squareDegrees(theirs)
      )
      let both = try CoverageScenes.squareDegrees(CoverageScenes.union([mine, theirs]))
      #expect(abs(a - b) <= 1e-12 * a && abs(both - a) <= 1e-9 * a)
      for polygon in mine.polygons {
        #expect(polygon.exterior.doubledSignedArea > 0)
        #expect(polygon.holes.allSatisfy { $0.doubledSignedArea < 0 })
      }
    }
  }

  @Test("of parts and holes that touch in a point become rings of their own")
  func touching() throws {
    let topology = Self.topology(AreaScenes.board(3, 3))
    // The middle is a hole whose corner touches the notch of the missing last square.
    var groups = [Int32](repeating: 0, count: 9)
    groups[4] = -1
    groups[8] = -1
    let notched = topology.outlines(groups: groups, count: 1)
    #expect(notched.ringStarts == [0, 2])
    #expect(try CoverageScenes.isValid(topology.multiPolygon(0, of: notched)))
    // Squares of one colour of a chess board: five parts that touch at corners.
    let chess = topology.outlines(groups: (0..<9).map { Int32($0 % 2) }, count: 2)
    #expect(chess.polygons(of: 0).count == 5 && chess.polygons(of: 1).count == 4)
    #expect(try CoverageScenes.isValid(topology.multiPolygon(0, of: chess)))
  }

  @Test("put islands of a group into the right one of two lakes")
  func lakes() throws {
    var lake = AreaScenes.square(0, 0, 0.1)
    lake.polygons[0].holes = [
      AreaScenes.squareRing(0.01, 0.01, 0.03), AreaScenes.squareRing(0.06, 0.06, 0.03),
    ]
    var island = AreaScenes.square(0.015, 0.015, 0.02)
    island.polygons[0].holes = [AreaScenes.squareRing(0.02, 0.02, 0.01)]
    lake.polygons += island.polygons
    lake.polygons += AreaScenes.square(0.023, 0.023, 0.004).polygons
    let topology = Self.topology([lake])
    let outlines = topology.outlines()
    let mine = topology.multiPolygon(0, of: outlines)
    #expect(try CoverageScenes.isValid(mine))
    #expect(mine.polygons.map(\.holes.count).sorted() == [0, 1, 2])
    let (a, b) = (
      EllipsoidalArea.squareKilometers(of: mine), EllipsoidalArea.squareKilometers(of: lake)
    )
    #expect(abs(a - b) < 1e-5 * b)
  }
}
