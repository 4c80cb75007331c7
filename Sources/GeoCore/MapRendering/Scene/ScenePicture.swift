/// Pixels in a picture: a rectangle of colours that is not smoothed when it is drawn larger or smaller.
public struct ScenePicture: Hashable, Sendable {
  /// Pixels across and down, each the number of a colour, row by row from the top.
  public var pixels: IndexedPixels
  /// Where they lie.
  public var frame: PlanarRectangle

  /// Pixels in a rectangle.
  public init(_ pixels: IndexedPixels, in frame: PlanarRectangle) {
    self.pixels = pixels
    self.frame = frame
  }

  /// The place of the pixel in whose rectangle a point lies; `nil` beside the picture.
  @inline(__always)
  func index(x: Double, y: Double) -> Int? {
    let column = Int(((x - frame.minX) / (frame.maxX - frame.minX) * Double(pixels.columns)))
    let row = Int(((y - frame.minY) / (frame.maxY - frame.minY) * Double(pixels.rows)))
    guard x >= frame.minX, y >= frame.minY, column < pixels.columns, row < pixels.rows else {
      return nil
    }
    return row * pixels.columns + column
  }
}

/// Pixels by the numbers of their colours.
public struct IndexedPixels: Hashable, Sendable {
  /// Across.
  public let columns: Int
  /// Down.
  public let rows: Int
  /// The number of each pixel's colour, row by row from the top.
  public let indices: [UInt8]
  /// The colours.
  public let palette: [RGBA]

  /// Pixels of a size.
  /// - Throws: `RenderingError` when there are none, when they are not `columns × rows`, or one names a
  ///   colour beyond the palette's end.
  public init(columns: Int, rows: Int, indices: [UInt8], palette: [RGBA]) throws(RenderingError) {
    let sides = 1...PNGEncoder.maximumSide
    guard sides.contains(columns), sides.contains(rows) else {
      throw .pictureSize(width: columns, height: rows)
    }
    guard indices.count == columns * rows else {
      throw .pixelCount(expected: columns * rows, found: indices.count)
    }
    let highest = Int(indices.max() ?? 0)
    guard highest < palette.count else {
      throw .indexOutsidePalette(index: highest, count: palette.count)
    }
    self.columns = columns
    self.rows = rows
    self.indices = indices
    self.palette = palette
  }
}
