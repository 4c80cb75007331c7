public import MapRendering

/// A map that is asked for: what it shows of which ground.
public struct MapRequest: Hashable, Sendable {
  /// The ground, and on how many pixels.
  public var view: MapView
  /// What is shown, the first beneath.
  public var layers: [TileRequest.Content]
  /// What lies beneath everything; `nil` leaves the map transparent.
  public var background: RGBA?

  /// A map of layers, the first beneath.
  public init(_ view: MapView, layers: [TileRequest.Content], background: RGBA? = nil) {
    self.view = view
    self.layers = layers
    self.background = background
  }
}
