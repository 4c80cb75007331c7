import Foundation
import GeoPrimitives
import Support
import Testing
import TileMath

@testable import MapRendering

/// Coasts and islands as they are; holes outside their shell, which two villages have, are left out,
/// since the areas of such parts mean nothing.
@Suite(.enabled(if: TestData.isAvailable, "\(TestData.skipReason)"))
struct RealVillageTests {
  private func villages(_ path: String) throws -> [[GridPolygon]] {
    let file = try #require(TestData.file(path))
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    let root = try #require(object as? [String: Any])
    let features = try #require(root["features"] as? [[String: Any]])
    return features.compactMap { feature in
      let geometry = feature["geometry"] as? [String: Any]
      let parts = geometry?["coordinates"] as? [[[[Double]]]]
      let single = (geometry?["coordinates"] as? [[[Double]]]).map { [$0] }
      return (parts ?? single)?.map(Self.polygon)
    }
  }

  private static func polygon(_ rings: [[[Double]]]) -> GridPolygon {
    let closed = rings.map { ring in
      Ring(ring.map { Coordinate(longitude: $0[0], latitude: $0[1]) })
    }
    let holes = closed.dropFirst().filter { hole in
      hole.coordinates.allSatisfy { MultiPolygon([Polygon(exterior: closed[0])]).contains($0) }
    }
    return GridPolygon(Polygon(exterior: closed[0], holes: holes))
  }

  @Test(
    "The tiles of a village have its area together, so that no tile is filled by mistake",
    arguments: [
      ("villages/3673_kota_serang.geojson", 14), ("villages/2104_kab_lingga.geojson", 11),
      ("villages/3604_kab_serang.geojson", 12),
    ])
  func areas(path: String, zoom: Int) throws {
    let span = UInt32(1) << UInt32(32 - zoom)
    for parts in try villages(path) {
      let vertices = parts.flatMap(\.rings).flatMap { $0 }
      let columns = (vertices.map(\.x).min() ?? 0) / span...(vertices.map(\.x).max() ?? 0) / span
      let rows = (vertices.map(\.y).min() ?? 0) / span...(vertices.map(\.y).max() ?? 0) / span
      var sum = 0.0
      for column in columns {
        for row in rows {
          let tile = try #require(TileID(zoom: zoom, x: Int(column), y: Int(row)))
          let clipper = TileClipper(GridWindow(tile: tile, buffer: 0))
          sum += RingChecks.area(clipper.polygons(of: parts))
        }
      }
      let world = try #require(TileID(zoom: 0, x: 0, y: 0))
      let whole = TileClipper(GridWindow(tile: world, extent: 4096 << zoom, buffer: 0))
      let area = RingChecks.area(whole.polygons(of: parts))
      // What remains is the rounding of cut edges: a fraction of a unit along each tile's side.
      let tiles = Double(columns.count * rows.count)
      #expect(abs(sum - area) < 4096 * 3 * (tiles + 4))
    }
  }
}
