import Support
import Testing
import TileMath

@testable import MapRendering

@Suite("Geometry prepared for tiles")
struct PreparedGeometryTests {
  private static func ring(_ random: inout SeededRandom) -> [UnitPoint] {
    let count = 3 + Int(random.next() % 20)
    let ring = (0..<count).map { _ in
      UnitPoint(
        x: Int32(truncatingIfNeeded: random.next() % 5000) - 2500 + (1 << 20),
        y: Int32(truncatingIfNeeded: random.next() % 5000) - 2500 - (1 << 21))
    }
    return UnitPolygon.doubledArea(of: ring) >= 0 ? ring : ring.reversed()
  }

  private static func polygons(_ random: inout SeededRandom) -> [UnitPolygon] {
    (0..<1 + Int(random.next() % 3)).map { _ in
      var rings = [ring(&random)]
      if random.next() % 2 == 0 { rings.append(ring(&random).reversed()) }
      return UnitPolygon(rings: rings)
    }
  }

  @Test("comes back as the rings it was made of", arguments: 0..<30)
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let polygons = Self.polygons(&random).filter { polygon in
      polygon.rings.allSatisfy { UnitPolygon.doubledArea(of: $0) != 0 }
    }
    guard !polygons.isEmpty else { return }
    let prepared = try #require(PreparedGeometry(polygons))
    #expect(prepared.polygons == polygons)
    #expect(PreparedGeometry([]) == nil && PreparedGeometry(lines: []) == nil)
  }

  @Test("is the same in a tile as geometry that is written for the tile", arguments: 0..<30)
  func sameBytes(seed: UInt64) throws {
    var random = SeededRandom(seed: 100 + seed)
    let polygons = Self.polygons(&random)
    let origin = UnitPoint(x: 1 << 20, y: -(1 << 21))
    func planar(_ ring: [UnitPoint]) -> [PlanarPoint] {
      ring.map { PlanarPoint(x: Double($0.x - origin.x), y: Double($0.y - origin.y)) }
    }
    let simple = polygons.allSatisfy { polygon in
      polygon.rings.allSatisfy { ring in
        UnitPolygon.doubledArea(of: ring) != 0
          && zip(ring, ring.dropFirst() + ring.prefix(1)).allSatisfy { $0 != $1 }
      }
    }
    guard simple else { return }
    var written = VectorTileLayer(name: "a")
    written.add(
      polygons: polygons.map {
        PlanarPolygon(exterior: planar($0.rings[0]), holes: $0.rings.dropFirst().map(planar))
      }, id: 7, tags: [("code", .string("x"))])
    var copied = VectorTileLayer(name: "a")
    let places = [copied.place(ofKey: "code"), copied.place(of: .string("x"))]
    copied.add(
      try #require(PreparedGeometry(polygons)), type: .polygons, origin: origin, id: 7,
      places: places)
    #expect(VectorTileEncoder.encode([written]) == VectorTileEncoder.encode([copied]))
  }

  @Test("of lines and points is read by another decoder")
  func linesAndPoints() throws {
    let lines = [
      [UnitPoint(x: 10, y: 20), UnitPoint(x: 30, y: 20), UnitPoint(x: 30, y: 90)],
      [UnitPoint(x: -5, y: 0), UnitPoint(x: 5, y: 0)],
    ]
    var layer = VectorTileLayer(name: "borders")
    let origin = UnitPoint(x: 10, y: 10)
    layer.add(
      try #require(PreparedGeometry(lines: lines)), type: .lines, origin: origin, id: nil,
      places: [])
    layer.add(
      PreparedGeometry(first: UnitPoint(x: 11, y: 12), commands: []), type: .points, origin: origin,
      id: 3, places: [])
    let read = try #require(
      VectorTileReader.layers(of: VectorTileEncoder.encode([layer])).first
    ).features
    #expect(read[0].type == 2 && read[0].id == nil)
    #expect(read[0].paths[0].map { [$0.x, $0.y] } == [[0, 10], [20, 10], [20, 80]])
    #expect(read[0].paths[1].map { [$0.x, $0.y] } == [[-15, -10], [-5, -10]])
    #expect(
      read[1].type == 1 && read[1].id == 3 && read[1].paths[0].map { [$0.x, $0.y] } == [[1, 2]])
  }

  @Test("tells the bytes that a number takes", arguments: [0, 1, 127, 128, 16_383, 16_384, .max])
  func lengths(value: UInt64) {
    var writer = ProtobufWriter()
    writer.varint(value)
    #expect(ProtobufWriter.length(value) == writer.bytes.count)
  }
}
