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

  // Four levels at a time. Of each orientation and the four bits of x and of y: the eight bits of the
  // key | inner orientation << 8. The index has the orientation in the same place.
  @usableFromInline
  static let encoding: InlineArray<1024, UInt16> = fourLevels { state, cell in
    let step = children[state << 2 | cell]
    return (step & 3, step >> 2)
  }

  // The inverse: of each orientation and eight bits of the key, x bits << 4 | y bits | inner
  // orientation << 8.
  @usableFromInline
  static let decoding: InlineArray<1024, UInt16> = {
    var table = InlineArray<1024, UInt16>(repeating: 0)
    for index in 0..<1024 {
      let entry = encoding[index]
      table[index & 0x300 | Int(entry & 0xFF)] = entry & 0x300 | UInt16(index & 0xFF)
    }
    return table
  }()

  /// The table of four levels, from a table of one.
  private static func fourLevels(
    _ oneLevel: (_ state: Int, _ cell: Int) -> (step: UInt8, inner: UInt8)
  ) -> InlineArray<1024, UInt16> {
    InlineArray { index in
      var state = index >> 8
      var key: UInt16 = 0
      for bit in [3, 2, 1, 0] {
        let cell = (index >> bit & 1) << 1 | index >> (bit + 4) & 1
        let (step, inner) = oneLevel(state, cell)
        key = key << 2 | UInt16(step)
        state = Int(inner)
      }
      return UInt16(state) << 8 | key
    }
  }

  /// The position along the curve of a cell of the finest level.
  /// - Complexity: O(1): eight look-ups, each of four levels.
  @inlinable
  public static func key(x: UInt32, y: UInt32) -> UInt64 {
    var key: UInt64 = 0
    var entry: UInt16 = 0
    var shift: UInt32 = 32
    while shift > 0 {
      shift &-= 4
      let cell = (x &>> shift & 15) &<< 4 | y &>> shift & 15
      entry = encoding[Int(entry & 0x300 | UInt16(truncatingIfNeeded: cell))]
      key = key &<< 8 | UInt64(entry & 0xFF)
    }
    return key
  }

  /// The cell of the finest level at a position along the curve: the inverse of `key(x:y:)`.
  /// - Complexity: O(1): eight look-ups, each of four levels.
  @inlinable
  public static func cell(ofKey key: UInt64) -> (x: UInt32, y: UInt32) {
    var x: UInt32 = 0
    var y: UInt32 = 0
    var entry: UInt16 = 0
    var shift: UInt64 = 64
    while shift > 0 {
      shift &-= 8
      entry = decoding[Int(entry & 0x300 | UInt16(truncatingIfNeeded: key &>> shift & 0xFF))]
      x = x &<< 4 | UInt32(entry &>> 4 & 15)
      y = y &<< 4 | UInt32(entry & 15)
    }
    return (x, y)
  }
}
