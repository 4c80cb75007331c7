import GeoPrimitives
public import TileMath

/// A rectangle of the global grid as a picture sees it: the upper left corner, the scale, the size,
/// and how far beyond the edges geometry is kept.
public struct GridWindow: Hashable, Sendable {
  /// The grid column of the left edge.
  public let originX: Double
  /// The grid row of the upper edge.
  public let originY: Double
  /// Window units a grid unit.
  public let scale: Double
  /// Across, in window units.
  public let width: Double
  /// Down, in window units.
  public let height: Double
  /// How far beyond the edges geometry is kept, in window units.
  public let buffer: Double

  /// The window of a tile: `extent` units across and down.
  ///
  /// A tile spans 2^(32 − zoom) grid units. With a power of two as extent every step is exact, so
  /// neighbouring tiles see a shared vertex at the same place. For a picture take an extent of 16 ×
  /// its width and scale the result by 1/16.
  public init(tile: TileID, extent: Int = 4096, buffer: Int = 64) {
    let span = Double(UInt64(1) << UInt64(32 - tile.zoom))
    originX = Double(tile.x) * span
    originY = Double(tile.y) * span
    scale = Double(extent) / span
    width = Double(extent)
    height = Double(extent)
    self.buffer = Double(buffer)
  }

  /// A window from its parts.
  /// - Parameters:
  ///   - originX: The grid column of the left edge.
  ///   - originY: The grid row of the upper edge.
  ///   - scale: Window units a grid unit; above zero.
  ///   - width: Across, in window units.
  ///   - height: Down, in window units.
  ///   - buffer: How far beyond the edges geometry is kept, in window units.
  public init(
    originX: Double, originY: Double, scale: Double, width: Double, height: Double, buffer: Double
  ) {
    self.originX = originX
    self.originY = originY
    self.scale = scale
    self.width = width
    self.height = height
    self.buffer = buffer
  }

  /// A window between two corners of the grid, `width` units across.
  /// - Parameters:
  ///   - upperLeft: The north-western corner.
  ///   - lowerRight: The south-eastern corner, which must lie beyond the first in both directions.
  ///   - width: Across, in window units; above zero.
  ///   - buffer: How far beyond the edges geometry is kept, in window units.
  public init?(upperLeft: GridPoint, lowerRight: GridPoint, width: Int, buffer: Int) {
    guard lowerRight.x > upperLeft.x, lowerRight.y > upperLeft.y, width > 0, buffer >= 0 else {
      return nil
    }
    originX = Double(upperLeft.x)
    originY = Double(upperLeft.y)
    scale = Double(width) / Double(lowerRight.x - upperLeft.x)
    self.width = Double(width)
    height = (Double(lowerRight.y - upperLeft.y) * scale).rounded(.up)
    self.buffer = Double(buffer)
  }

  /// Where a place of the grid lies in the window, not rounded.
  public func position(of place: GridPoint) -> PlanarPoint {
    PlanarPoint(
      x: (Double(place.x) - originX) * scale, y: (Double(place.y) - originY) * scale)
  }

  /// The window with its buffer, in window units.
  public var bufferedBounds: PlanarRectangle {
    PlanarRectangle(minX: 0, minY: 0, maxX: width, maxY: height).widened(by: buffer)
  }
}
