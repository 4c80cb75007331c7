import Coverage
import Foundation
import GEOSBindings
import GeoPrimitives
import MapRendering
import Support
import Testing
import TileMath

/// What of an area lies in a tile, beside what GEOS finds.
@Suite("Areas cut with a tile")
struct UnitClipTests {
  private static let box = UnitBox(minX: 1000, minY: 2000, maxX: 1400, maxY: 2400)

  @Test("are what GEOS cuts out, but for the rounding of cut edges", arguments: 0..<60)
  func againstGEOS(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<8 {
      guard let area = try Self.area(&random) else { continue }
      let cut = UnitClipper(Self.box).polygons(of: area)
      let drawn = UnitRepair.valid(afterCut: cut)
      let context = try GEOSContext()
      let geometry = try GEOSArea(Self.multiPolygon(drawn), in: context)
      #expect(try geometry.validity() == .valid)
      #expect(drawn.allSatisfy { UnitPolygon.doubledArea(of: $0.rings[0]) > 0 })
      #expect(
        drawn.allSatisfy {
          $0.rings.dropFirst().allSatisfy { UnitPolygon.doubledArea(of: $0) < 0 }
        })
      let exact = try GEOSArea(Self.multiPolygon([area]), in: context)
        .intersection(GEOSArea(Self.multiPolygon([Self.square]), in: context))
      let shared = try exact.intersection(geometry).planarArea()
      let difference = try exact.planarArea() + geometry.planarArea() - 2 * shared
      // Edges move by half a unit at most where they are cut, and by as much again where that is repaired.
      let length = drawn.reduce(0) { $1.rings.reduce($0) { $0 + Self.length($1) } }
      #expect(difference <= 10 + 0.5 * length, "seed \(seed)")
    }
  }

  @Test("are nothing elsewhere, themselves within, and the whole box around it")
  func simple() {
    func square(_ low: Int32, _ high: Int32) -> UnitPolygon {
      UnitPolygon(rings: [
        [
          UnitPoint(x: low, y: low), UnitPoint(x: high, y: low), UnitPoint(x: high, y: high),
          UnitPoint(x: low, y: high),
        ]
      ])
    }
    let clipper = UnitClipper(UnitBox(minX: -64, minY: -64, maxX: 4160, maxY: 4160))
    #expect(clipper.polygons(of: square(5000, 6000)).isEmpty)
    #expect(clipper.polygons(of: square(10, 40)) == [square(10, 40)])
    let around = clipper.polygons(of: square(-9000, 9000))
    #expect(UnitPolygon.doubledArea(of: around) == 2 * 4224 * 4224)
    #expect(around.count == 1 && around[0].rings[0].count == 4)
  }

  @Test("run along the edge of the buffer only, never nearer to the tile")
  func noLineInTheBuffer() throws {
    var random = SeededRandom(seed: 9)
    for _ in 0..<100 {
      guard let area = try Self.area(&random) else { continue }
      let original = Set(area.rings.flatMap(Self.edges))
      for ring in UnitClipper(Self.box).polygons(of: area).flatMap(\.rings) {
        for (a, b) in Self.edges(ring).map({ ($0.a, $0.b) }) where a.x == b.x || a.y == b.y {
          let isOnEdge =
            a.x == b.x && (a.x == Self.box.minX || a.x == Self.box.maxX)
            || a.y == b.y && (a.y == Self.box.minY || a.y == Self.box.maxY)
          let isOwn = original.contains { $0.isAlong(a, b) }
          #expect(isOnEdge || isOwn)
        }
      }
    }
  }

  private static func length(_ ring: [UnitPoint]) -> Double {
    edges(ring).reduce(0) { $0 + hypot(Double($1.b.x - $1.a.x), Double($1.b.y - $1.a.y)) }
  }

  private struct Edge: Hashable {
    var a: UnitPoint
    var b: UnitPoint

    /// Whether two points lie within a unit of the edge.
    func isAlong(_ p: UnitPoint, _ q: UnitPoint) -> Bool {
      [p, q].allSatisfy { point in
        let (dx, dy) = (Double(b.x - a.x), Double(b.y - a.y))
        let (vx, vy) = (Double(point.x - a.x), Double(point.y - a.y))
        return abs(dx * vy - dy * vx) <= 1.5 * (dx * dx + dy * dy).squareRoot()
      }
    }
  }

  private static func edges(_ ring: [UnitPoint]) -> [Edge] {
    zip(ring, ring.dropFirst() + ring.prefix(1)).map { Edge(a: $0, b: $1) }
  }

  private static let square = UnitPolygon(rings: [
    [
      UnitPoint(x: box.minX, y: box.minY), UnitPoint(x: box.maxX, y: box.minY),
      UnitPoint(x: box.maxX, y: box.maxY), UnitPoint(x: box.minX, y: box.maxY),
    ]
  ])

  /// A valid area, concave, now and then with a hole; some of its vertices lie on the box's edges.
  private static func area(_ random: inout SeededRandom) throws -> UnitPolygon? {
    let (x, y) = (random.uniform(900...1500), random.uniform(1900...2500))
    let radius = random.uniform(20...600)
    var rings = [star(x, y, radius, &random)]
    if random.next() % 3 == 0 {
      rings.append(star(x, y, radius * 0.15, &random).reversed())
    }
    if random.next() % 2 == 0 {
      // Vertices on the edge itself: touching from inside and from outside.
      for index in rings[0].indices where random.next() % 4 == 0 {
        rings[0][index].x = random.next() % 2 == 0 ? box.minX : box.maxX
      }
    }
    let context = try GEOSContext()
    let area = try GEOSArea(multiPolygon([UnitPolygon(rings: rings)]), in: context)
    guard try area.validity() == .valid else { return nil }
    return UnitPolygon(rings: rings)
  }

  private static func star(
    _ x: Double, _ y: Double, _ radius: Double, _ random: inout SeededRandom
  ) -> [UnitPoint] {
    let count = 3 + Int(random.next() % 24)
    var ring: [UnitPoint] = []
    for index in 0..<count {
      let turn = 2 * Double.pi * Double(index) / Double(count)
      let reach = radius * random.uniform(0.3...1)
      ring.append(UnitPoint(x: Int32(x + reach * cos(turn)), y: Int32(y + reach * sin(turn))))
    }
    return UnitPolygon.doubledArea(of: ring) > 0 ? ring : ring.reversed()
  }

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
}
