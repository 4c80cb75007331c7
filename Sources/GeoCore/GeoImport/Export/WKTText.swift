import GeoPrimitives

/// Areas as well-known text (OGC 06-103r4).
enum WKTText {
  /// `MULTIPOLYGON (((lon lat, …)))`, to the last digit: rounding would make some areas invalid.
  static func text(of area: MultiPolygon) -> String {
    guard !area.polygons.isEmpty else { return "MULTIPOLYGON EMPTY" }
    let parts = area.polygons.map { polygon in
      "(" + polygon.rings.map(ring).joined(separator: ",") + ")"
    }
    return "MULTIPOLYGON (" + parts.joined(separator: ",") + ")"
  }

  private static func ring(_ ring: Ring) -> String {
    let places = ring.coordinates.map { place in
      JSONText.number(place.longitude) + " " + JSONText.number(place.latitude)
    }
    return "(" + places.joined(separator: ",") + ")"
  }
}
