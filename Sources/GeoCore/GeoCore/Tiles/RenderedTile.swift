import MapRendering

/// A tile that has been drawn.
public struct RenderedTile: Sendable, Equatable {
  /// The encoded tile; a vector tile is not compressed.
  public let body: [UInt8]
  /// Its format.
  public let format: TileFormat
  /// Whether nothing is in it. An empty picture still has a body, an empty vector tile has none.
  public let isEmpty: Bool
  /// How many areas that belong into the tile were left out because it would have grown too large.
  public let droppedFeatures: Int

  /// A tile from its parts.
  public init(body: [UInt8], format: TileFormat, isEmpty: Bool, droppedFeatures: Int = 0) {
    self.body = body
    self.format = format
    self.isEmpty = isEmpty
    self.droppedFeatures = droppedFeatures
  }
}

extension RenderedTile {
  /// A picture or drawing of a scene; one of nothing is the shared transparent one.
  init(
    _ scene: Scene, _ format: TileFormat, doubled: Bool
  ) throws(RenderingError) {
    let isEmpty = scene.items.isEmpty
    let scale = doubled ? 2 : 1
    if format == .svg {
      let text = isEmpty ? TransparentTile.svg : SceneSVG.text(scene)
      self.init(body: Array(text.utf8), format: .svg, isEmpty: isEmpty)
    } else {
      let body =
        isEmpty
        ? TransparentTile.png(scale: scale) : try SceneRaster.png(scene, scale: Double(scale))
      self.init(body: body, format: .png, isEmpty: isEmpty)
    }
  }
}
