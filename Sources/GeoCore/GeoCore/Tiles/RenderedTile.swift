/// A tile that has been drawn.
public struct RenderedTile: Sendable, Equatable {
  /// The encoded tile; a vector tile is not compressed.
  public let body: [UInt8]
  /// Its format.
  public let format: TileFormat
  /// Whether nothing is in it. An empty picture still has a body, an empty vector tile has none.
  public let isEmpty: Bool

  /// A tile from its parts.
  public init(body: [UInt8], format: TileFormat, isEmpty: Bool) {
    self.body = body
    self.format = format
    self.isEmpty = isEmpty
  }
}
