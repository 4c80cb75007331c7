import Foundation
import GeoPrimitives
import Support
import Testing
import TileMath

@testable import MapRendering

@Suite struct VectorTileTests {
  private func points(_ pairs: [(Double, Double)]) -> [PlanarPoint] {
    pairs.map { PlanarPoint(x: $0.0, y: $0.1) }
  }

  @Test("Geometry is written as the examples of the specification show it")
  func specificationExamples() {
    var point = TileGeometry()
    point.add(points: points([(25, 17)]))
    #expect(point.bytes == [9, 50, 34])
    var pair = TileGeometry()
    pair.add(points: points([(5, 7), (3, 2)]))
    #expect(pair.bytes == [17, 10, 14, 3, 9])
    var line = TileGeometry()
    line.add(line: points([(2, 2), (2, 10), (10, 10)]))
    #expect(line.bytes == [9, 4, 4, 18, 0, 16, 16, 0])
    var polygon = TileGeometry()
    polygon.add(polygon: PlanarPolygon(exterior: points([(3, 6), (8, 12), (20, 34)])))
    #expect(polygon.bytes == [9, 6, 12, 18, 10, 12, 24, 44, 15])
    var two = TileGeometry()
    two.add(polygon: PlanarPolygon(exterior: points([(0, 0), (10, 0), (10, 10), (0, 10)])))
    two.add(
      polygon: PlanarPolygon(
        exterior: points([(11, 11), (20, 11), (20, 20), (11, 20)]),
        holes: [points([(13, 13), (13, 17), (17, 17), (17, 13)])]))
    #expect(
      two.bytes == [
        9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15, 9, 4, 13, 26,
        0, 8, 8, 0, 0, 7, 15,
      ])
  }

  @Test("Rings turn in the direction of their role, repeated vertices and empty rings are dropped")
  func cleaning() {
    var clean = TileGeometry()
    clean.add(polygon: PlanarPolygon(exterior: points([(0, 0), (10, 0), (10, 10), (0, 10)])))
    var messy = TileGeometry()
    messy.add(
      polygon: PlanarPolygon(
        exterior: points([(0, 10), (0.2, 10.3), (10, 10), (10, 10), (10, 0), (0, 0), (0, 10)]),
        holes: [points([(2, 2), (8, 2)]), points([(3, 3), (3.1, 3.2), (3.3, 3)])]))
    #expect(messy.bytes.count == clean.bytes.count)
    var nothing = TileGeometry()
    nothing.add(polygon: PlanarPolygon(exterior: points([(1, 1), (5, 5), (9, 9)])))
    nothing.add(line: points([(1, 1), (1.2, 1.2)]))
    nothing.add(points: [])
    nothing.add(
      polygon: PlanarPolygon(exterior: points([(.nan, 0), (.infinity, 3), (0, -.infinity)])))
    #expect(nothing.bytes.count < 30)
  }

  private func sample() -> [VectorTileLayer] {
    var villages = VectorTileLayer(name: "villages")
    let square = points([(0, 0), (0, 100), (100, 100), (100, 0)])
    let hole = points([(20, 20), (40, 20), (40, 40), (20, 40)])
    villages.add(
      polygons: [PlanarPolygon(exterior: square, holes: [hole])], id: 7,
      tags: [
        ("code", .string("35.73.01.1001")), ("name", .string("Klojen")), ("n", .integer(12)),
        ("delta", .integer(-5)), ("rate", .double(0.25)), ("active", .bool(true)),
      ])
    villages.add(
      polygons: [PlanarPolygon(exterior: square).translated(dx: 200, dy: 0)], id: 8,
      tags: [("code", .string("35.73.01.1002")), ("name", .string("Klojen")), ("n", .integer(12))])
    villages.add(polygons: [], id: 9)
    var labels = VectorTileLayer(name: "villages_label", extent: 512)
    labels.add(points: points([(50, 60)]), tags: [("name", .string("Kâ'bah & Söhne"))])
    labels.add(lines: [points([(0, 0), (30, 0)]), points([(5, 5), (5, 50)])], id: 1)
    return [villages, VectorTileLayer(name: "empty"), labels]
  }

  private func decoded(_ bytes: [UInt8]) throws -> [String: [String: Any]] {
    let outcome = try ExternalTool.withFile(bytes, suffix: ".mvt") { url in
      try #require(
        ExternalTool.run([ExternalTool.python, ExternalTool.script("decode_mvt.py"), url.path]))
    }
    try #require(outcome.status == 0, "\(outcome.output)")
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(json as? [String: [String: Any]])
  }

  @Test(
    "Another decoder reads back layers, attributes and geometry",
    .enabled(if: ExternalTool.hasVectorTiles, "\(ExternalTool.vectorTileReason)"))
  func otherDecoder() throws {
    let tile = try decoded(VectorTileEncoder.encode(sample()))
    #expect(Set(tile.keys) == ["villages", "villages_label"])
    let villages = try #require(tile["villages"])
    #expect(villages["version"] as? Int == 2 && villages["extent"] as? Int == 4096)
    let features = try #require(villages["features"] as? [[String: Any]])
    #expect(features.compactMap { $0["id"] as? Int } == [7, 8])
    let properties = try #require(features[0]["properties"] as? [String: Any])
    #expect(properties["code"] as? String == "35.73.01.1001")
    #expect(properties["n"] as? Int == 12 && properties["delta"] as? Int == -5)
    #expect(properties["rate"] as? Double == 0.25 && properties["active"] as? Bool == true)
    let areas = try #require(features[0]["ring_areas"] as? [[Double]])
    #expect(areas == [[10_000, -400]])
    let labels = try #require(tile["villages_label"]?["features"] as? [[String: Any]])
    #expect((labels[0]["properties"] as? [String: String])?["name"] == "Kâ'bah & Söhne")
    let kinds = labels.compactMap { ($0["geometry"] as? [String: Any])?["type"] as? String }
    #expect(kinds == ["Point", "MultiLineString"])
  }

  @Test(
    "Isobands arrive as one multipolygon a class, outer rings positive, holes negative",
    .enabled(if: ExternalTool.hasVectorTiles, "\(ExternalTool.vectorTileReason)"))
  func isobands() throws {
    var random = SeededRandom(seed: 3)
    var field = RasterGrid(columns: 34, rows: 34)
    for index in field.values.indices { field.values[index] = Float(random.uniform(0...6)) }
    let bands = Isobands.tileBands(of: field, spacing: 8, breaks: try ClassBreaks([1, 3, 5]))
    let tile = try decoded(VectorTileEncoder.encode([VectorTileEncoder.layer(of: bands)]))
    let features = try #require(tile["heat"]?["features"] as? [[String: Any]])
    #expect(features.count == 3)
    for (feature, band) in zip(features, bands) {
      let properties = try #require(feature["properties"] as? [String: Any])
      #expect(properties["lower"] as? Double == band.lower)
      #expect(properties["upper"] as? Double == band.upper)
      let parts = try #require(feature["ring_areas"] as? [[Double]])
      // Those smaller than a tile unit are gone.
      #expect((band.polygons.count * 9 / 10...band.polygons.count).contains(parts.count))
      #expect(parts.allSatisfy { $0[0] > 0 && $0.dropFirst().allSatisfy { $0 < 0 } })
      let sum = parts.flatMap { $0 }.reduce(0, +) / 256
      #expect(abs(sum - RingChecks.area(band.polygons)) < 40)
    }
  }

  @Test(
    "GDAL reads the tile",
    .enabled(if: ExternalTool.hasOgrinfo, "\(ExternalTool.ogrinfoReason)"))
  func gdal() throws {
    let outcome = try ExternalTool.withFile(VectorTileEncoder.encode(sample()), suffix: ".mvt") {
      url in
      try #require(ExternalTool.run(["ogrinfo", "-ro", "-al", url.path]))
    }
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Layer name: villages\n"))
    #expect(outcome.output.contains("Feature Count: 2"))
    #expect(outcome.output.contains("code (String) = 35.73.01.1002"))
    #expect(!outcome.output.contains("ERROR"))
  }

  @Test("A tile of no features is empty, and the same features give the same bytes")
  func deterministic() {
    #expect(VectorTileEncoder.encode([VectorTileLayer(name: "a")]).isEmpty)
    #expect(VectorTileEncoder.encode(sample()) == VectorTileEncoder.encode(sample()))
  }

  @Test("Keys and values that occur again are stored once")
  func dictionary() {
    var layer = VectorTileLayer(name: "v")
    for index in 0..<100 {
      layer.add(
        points: points([(Double(index), 0)]),
        tags: [
          ("kind", .string("a rather long value of an attribute")), ("odd", .bool(index % 2 == 1)),
        ])
    }
    #expect(layer.count == 100)
    #expect(VectorTileEncoder.encode([layer]).count < 100 * 20)
  }
}
