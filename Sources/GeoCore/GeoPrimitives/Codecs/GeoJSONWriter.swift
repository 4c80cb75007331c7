/// Writes GeoJSON geometries and features (RFC 7946): longitude first, outer rings
/// counter-clockwise.
public enum GeoJSONWriter {
  /// The geometry as a GeoJSON object.
  /// - Parameters:
  ///   - geometry: What to write, in degrees.
  ///   - decimals: Decimal places of a degree; 7 keep about a centimetre.
  /// - Returns: One line of JSON.
  /// - Complexity: O(n) in the number of vertices.
  public static func text(of geometry: Geometry, decimals: Int = 7) -> String {
    switch geometry {
    case .point(let place):
      return #"{"type":"Point","coordinates":"# + position(place, decimals) + "}"
    case .multiPolygon(let area):
      let parts = area.polygons.map { polygon($0, decimals) }
      return #"{"type":"MultiPolygon","coordinates":["# + parts.joined(separator: ",") + "]}"
    }
  }

  /// A feature with the given properties, each value already JSON text, in the order given.
  public static func feature(
    geometry: Geometry?, properties: [(name: String, json: String)], decimals: Int = 7
  ) -> String {
    let members = properties.map { JSONText.string($0.name) + ":" + $0.json }
    let shape = geometry.map { text(of: $0, decimals: decimals) } ?? "null"
    return #"{"type":"Feature","properties":{"# + members.joined(separator: ",")
      + #"},"geometry":"# + shape + "}"
  }

  private static func polygon(_ polygon: Polygon, _ decimals: Int) -> String {
    var rings = [ring(polygon.exterior, counterClockwise: true, decimals)]
    rings += polygon.holes.map { ring($0, counterClockwise: false, decimals) }
    return "[" + rings.joined(separator: ",") + "]"
  }

  private static func ring(_ ring: Ring, counterClockwise: Bool, _ decimals: Int) -> String {
    let runsCounterClockwise = ring.doubledSignedArea > 0
    let ordered =
      runsCounterClockwise == counterClockwise ? ring.coordinates : ring.coordinates.reversed()
    return "[" + ordered.map { position($0, decimals) }.joined(separator: ",") + "]"
  }

  private static func position(_ place: Coordinate, _ decimals: Int) -> String {
    let longitude = JSONText.number(place.longitude, decimals: decimals)
    let latitude = JSONText.number(place.latitude, decimals: decimals)
    return "[\(longitude),\(latitude)]"
  }
}
