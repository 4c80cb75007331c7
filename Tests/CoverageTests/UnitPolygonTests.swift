import GEOSBindings
import GeoPrimitives
import Support
import Testing
import TileMath

@testable import Coverage

@Suite("Areas in the units of a zoom")
struct UnitPolygonTests {
  private static func multiPolygon(_ polygons: [UnitPolygon]) -> MultiPolygon {
    MultiPolygon(
      polygons.map { polygon in
        let rings = polygon.rings.map { ring in
          Ring(
            (ring + ring.prefix(1)).map {
              Coordinate(longitude: Double($0.x), latitude: Double($0.y))
            })
        }
        return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
      })
  }

  @Test("are valid, and their rings run as vector tiles want them", arguments: 0..<4)
  func valid(seed: UInt64) throws {
    let topology = try VertexWeightTests.topology(seed: 60 + seed)
    let outlines = topology.outlines()
    let context = try GEOSContext()
    for zoom in 6...14 {
      for group in 0..<outlines.count {
        let polygons = topology.unitPolygons(
          ofGroup: group, in: outlines, at: DetailLevel(zoom: zoom))
        #expect(try context.validity(of: Self.multiPolygon(polygons)) == .valid)
        for polygon in polygons {
          #expect(UnitPolygon.doubledArea(of: polygon.rings[0]) >= 128)
          #expect(
            polygon.rings.dropFirst().allSatisfy { UnitPolygon.doubledArea(of: $0) <= -128 })
        }
      }
    }
  }

  @Test("overlap nowhere by more than rounding makes them", arguments: 0..<4)
  func overlaps(seed: UInt64) throws {
    let topology = try VertexWeightTests.topology(seed: 70 + seed)
    let outlines = topology.outlines()
    let context = try GEOSContext()
    for zoom in 6...14 {
      let level = DetailLevel(zoom: zoom)
      let areas = (0..<outlines.count).map {
        Self.multiPolygon(topology.unitPolygons(ofGroup: $0, in: outlines, at: level))
      }
      let sum = try areas.reduce(0) { try $0 + GEOSArea($1, in: context).planarArea() }
      let union = try context.union(of: areas).planarArea()
      let vertices = areas.reduce(0) {
        $1.polygons.reduce($0) { $0 + $1.exterior.coordinates.count }
      }
      #expect(sum - union <= 8 * Double(vertices))
    }
  }

  @Test("are found to touch exactly when GEOS or a repeated vertex says so", arguments: 0..<300)
  func contacts(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let count = 3 + Int(random.next() % 30)
    let span = seed % 2 == 0 ? UInt64(12) : 400
    var ring: [UnitPoint] = []
    for _ in 0..<count {
      let point = UnitPoint(x: Int32(random.next() % span), y: Int32(random.next() % span))
      if ring.last != point { ring.append(point) }
    }
    while ring.count > 1, ring.first == ring.last { ring.removeLast() }
    guard ring.count >= 3 else { return }
    let context = try GEOSContext()
    let polygon = Self.multiPolygon([UnitPolygon(rings: [ring])])
    let isValid = try context.validity(of: polygon) == .valid
    // A ring on its own is valid exactly when no edge touches another.
    #expect(RingContacts.exist(in: [ring]) == !isValid)
  }

  @Test("have vertices that are rounded alike in every area and tile")
  func grid() throws {
    var random = SeededRandom(seed: 5)
    for zoom in [0, 5, 12, 19, 20] {
      let grid = UnitGrid(zoom: zoom)
      for _ in 0..<200 {
        let cell = GridPoint(
          x: UInt32(truncatingIfNeeded: random.next()), y: UInt32(truncatingIfNeeded: random.next())
        )
        let unit = grid.point(cell)
        let exact = (Double(cell.x) - 2_147_483_648) / grid.cellsPerUnit
        #expect(Double(unit.x) == (exact + 0.5).rounded(.down))
        let tile = try #require(
          TileID(
            zoom: zoom, x: Int(cell.x) >> (32 - zoom), y: Int(cell.y) >> (32 - zoom)))
        let box = grid.box(of: tile, buffer: 1)
        #expect(box.minX <= unit.x && unit.x <= box.maxX && box.minY <= unit.y)
      }
    }
  }

  // MARK: Dissolved

  /// Groups of a coverage of 4 × 3 areas: halves, thirds, everything, or all but one.
  private static let groupings: [[Int32]] = [
    (0..<12).map { Int32($0 % 4 < 2 ? 0 : 1) }, (0..<12).map { Int32($0 / 4) },
    [Int32](repeating: 0, count: 12), (0..<12).map { $0 == 5 ? -1 : 0 },
  ]

  @Test("follow the same borders when districts have arcs of their own", arguments: 0..<4)
  func dissolved(number: Int) throws {
    let topology = try VertexWeightTests.topology(seed: 80)
    let groups = Self.groupings[number]
    let count = Int((groups.max() ?? 0) + 1)
    let outlines = topology.outlines(groups: groups, count: count)
    let dissolved = topology.dissolved(into: outlines, threshold: 0)
    _ = try ArcTopology(dissolved.columns)
    #expect(dissolved.regionCount == count && dissolved.arcCount <= topology.arcCount)
    let own = dissolved.outlines()
    for group in 0..<count {
      let (a, b) = (
        topology.multiPolygon(group, of: outlines), dissolved.multiPolygon(group, of: own)
      )
      let (areaA, areaB) = try (CoverageScenes.squareDegrees(a), CoverageScenes.squareDegrees(b))
      #expect(abs(areaA - areaB) < 1e-12)
      #expect(a.polygons.count == b.polygons.count)
    }
    // No more nodes than the groups need: where two borders meet, the arcs are one.
    for node in 0..<dissolved.nodeCount {
      let around = dissolved.halfArcs(from: UInt32(node))
      #expect(
        around.count > 2
          || around.count == 2 && around.first.map { $0 / 2 } == around.last.map { $0 / 2 })
    }
  }

  @Test("have fewer vertices along a district than along its villages, and stay valid")
  func fewerVertices() throws {
    let topology = try VertexWeightTests.topology(seed: 81)
    let outlines = topology.outlines(groups: [Int32](repeating: 0, count: 12), count: 1)
    let least = DetailLevel(zoom: 9).threshold
    let dissolved = topology.dissolved(into: outlines, threshold: least)
    let context = try GEOSContext()
    for zoom in 6...8 {
      let level = DetailLevel(zoom: zoom)
      let shared = topology.unitPolygons(ofGroup: 0, in: outlines, at: level)
      let own = dissolved.unitPolygons(ofGroup: 0, in: dissolved.outlines(), at: level)
      #expect(try context.validity(of: Self.multiPolygon(own)) == .valid)
      func vertices(_ polygons: [UnitPolygon]) -> Int {
        polygons.reduce(0) { $1.rings.reduce($0) { $0 + $1.count } }
      }
      #expect(vertices(own) <= vertices(shared))
      let difference = UnitPolygon.doubledArea(of: own) - UnitPolygon.doubledArea(of: shared)
      #expect(abs(difference) <= 2 * 128 * Int64(vertices(shared)))
    }
  }
}
