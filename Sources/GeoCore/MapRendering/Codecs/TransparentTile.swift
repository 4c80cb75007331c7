/// The picture of a tile without content: made once, the same bytes for everyone.
public enum TransparentTile {
  /// 256 × 256 pixels of nothing.
  public static let png256 = encoded(side: 256)
  /// 512 × 512 pixels of nothing, for `@2x`.
  public static let png512 = encoded(side: 512)
  /// A drawing of nothing, 256 units wide and high.
  public static let svg = SceneSVG.text(Scene(width: 256, height: 256))

  /// The picture of a scale: 2 for `@2x`, else 1.
  public static func png(scale: Int) -> [UInt8] { scale == 2 ? png512 : png256 }

  /// The arguments are constants that the encoder accepts; without memory the picture is empty.
  private static func encoded(side: Int) -> [UInt8] {
    let indices = [UInt8](repeating: 0, count: side * side)
    let bytes = try? PNGEncoder.encodePalette(
      width: side, height: side, indices: indices, palette: [.transparent])
    return bytes ?? []
  }
}
