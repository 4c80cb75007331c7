/// Draws pictures as PNG.
public enum SceneRaster {
  /// Draws the picture, antialiased.
  /// - Parameters:
  ///   - scene: The picture.
  ///   - scale: 1, or 2 for `@2x`; up to 8 for print.
  ///   - colors: Whether the colours are reduced to a palette of 256.
  /// - Returns: A PNG file of `width × scale` by `height × scale` pixels, rounded up.
  /// - Throws: `RenderingError` for an impossible size, or when drawing fails.
  public static func png(
    _ scene: Scene, scale: Int = 1, colors: PNGEncoder.ColorMode = .palette
  ) throws(RenderingError) -> [UInt8] {
    let (width, height) = try size(of: scene, scale)
    return try PNGEncoder.encodeRGBA(
      width: width, height: height, pixels: pixels(scene, scale: scale), mode: colors)
  }

  /// The pixels of the picture.
  static func pixels(_ scene: Scene, scale: Int) throws(RenderingError) -> [RGBA] {
    let (width, height) = try size(of: scene, scale)
    var raster = MapRaster(width: width, height: height, scale: Double(scale))
    if let background = scene.background { raster.paint(background) }
    // Maps begin with what is drawn fast; from the first other thing on Cairo goes on.
    let fast = scene.items.prefix { raster.draw($0) }.count
    raster.finish()
    guard fast < scene.items.count else { return raster.pixels.map(RGBA.init(premultiplied:)) }
    let canvas = try CairoCanvas(width: width, height: height, scale: Double(scale))
    try canvas.replace(with: raster.pixels)
    for item in scene.items[fast...] { canvas.draw(item) }
    return try canvas.pixels()
  }

  private static func size(of scene: Scene, _ scale: Int) throws(RenderingError) -> (Int, Int) {
    let largest = Double(PNGEncoder.maximumSide)
    func pixels(_ length: Double) -> Int {
      let exact = (length * Double(scale)).rounded(.up)
      return exact >= 1 ? Int(min(exact, largest + 1)) : 0
    }
    let (width, height) = (pixels(scene.width), pixels(scene.height))
    guard (1...8).contains(scale), width > 0, height > 0, width <= Int(largest),
      height <= Int(largest)
    else { throw .pictureSize(width: width, height: height) }
    return (width, height)
  }
}
