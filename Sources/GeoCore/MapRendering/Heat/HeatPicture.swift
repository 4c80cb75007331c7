public import GeoPrimitives

/// Draws a field as a picture of its classes: a palette PNG.
///
/// Below the lowest limit a pixel is transparent; `NaN` (no data) is hatched, and
/// `ClassBreaks.suppressedValue` is cross-hatched. The hatches follow the pixel's position in the
/// world, so neighbouring tiles join.
public enum HeatPicture {
  private static let hatches: [HatchPattern] = [.noData, .suppressed]

  /// The picture of a field.
  /// - Parameters:
  ///   - field: One value a pixel, row 0 in the north.
  ///   - palette: The classes and their colours.
  ///   - suppressed: Pixels where the value is mostly made of merged numbers: the class stays to be seen
  ///     between the strokes. Of the field's size, or `nil` for none.
  ///   - originX: The world column of the first pixel, for the hatches; tiles may leave 0, since
  ///     a tile's width is a multiple of the pattern's period.
  ///   - originY: The world row of the first pixel.
  /// - Returns: A PNG file; the shared transparent tile when nothing is to be seen in 256² or 512².
  /// - Throws: `RenderingError` for a field without pixels, or larger than a picture may be.
  /// - Complexity: O(pixels × classes).
  public static func png(
    of field: RasterGrid, palette: HeatPalette, suppressed: PixelMask? = nil, originX: Int = 0,
    originY: Int = 0
  ) throws(RenderingError) -> [UInt8] {
    let pixels = try pixels(
      of: field, palette: palette, suppressed: suppressed, originX: originX, originY: originY)
    let isEmpty = !pixels.indices.contains { $0 != 0 }
    if isEmpty, field.columns == field.rows, [256, 512].contains(field.columns) {
      return TransparentTile.png(scale: field.columns / 256)
    }
    return try PNGEncoder.encodePalette(
      width: field.columns, height: field.rows, indices: pixels.indices, palette: pixels.palette)
  }

  /// The pixels of a field, as `png` draws them; number 0 is transparent.
  /// - Parameters:
  ///   - field: One value a pixel, row 0 in the north.
  ///   - palette: The classes and their colours.
  ///   - suppressed: Pixels where the value is mostly made of merged numbers; `nil` for none.
  ///   - originX: The world column of the first pixel, for the hatches.
  ///   - originY: The world row of the first pixel.
  /// - Returns: The numbers of the pixels' colours, and the colours.
  /// - Throws: `RenderingError` for a field without pixels, or larger than a picture may be.
  /// - Complexity: O(pixels × classes).
  public static func pixels(
    of field: RasterGrid, palette: HeatPalette, suppressed: PixelMask? = nil, originX: Int = 0,
    originY: Int = 0
  ) throws(RenderingError) -> IndexedPixels {
    var indices = indices(of: field, breaks: palette.breaks, originX: originX, originY: originY)
    if let suppressed, suppressed.isSet.count == indices.count {
      let hatch = UInt8(palette.breaks.count + 1 + (hatches.firstIndex(of: .suppressed) ?? 0))
      for (index, isSet) in suppressed.isSet.enumerated() where isSet {
        let (row, column) = index.quotientAndRemainder(dividingBy: field.columns)
        if HatchPattern.suppressed.covers(x: column &+ originX, y: row &+ originY) {
          indices[index] = hatch
        }
      }
    }
    return try IndexedPixels(
      columns: field.columns, rows: field.rows, indices: indices,
      palette: colors(of: palette, showing: indices))
  }

  /// Transparent, the classes, then the hatch colours; hatches that no pixel uses are left out.
  private static func colors(of palette: HeatPalette, showing indices: [UInt8]) -> [RGBA] {
    let all = [.transparent] + palette.colors + hatches.map(\.color)
    let highest = Int(indices.max() ?? 0)
    return Array(all[...max(highest, palette.colors.count)])
  }

  /// Palette indices: 0 transparent, 1 … n the classes, n + 1 no data, n + 2 suppressed.
  static func indices(
    of field: RasterGrid, breaks: ClassBreaks, originX: Int, originY: Int
  ) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: field.values.count)
    for threshold in breaks.thresholds { count(field.values, reaching: threshold, in: &result) }
    for (index, value) in field.values.enumerated() where !(value > ClassBreaks.suppressedValue) {
      let (row, column) = index.quotientAndRemainder(dividingBy: field.columns)
      result[index] = hatchIndex(value, breaks.count, x: column &+ originX, y: row &+ originY)
    }
    return result
  }

  /// Adds one wherever a value has reached a threshold: a loop that the compiler makes wide.
  private static func count(
    _ values: [Float], reaching threshold: Float, in counts: inout [UInt8]
  ) {
    let source = values.span
    var target = counts.mutableSpan
    for index in source.indices { target[index] &+= source[index] >= threshold ? 1 : 0 }
  }

  /// The index of a pixel that has no number to show.
  private static func hatchIndex(_ value: Float, _ classes: Int, x: Int, y: Int) -> UInt8 {
    let place = value.isNaN ? 0 : 1
    return hatches[place].covers(x: x, y: y) ? UInt8(classes + 1 + place) : 0
  }
}
