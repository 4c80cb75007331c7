/// Where in its cell of the global grid a place lies, in 1/256 of the cell: the place is the middle of
/// that 1/256, at most 0.04 mm from where it was along each axis.
///
/// `middle` is also what is said of a place of which only the cell is known. It stands for the exact
/// middle of the cell, so that nothing moves by being given an offset.
public struct CellOffset: Hashable, Sendable, BitwiseCopyable {
  /// Counted from the western edge of the cell.
  public var x: UInt8
  /// Counted from the northern edge of the cell.
  public var y: UInt8

  /// An offset by its steps from the western and the northern edge.
  @inlinable
  public init(x: UInt8, y: UInt8) {
    self.x = x
    self.y = y
  }

  /// The middle of the cell.
  @inlinable
  public static var middle: CellOffset { CellOffset(x: 128, y: 128) }

  /// The steps from one edge of a cell to the other.
  @usableFromInline
  static var stepsAcross: Double { 256 }

  /// The binary logarithm of the number of steps.
  static let stepBits = 8

  /// How far the place lies from the western and the northern edge, in widths of the cell: 0 … 1.
  @inlinable
  public var fraction: (x: Double, y: Double) {
    guard self != .middle else { return (0.5, 0.5) }
    return ((Double(x) + 0.5) / Self.stepsAcross, (Double(y) + 0.5) / Self.stepsAcross)
  }
}
