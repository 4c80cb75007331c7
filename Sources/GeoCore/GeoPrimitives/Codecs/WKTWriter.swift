/// Writes well-known text (OGC 06-103r4): longitude first.
public enum WKTWriter {
  /// The geometry as text.
  /// - Parameters:
  ///   - geometry: What to write, in degrees.
  ///   - decimals: Decimal places of a degree; 7 keep about a centimetre.
  /// - Returns: Such as `POINT (104.5 -9.5)`.
  /// - Complexity: O(n) in the number of vertices.
  public static func text(of geometry: Geometry, decimals: Int = 7) -> String {
    switch geometry {
    case .point(let place): return "POINT (\(position(place, decimals)))"
    case .multiPolygon(let area):
      guard !area.polygons.isEmpty else { return "MULTIPOLYGON EMPTY" }
      let parts = area.polygons.map { polygon in
        "(" + polygon.rings.map { ring($0, decimals) }.joined(separator: ",") + ")"
      }
      return "MULTIPOLYGON (" + parts.joined(separator: ",") + ")"
    }
  }

  private static func ring(_ ring: Ring, _ decimals: Int) -> String {
    "(" + ring.coordinates.map { position($0, decimals) }.joined(separator: ",") + ")"
  }

  private static func position(_ place: Coordinate, _ decimals: Int) -> String {
    let x = DecimalText.rounded(place.longitude, decimals: decimals)
    return "\(x) \(DecimalText.rounded(place.latitude, decimals: decimals))"
  }
}
