import GeoCore

/// A heat tile to be drawn: where, how wide the kernel, and with which classes.
struct TileCase {
  let tile: TileID
  let kind: TileChoice.Kind
  /// The bandwidth in pixels of the tile.
  let radius: Int
  private let parameters: DensityParameters
  private var palette: HeatPalette

  /// The bandwidths that are tried, in pixels.
  static let radii = [1, 2, 3, 5, 8, 13, 20, 31, 50, 100, 200]
  /// The zoom levels that are tried.
  static let zooms = 4...16

  /// Lower limits of the classes, as shares of the peak of the densest tile.
  private static let classShares = [0.001, 0.005, 0.02, 0.1, 0.3, 0.6]

  /// The tiles of a zoom level for one radius; none where the bandwidth is not within 50 m … 100 km
  /// in all of them. They share the classes of the densest, so that most of its colours are seen.
  static func cases(_ choice: TileChoice, radius: Int, index: PointIndex) throws -> [TileCase] {
    var cases: [TileCase] = []
    for kind in TileChoice.Kind.allCases {
      let tile = choice[kind]
      let meters = Double(radius) * metersPerPixel(of: tile)
      guard let parameters = try? DensityParameters(bandwidthMeters: meters) else { return [] }
      cases.append(
        TileCase(
          tile: tile, kind: kind, radius: radius, parameters: parameters,
          palette: try palette(peak: 1)))
    }
    let peak = cases.first.map { Double($0.densities(index).maximum) } ?? 0
    let shared = try palette(peak: peak > 0 ? peak : 1)
    for position in cases.indices { cases[position].palette = shared }
    return cases
  }

  private static func palette(peak: Double) throws -> HeatPalette {
    HeatPalette(breaks: try ClassBreaks(classShares.map { $0 * peak }), ramp: .viridis)
  }

  /// Whether it is the tile that rivals draw too (`TileChoice.common`).
  var isCommon: Bool {
    tile.zoom == CommonTile.zoom && kind == CommonTile.kind && radius == CommonTile.radius
  }

  /// Draws the tile from nothing but the index.
  /// - Returns: The PNG file.
  func draw(_ index: PointIndex) throws -> [UInt8] {
    try HeatPicture.png(of: densities(index), palette: palette)
  }

  private func densities(_ index: PointIndex) -> RasterGrid {
    DensityField(of: index, parameters: parameters, for: .owner(purpose: "benchmark"))
      .densities(in: LatticeWindow(tile: tile))
  }

  /// Metres on the ground across a pixel in the middle of a tile.
  private static func metersPerPixel(of tile: TileID) -> Double {
    let degrees = 360 / Double(256 << tile.zoom)
    return degrees * GroundMetric(latitude: tile.envelope.center.latitude).metersPerDegreeLongitude
  }
}
