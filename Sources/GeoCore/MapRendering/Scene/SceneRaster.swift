/// Draws pictures as PNG.
public enum SceneRaster {
  /// Draws the picture, antialiased.
  /// - Parameters:
  ///   - scene: The picture.
  ///   - scale: 1, or 2 for `@2x`; up to 8 for print.
  ///   - colors: Whether the colours are reduced to a palette of 256.
  ///   - isWanted: Asked now and then; once it says no, drawing stops.
  /// - Returns: A PNG file of `width × scale` by `height × scale` pixels, rounded up.
  /// - Throws: `RenderingError` for an impossible size, or when drawing fails or is not wanted any more.
  public static func png(
    _ scene: Scene, scale: Double = 1, colors: PNGEncoder.ColorMode = .palette,
    while isWanted: () -> Bool = { true }
  ) throws(RenderingError) -> [UInt8] {
    let (width, height) = try size(of: scene, scale)
    return try PNGEncoder.encodeRGBA(
      width: width, height: height, pixels: pixels(scene, scale: scale, while: isWanted),
      mode: colors)
  }

  /// Pixels that are drawn at a time: what drawing needs besides the picture stays bounded by that.
  static let bandSize = 1 << 22

  /// The pixels of the picture.
  static func pixels(
    _ scene: Scene, scale: Double, bandSize: Int = bandSize, while isWanted: () -> Bool = { true }
  ) throws(RenderingError) -> [RGBA] {
    let (width, height) = try size(of: scene, scale)
    let bandHeight = max(bandSize / width, 1)
    guard bandHeight < height else {
      return try band(of: scene, scale, width: width, rows: 0..<height)
    }
    var pixels: [RGBA] = []
    pixels.reserveCapacity(width * height)
    for first in stride(from: 0, to: height, by: bandHeight) {
      guard isWanted() else { throw .unwanted }
      let rows = first..<min(first + bandHeight, height)
      pixels += try band(of: scene, scale, width: width, rows: rows)
    }
    return pixels
  }

  private static func band(
    of scene: Scene, _ scale: Double, width: Int, rows: Range<Int>
  ) throws(RenderingError) -> [RGBA] {
    var raster = MapRaster(
      width: width, height: rows.count, scale: scale, firstRow: rows.lowerBound)
    if let background = scene.background { raster.paint(background) }
    // Maps begin with what is drawn fast; from the first other thing on Cairo goes on.
    let fast = scene.items.prefix { raster.draw($0) }.count
    raster.finish()
    guard fast < scene.items.count else { return raster.pixels.map(RGBA.init(premultiplied:)) }
    let canvas = try CairoCanvas(
      width: width, height: rows.count, scale: scale, firstRow: rows.lowerBound)
    try canvas.replace(with: raster.pixels)
    for item in scene.items[fast...] { canvas.draw(item) }
    return try canvas.pixels()
  }

  private static func size(of scene: Scene, _ scale: Double) throws(RenderingError) -> (Int, Int) {
    let largest = Double(PNGEncoder.maximumSide)
    func pixels(_ length: Double) -> Int {
      let exact = (length * scale).rounded(.up)
      return exact >= 1 ? Int(min(exact, largest + 1)) : 0
    }
    let (width, height) = (pixels(scene.width), pixels(scene.height))
    guard (1...8).contains(scale), width > 0, height > 0, width <= Int(largest),
      height <= Int(largest)
    else { throw .pictureSize(width: width, height: height) }
    return (width, height)
  }
}
