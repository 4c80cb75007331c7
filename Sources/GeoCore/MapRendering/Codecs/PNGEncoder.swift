/// Writes PNG pictures (ISO/IEC 15948). The same pixels give the same bytes.
///
/// Rows are not filtered: filters are of no use to palettes, which is what maps are.
public enum PNGEncoder {
  /// How the pixels of a picture are kept.
  public enum ColorMode: Hashable, Sendable {
    /// At most 256 colours: all of them when they are so few, else a reduced palette.
    case palette
    /// Every colour as it is, four bytes a pixel.
    case trueColor
    /// Every colour as it is: a palette when they are at most 256, else four bytes a pixel.
    case lossless
  }

  /// The largest width and height that are written.
  public static let maximumSide = 16_384

  /// The level of compression: from 1 to 6 an eight-class tile takes about the same time and
  /// shrinks by a quarter; 9 takes four times as long for another tenth.
  static let level: Int32 = 6

  /// Writes a picture of palette colours.
  /// - Parameters:
  ///   - width: In pixels.
  ///   - height: In pixels.
  ///   - indices: The palette index of every pixel, row by row from the top.
  ///   - palette: 1 … 256 colours.
  /// - Returns: A PNG file of 1, 2, 4 or 8 bits a pixel, as the palette's size needs.
  /// - Throws: `RenderingError` when sizes do not agree or an index lies outside the palette.
  /// - Complexity: O(width × height).
  public static func encodePalette(
    width: Int, height: Int, indices: [UInt8], palette: [RGBA]
  ) throws(RenderingError) -> [UInt8] {
    try check(width: width, height: height, pixels: indices.count)
    guard (1...256).contains(palette.count) else { throw .paletteSize(count: palette.count) }
    let highest = Int(indices.max() ?? 0)
    guard highest < palette.count else {
      throw .indexOutsidePalette(index: highest, count: palette.count)
    }
    let depth = bitDepth(forColors: palette.count)
    var file = PNGFile(width: width, height: height, bitDepth: depth, colorType: 3)
    file.append("PLTE", palette.flatMap { [$0.red, $0.green, $0.blue] })
    let opacities = palette.map(\.alpha)
    if let last = opacities.lastIndex(where: { $0 < 255 }) {
      file.append("tRNS", Array(opacities[...last]))
    }
    let rows = packedRows(indices, width: width, height: height, bitDepth: depth)
    file.append("IDAT", try Deflater(level: level).zlib(rows))
    return file.finished()
  }

  /// A picture of any colours, row by row from the top.
  /// - Throws: `RenderingError` when the pixels are not `width × height`.
  /// - Complexity: O(width × height), and O(n log n) in the distinct colours beyond 256.
  public static func encodeRGBA(
    width: Int, height: Int, pixels: [RGBA], mode: ColorMode = .palette
  ) throws(RenderingError) -> [UInt8] {
    try check(width: width, height: height, pixels: pixels.count)
    switch mode {
    case .palette:
      let reduced = PaletteReduction.reduce(pixels)
      return try encodePalette(
        width: width, height: height, indices: reduced.indices, palette: reduced.palette)
    case .lossless:
      let fits = PaletteReduction.fits(pixels)
      return try encodeRGBA(
        width: width, height: height, pixels: pixels, mode: fits ? .palette : .trueColor)
    case .trueColor:
      var file = PNGFile(width: width, height: height, bitDepth: 8, colorType: 6)
      file.append("IDAT", try Deflater(level: level).zlib(trueColorRows(pixels, width: width)))
      return file.finished()
    }
  }

  /// The fewest bits a pixel that tell so many colours apart.
  static func bitDepth(forColors count: Int) -> Int {
    switch count {
    case ...2: 1
    case ...4: 2
    case ...16: 4
    default: 8
    }
  }

  private static func check(width: Int, height: Int, pixels: Int) throws(RenderingError) {
    guard (1...maximumSide).contains(width), (1...maximumSide).contains(height) else {
      throw .pictureSize(width: width, height: height)
    }
    guard pixels == width * height else {
      throw .pixelCount(expected: width * height, found: pixels)
    }
  }

  /// The rows, each after its filter byte 0, the leftmost pixel in the highest bits.
  private static func packedRows(
    _ indices: [UInt8], width: Int, height: Int, bitDepth: Int
  ) -> [UInt8] {
    let pixelsPerByte = 8 / bitDepth
    var rows: [UInt8] = []
    rows.reserveCapacity(height * (1 + (width + pixelsPerByte - 1) / pixelsPerByte))
    let source = indices.span
    for row in 0..<height {
      rows.append(0)
      let end = (row + 1) * width
      for start in stride(from: row * width, to: end, by: pixelsPerByte) {
        var byte: UInt8 = 0
        for offset in 0..<pixelsPerByte {
          byte <<= UInt8(truncatingIfNeeded: bitDepth & 7)
          if start + offset < end { byte |= source[start + offset] }
        }
        rows.append(byte)
      }
    }
    return rows
  }

  private static func trueColorRows(_ pixels: [RGBA], width: Int) -> [UInt8] {
    var rows: [UInt8] = []
    rows.reserveCapacity(pixels.count * 4 + pixels.count / width)
    for (index, pixel) in pixels.enumerated() {
      if index % width == 0 { rows.append(0) }
      rows.append(pixel.red)
      rows.append(pixel.green)
      rows.append(pixel.blue)
      rows.append(pixel.alpha)
    }
    return rows
  }
}
