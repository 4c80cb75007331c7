import Foundation
import GeoPrimitives
import Support
import Testing

/// Areas of the real data, read without the importer.
enum RealVillages {
  /// The villages of a file of `villages/`, in its order.
  static func areas(_ name: String) throws -> [MultiPolygon] {
    try features("villages/\(name).geojson").map(\.area)
  }

  /// The features of a GeoJSON file, in its order.
  static func features(_ path: String) throws -> [(area: MultiPolygon, properties: [String: Any])] {
    let file = try #require(TestData.file(path))
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    let root = try #require(object as? [String: Any])
    let features = try #require(root["features"] as? [[String: Any]])
    return try features.map { feature in
      let geometry = try #require(feature["geometry"] as? [String: Any])
      let single = (geometry["coordinates"] as? [[[Double]]]).map { [$0] }
      let parts = try #require(geometry["coordinates"] as? [[[[Double]]]] ?? single)
      return (MultiPolygon(parts.map(polygon)), feature["properties"] as? [String: Any] ?? [:])
    }
  }

  private static func polygon(_ rings: [[[Double]]]) -> Polygon {
    let closed = rings.map { ring in
      Ring(ring.map { Coordinate(longitude: $0[0], latitude: $0[1]) })
    }
    return Polygon(exterior: closed[0], holes: Array(closed.dropFirst()))
  }
}
