import DensityEstimation
import DisclosureControl
import GeoPrimitives
import MapRendering
import TileMath

/// One tile of the heat layer.
struct HeatTile {
  let snapshot: DatasetSnapshot
  let tile: TileID
  let parameters: HeatParameters
  /// The query of the parameters, its bandwidth found.
  let query: AdmittedQuery
  let disclosure: Disclosure
  let isWanted: @Sendable () -> Bool

  /// The field as a picture of its classes.
  func png(doubled: Bool) throws -> RenderedTile {
    let window = LatticeWindow(tile: tile, doubled: doubled)
    let values = try field(in: window)
    let body = try HeatPicture.png(
      of: values, palette: try palette(),
      suppressed: try merged.mask(
        columns: window.columns, rows: window.rows, scale: doubled ? 2 : 1))
    let empty = TransparentTile.png(scale: doubled ? 2 : 1)
    return RenderedTile(body: body, format: .png, isEmpty: body == empty)
  }

  /// The classes as areas.
  func scene() throws -> Scene {
    let items = Self.areas(
      of: try bands(), palette: try palette(), unit: query.query.source.unit)
    return Scene(width: 256, height: 256, items: items + (try merged.items()))
  }

  private var merged: MergedAreas {
    MergedAreas(snapshot: snapshot, frame: PictureFrame(tile: tile), query: query)
  }

  /// The classes as coloured areas that tell their limits.
  static func areas(of bands: [Isoband], palette: HeatPalette, unit: String) -> [SceneItem] {
    bands.map { band in
      let upper = band.upper.map { "–\(JSONText.number($0))" } ?? "+"
      return .area(
        SceneArea(
          polygons: band.polygons, fill: .color(palette.colors[band.band]),
          className: "heat-\(band.band + 1)",
          title: "\(JSONText.number(band.lower))\(upper) \(unit)"))
    }
  }

  /// The classes as one layer, `lower` and `upper` in reports per square kilometre, and the villages
  /// whose numbers are merged as another.
  func vectorLayers() throws -> [VectorTileLayer] {
    let heat = VectorTileEncoder.layer(of: try bands(), name: "heat", tileSide: 256)
    return [heat] + (try merged.vectorLayer().map { [$0] } ?? [])
  }

  private func palette() throws -> HeatPalette {
    try snapshot.heatPalette(of: parameters, query, for: disclosure)
  }

  private func bands() throws -> [Isoband] {
    guard snapshot.hasData(for: query) else { return [] }
    let spacing = nodeSpacing
    let window = LatticeWindow(nodesAround: tile, pixelsPerNode: spacing)
    return Isobands.tileBands(
      of: try field(in: window), spacing: Double(spacing), breaks: try palette().breaks)
  }

  /// Pixels between nodes of the contours: as wide as the narrowest bandwidth allows. It depends on
  /// zoom and bandwidth alone, so that neighbouring tiles contour the same lattice.
  private var nodeSpacing: Int {
    let metersPerPixel = 2 * WebMercator.halfExtentMeters / Double(256 << tile.zoom)
    let query = query.query
    let narrowest =
      query.parameters.bandwidthMeters
      * (query.isAdaptive ? AdaptiveClasses.factorRange.lowerBound : 1)
    let pixels = narrowest / metersPerPixel
    return pixels >= 16 ? 4 : pixels >= 4 ? 2 : 1
  }

  private func field(in window: LatticeWindow) throws -> RasterGrid {
    try snapshot.heatValues(
      of: query, exactly: parameters.exact, in: window, for: disclosure, while: isWanted)
  }
}

extension HeatSource {
  /// What a density of this source counts, per square kilometre.
  public var unit: String {
    switch self {
    case .tips: "laporan/km²"
    case .accommodations: "akomodasi/km²"
    case .guests: "tamu/km²"
    }
  }
}

extension DatasetSnapshot {
  /// The density on a window, or "no data" throughout when there is nothing of the source to tell.
  /// - Throws: `CancellationError` once it is not wanted any more.
  func heatValues(
    of query: AdmittedQuery, exactly: Bool, in window: LatticeWindow, for disclosure: Disclosure,
    while isWanted: () -> Bool
  ) throws -> RasterGrid {
    guard hasData(for: query) else {
      return RasterGrid(columns: window.columns, rows: window.rows, filledWith: .nan)
    }
    let field = try field(of: query, for: disclosure)
    let values =
      exactly
      ? field.exactDensities(in: window, while: isWanted)
      : field.densities(in: window, while: isWanted)
    guard isWanted() else { throw CancellationError() }
    return values
  }

  /// The classes and colours of heat: the limits that are given, or those of the villages.
  /// - Throws: `DisclosureRefusal` for limits of one's own where the server sets them.
  func heatPalette(
    of parameters: HeatParameters, _ query: AdmittedQuery, for disclosure: Disclosure
  ) throws -> HeatPalette {
    if let breaks = parameters.breaks, query.audience.heatLimits != nil {
      throw query.audience.refusal(
        "breaks", value: breaks.limits.map { JSONText.number($0) }.joined(separator: ","),
        allowed: "the limits that the server sets")
    }
    let breaks = try parameters.breaks ?? defaultBreaks(of: query, for: disclosure)
    return HeatPalette(breaks: breaks, ramp: parameters.ramp)
  }
}
