import GeoCore

/// The tile matrices of `WebMercatorQuad` (OGC 17-083r4, annex D.1).
enum TileMatrix {
  /// The name of the set.
  static let set = "WebMercatorQuad"

  /// The scale of a zoom, a pixel being 0.28 mm wide, at the equator.
  static func scaleDenominator(zoom: Double) -> Double {
    var side = 2 * WebMercator.halfExtentMeters / 256 / 0.00028
    let whole = Int(zoom)
    for _ in 0..<max(whole, 0) { side /= 2 }
    return zoom == Double(whole) ? side : side / 2.0.squareRoot()
  }
}
