/// How much a vertex matters: the area of the triangle by which a border changes when the vertex is left
/// out, as a byte.
///
/// A weight of `4 e + s`, with `s` of 0 … 3, stands for an area of at least 2^e · (1 + s / 4) square cells
/// of the global grid: a floating-point number of two binary digits. At zoom `z`, with 256 pixels across a
/// tile, a pixel is 2^(24 − z) cells wide, so one zoom is eight weights.
/// Source of the measure: Visvalingam & Whyatt 1993, "Line generalisation by repeated elimination of
/// points".
public enum VertexWeight {
  /// Vertices that every zoom takes: nodes, and those without which a ring would not be one.
  public static let always: UInt8 = 255

  /// The weight from which on a zoom takes vertices.
  /// - Parameters:
  ///   - zoom: The zoom of the tile, 0 … 24; higher ones take everything.
  ///   - squarePixels: The smallest change of a border that is to be seen, in pixels of tiles of 256:
  ///     with a quarter, half a pixel each way.
  /// - Returns: The least weight to take, at most `always`.
  public static func threshold(zoom: Int, squarePixels: Double = 0.25) -> UInt8 {
    let pixels = Double(sign: .plus, exponent: 2 * (24 - min(max(zoom, 0), 24)), significand: 1)
    let area = squarePixels * pixels
    guard area > 1 else { return 0 }
    let weight = 4 * Double(area.exponent) + (4 * (area.significand - 1)).rounded(.up)
    return UInt8(min(weight, Double(always)))
  }

  /// The weight of an area, given twice the area in square cells: at most 251.
  @inline(__always)
  static func weight(doubledArea: UInt64) -> UInt8 {
    // An area below one, which is what twice the area below two is, matters nowhere.
    guard doubledArea >= 2 else { return 0 }
    let exponent = 63 - doubledArea.leadingZeroBitCount
    let digits = (doubledArea << UInt64(63 - exponent)) >> 61
    return UInt8((exponent - 1) << 2 | Int(digits & 3))
  }
}
