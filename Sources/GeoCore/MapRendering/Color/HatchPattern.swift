/// The looks of cells and areas that have no value to show. A pattern repeats every eight pixels and
/// is anchored at the corner of the world, so it runs on from tile to tile.
public enum HatchPattern: Hashable, Sendable, CaseIterable {
  /// No data: sparse light grey strokes.
  case noData
  /// Suppressed: darker strokes that cross.
  case suppressed

  /// After so many pixels the pattern repeats; a divisor of every tile's width.
  public static let period = 8

  /// The colour of the strokes.
  public var color: RGBA {
    switch self {
    case .noData: RGBA(0xB4B8BD)
    case .suppressed: RGBA(0x6F7787).opacity(0.85)
    }
  }

  /// Whether the strokes cross.
  public var isCrossed: Bool { self == .suppressed }

  /// Whether a stroke covers a pixel, counted from the corner of the world.
  @inline(__always)
  func covers(x: Int, y: Int) -> Bool {
    let mask = Self.period - 1
    return (x + y) & mask == 0 || (isCrossed && (x - y) & mask == 0)
  }
}

extension HatchPattern {
  /// How much of a pixel strokes of one pixel's width cover, about.
  /// - Parameters:
  ///   - x: The middle of the pixel, from the corner of the picture, in pixels at scale 1.
  ///   - y: The same, downwards.
  ///   - pixel: The width of a pixel at the scale of the picture.
  /// - Returns: A share, 0 … 1.
  func share(x: Double, y: Double, pixel: Double) -> Double {
    let period = Double(Self.period)
    func covered(_ offset: Double) -> Double {
      let rest = offset - (offset / period).rounded(.down) * period
      let distance = min(rest, period - rest) / 2.0.squareRoot()
      return min(max((0.5 - distance) / pixel + 0.5, 0), 1)
    }
    return isCrossed ? max(covered(x + y), covered(x - y)) : covered(x + y)
  }

  /// The strokes of one period, reaching over its corners so that they run on in the next.
  var strokes: [(from: PlanarPoint, to: PlanarPoint)] {
    let side = Double(Self.period)
    func stroke(_ x: Double, _ y: Double, rising: Bool) -> (PlanarPoint, PlanarPoint) {
      let dy = rising ? -side : side
      return (PlanarPoint(x: x - side, y: y - dy), PlanarPoint(x: x + side, y: y + dy))
    }
    let rising = [(0.0, 0.0), (side, 0.0), (side, side)].map { stroke($0.0, $0.1, rising: true) }
    let falling = [(0.0, 0.0), (side, 0.0), (0.0, side)].map { stroke($0.0, $0.1, rising: false) }
    return isCrossed ? rising + falling : rising
  }
}
