/// The Hilbert curve over a square grid of 2³² × 2³² cells: neighbours along the curve are
/// neighbours on the ground, and every quadtree cell of every level is one contiguous run of it.
///
/// The curve starts in the upper-left cell (0, 0) with y downwards, as tiles are counted.
/// Source: D. Hilbert 1891; the table form after J. Skilling's and H. S. Warren's presentations.
public enum HilbertCurve {
  /// The way the curve runs through one quadtree cell: which child comes at which step, and how the
  /// curve is turned inside that child.
  ///
  /// A child is numbered `2 · (y bit) + (x bit)`.
  public struct Orientation: Hashable, Sendable {
    @usableFromInline let state: UInt8

    @usableFromInline
    init(state: UInt8) { self.state = state }

    /// The orientation of the whole square.
    public static let root = Orientation(state: 0)

    /// The child visited at `step` (0 … 3) and the orientation inside it.
    @inlinable
    public func child(atStep step: Int) -> (xBit: UInt32, yBit: UInt32, inner: Orientation) {
      let entry = HilbertCurve.steps[Int(state) * 4 + step]
      return (UInt32(entry & 1), UInt32(entry >> 1 & 1), Orientation(state: entry >> 2))
    }

    /// The step (0 … 3) at which a child is visited.
    @inlinable
    public func step(xBit: UInt32, yBit: UInt32) -> Int {
      Int(HilbertCurve.children[Int(state) * 4 + Int(yBit << 1 | xBit)] & 3)
    }
  }

  // Of each orientation, in the order of travel: child number | inner orientation << 2.
  // Orientation 0 runs (0,0) (0,1) (1,1) (1,0) and 1 is its transpose; 2 and 3 are 0 and 1 turned
  // by 180°.
  @usableFromInline
  static let steps: InlineArray<16, UInt8> = [
    0 | 1 << 2, 2 | 0 << 2, 3 | 0 << 2, 1 | 3 << 2,
    0 | 0 << 2, 1 | 1 << 2, 3 | 1 << 2, 2 | 2 << 2,
    3 | 3 << 2, 1 | 2 << 2, 0 | 2 << 2, 2 | 1 << 2,
    3 | 2 << 2, 2 | 3 << 2, 0 | 3 << 2, 1 | 0 << 2,
  ]

  // The inverse: of each orientation and child number, step | inner orientation << 2.
  @usableFromInline
  static let children: InlineArray<16, UInt8> = [
    0 | 1 << 2, 3 | 3 << 2, 1 | 0 << 2, 2 | 0 << 2,
    0 | 0 << 2, 1 | 1 << 2, 3 | 2 << 2, 2 | 1 << 2,
    2 | 2 << 2, 1 | 2 << 2, 3 | 1 << 2, 0 | 3 << 2,
    2 | 3 << 2, 3 | 0 << 2, 1 | 3 << 2, 0 | 2 << 2,
  ]

  /// The position along the curve of a cell of the finest level.
  /// - Complexity: O(32) steps of one table look-up.
  @inlinable
  public static func key(x: UInt32, y: UInt32) -> UInt64 {
    var key: UInt64 = 0
    var state = 0
    var shift: UInt32 = 32
    while shift > 0 {
      shift -= 1
      let child = Int((y >> shift & 1) << 1 | x >> shift & 1)
      let entry = children[state << 2 | child]
      key = key << 2 | UInt64(entry & 3)
      state = Int(entry >> 2)
    }
    return key
  }
}
