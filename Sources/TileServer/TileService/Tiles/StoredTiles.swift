import GeoCore
import HTTPTypes

/// A tile on its way to the disk and back.
extension TileCache.Key {
  /// The name under which the tile is kept on a disk; `nil` for one that is not, since it is made for few, or
  /// of what is not published.
  var storedName: String? {
    switch readers {
    case .everyone: return "*|\(request.address)"
    case .some(.published(let tier, let area)): return "\(tier) \(area)|\(request.address)"
    case .some, .area: return nil
    case .points(let audience):
      guard case .points(let points) = request.content, points.layer.subject == .places,
        audience.visible == .everywhere
      else { return nil }
      return "*|\(request.address)"
    }
  }
}

extension EncodedRepresentation {
  /// A tile from the disk; `nil` for one that is damaged.
  convenience init?(
    _ stored: TileStore.Tile, of request: TileRequest, generation: Int64
  ) {
    let isPacked = Gzip.isStream(stored.body)
    guard let body = isPacked ? Gzip.decompress(stored.body) : stored.body else { return nil }
    var representation = Representation(
      tile: body, request, isEmpty: body.isEmpty, generation: generation)
    representation.droppedFeatures = stored.droppedFeatures
    self.init(representation, compressed: isPacked ? stored.body : nil)
  }

  /// The tile as it is kept on a disk.
  func stored(_ request: TileRequest, mark: [UInt8]) throws -> TileStore.Tile {
    TileStore.Tile(
      mark: mark, layer: request.content.layer.rawValue, zoom: request.tile.zoom,
      body: try storedBody(), droppedFeatures: representation.droppedFeatures)
  }
}

extension Representation {
  /// A tile that has been drawn.
  init(_ tile: RenderedTile, _ request: TileRequest, generation: Int64) {
    self.init(tile: tile.body, request, isEmpty: tile.isEmpty, generation: generation)
    droppedFeatures = tile.droppedFeatures
  }

  /// A vector tile without anything in it has no body, and says so by its status.
  fileprivate init(
    tile body: [UInt8], _ request: TileRequest, isEmpty: Bool, generation: Int64
  ) {
    let isEmptyVector = isEmpty && request.format == .mvt
    self.init(
      body, mediaType: request.format.mediaType, caching: request.caching,
      generation: generation, status: isEmptyVector ? .noContent : .ok)
  }
}
