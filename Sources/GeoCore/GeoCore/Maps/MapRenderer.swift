public import DisclosureControl
import GeoPrimitives
public import MapRendering
import Places
import TileMath

/// Draws maps of any extent from what the tiles are drawn from, without their joints. Pure: the same snapshot
/// and request give the same bytes.
///
/// The content is that of the zoom whose scale is nearest: the same vertices, groups and lattice. Strokes,
/// symbols and letters keep their size, and a name stands once and whole. A view of just a tile looks like
/// the tile.
public struct MapRenderer: Sendable {
  /// What is drawn.
  public let snapshot: DatasetSnapshot

  /// A renderer of one snapshot.
  public init(_ snapshot: DatasetSnapshot) {
    self.snapshot = snapshot
  }

  /// Draws a map as PNG.
  /// - Parameters:
  ///   - request: Which layers of which ground.
  ///   - colors: Whether the colours are reduced to a palette of 256, as those of tiles are.
  ///   - disclosure: On whose behalf.
  ///   - isWanted: Asked now and then; once it says no, drawing stops.
  /// - Returns: A PNG file of the view's width and height.
  /// - Throws: `DisclosureRefusal` for what may not be asked for, `RenderingError` when a picture cannot be
  ///   drawn, `CancellationError` when it is not wanted any more.
  public func png(
    _ request: MapRequest, colors: PNGEncoder.ColorMode = .lossless, for disclosure: Disclosure,
    while isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws -> [UInt8] {
    let scene = try scene(request, for: disclosure, while: isWanted)
    do {
      return try SceneRaster.png(
        scene, scale: request.view.pixelRatio, colors: colors, while: isWanted)
    } catch RenderingError.unwanted {
      throw CancellationError()
    }
  }

  /// A map as a scene of `width / pixelRatio` by `height / pixelRatio` pixels: for pictures, or to be placed
  /// on a sheet.
  /// - Parameters:
  ///   - request: Which layers of which ground.
  ///   - disclosure: On whose behalf.
  ///   - isWanted: Asked now and then; once it says no, drawing stops.
  /// - Returns: The layers in their order, and above all of them their names.
  /// - Throws: `DisclosureRefusal` for what may not be asked for, `CancellationError` when it is not wanted any
  ///   more.
  public func scene(
    _ request: MapRequest, for disclosure: Disclosure,
    while isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws -> Scene {
    let frame = PictureFrame(request.view)
    var scene = Scene(width: frame.width, height: frame.height, background: request.background)
    var names: [[SceneLabel]] = []
    var symbols: [PlanarRectangle] = []
    for layer in request.layers {
      guard isWanted() else { throw CancellationError() }
      let items = try items(of: layer, request.view, for: disclosure, while: isWanted)
      scene.items += items.filter { $0.name == nil }
      names.append(items.compactMap(\.name))
      if layer.layer.points != nil { symbols += items.compactMap(\.symbolBox) }
    }
    scene.items += Self.keptApart(names, symbols).map { .label($0) }
    return scene
  }

  /// The names of the upper layers go before those beneath, and none stands on a symbol. Those of one layer
  /// alone are apart already.
  private static func keptApart(
    _ names: [[SceneLabel]], _ symbols: [PlanarRectangle]
  ) -> [SceneLabel] {
    guard names.count > 1 else { return names.first ?? [] }
    return LabelPlacement.keepingApart(
      names.reversed().flatMap { $0 }, margin: 1, avoiding: symbols)
  }

  /// By how many zooms groups of points are enlarged at most.
  static let groupingEnlargement = 0.75

  private func items(
    of layer: TileRequest.Content, _ view: MapView, for disclosure: Disclosure,
    while isWanted: @escaping @Sendable () -> Bool
  ) throws -> [SceneItem] {
    switch layer {
    case .villages(let level):
      let boundaries = BoundaryTile(
        snapshot: snapshot, frame: PictureFrame(view), level: level)
      return BoundaryPicture(boundaries: boundaries).scene().items
    case .coverage(let parameters):
      let boundaries = snapshot.coverage(parameters, in: PictureFrame(view))
      return BoundaryPicture(boundaries: boundaries).scene().items
    case .hotspots(let parameters):
      let map = try snapshot.hotspotMap(parameters, for: disclosure, isWanted: isWanted)
      let boundaries = snapshot.boundaries(of: map, "hotspots", in: PictureFrame(view))
      return BoundaryPicture(boundaries: boundaries).scene().items
    case .clusters(.scan(let query)):
      let map = try snapshot.scanMap(query, for: disclosure, isWanted: isWanted)
      let boundaries = snapshot.boundaries(of: map, "clusters", in: PictureFrame(view))
      return BoundaryPicture(boundaries: boundaries).scene().items
    case .clusters(.points(let query)):
      let clusters = try snapshot.clusterMap(query, for: disclosure, isWanted: isWanted)
      return ClusterPicture(clusters: clusters, frame: PictureFrame(view)).scene().items
    case .priority(let parameters):
      let boundaries = try snapshot.priority(parameters, in: PictureFrame(view), for: disclosure)
      return BoundaryPicture(boundaries: boundaries).scene().items
    case .heat(let parameters):
      let query = try snapshot.admitted(parameters.query, for: disclosure)
      try query.audience.admit(zoom: view.zoom())
      return try HeatMap(
        snapshot: snapshot, view: view, parameters: parameters,
        query: try snapshot.resolved(query), disclosure: disclosure, isWanted: isWanted
      ).items()
    case .points(let query):
      // Symbols are kept apart at whole zooms: they are rather grouped farther than that they touch.
      return try PointTile(
        snapshot: snapshot, frame: PictureFrame(view, enlargedBy: Self.groupingEnlargement),
        points: try snapshot.admitted(query, for: disclosure)
      ).scene().items
    }
  }
}

extension SceneItem {
  /// The box around a symbol; `nil` for letters.
  fileprivate var symbolBox: PlanarRectangle? {
    switch self {
    case .marker(let marker):
      PlanarRectangle(
        minX: marker.center.x, minY: marker.center.y, maxX: marker.center.x, maxY: marker.center.y
      ).widened(by: marker.radius)
    case .area(let area): PlanarRectangle(around: area.polygons.flatMap(\.exterior))
    default: nil
    }
  }

  /// The name that it is; `nil` for everything else, and for the number in a symbol.
  fileprivate var name: SceneLabel? {
    guard case .label(let label) = self, label.halo != nil else { return nil }
    return label
  }
}

extension PlanarRectangle {
  /// The smallest box around points; `nil` without any.
  init?(around points: [PlanarPoint]) {
    guard let minX = points.map(\.x).min(), let maxX = points.map(\.x).max(),
      let minY = points.map(\.y).min(), let maxY = points.map(\.y).max()
    else { return nil }
    self.init(minX: minX, minY: minY, maxX: maxX, maxY: maxY)
  }
}
