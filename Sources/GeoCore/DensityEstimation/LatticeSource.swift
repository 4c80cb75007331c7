import SpatialIndexing
import TileMath

/// A source of mass as seen from a lattice window: where it lies among columns and rows, how heavy
/// it is, and how far it is spread.
struct LatticeSource {
  /// The distance from the window's western edge in 1/4096 of a column.
  ///
  /// A whole number below 2²⁴ in any window of up to 4096 columns and margins: differences to column
  /// centres are therefore exact in `Float`, and the same from every window.
  let x: Float
  /// The distance from the window's northern edge in 1/4096 of a row, in the same way.
  let y: Float
  /// The weight; one for a single report.
  let mass: Float
  /// The variances and the covariance in squared parts; in squared bandwidths once measured.
  private(set) var xx: Float
  private(set) var xy: Float
  private(set) var yy: Float

  /// - Complexity: O(1).
  @inline(__always)
  init(_ source: MassSource, in window: LatticeWindow, partsPerUnit: Double) {
    let shift = 32 - window.level
    x = Self.parts(source.x, from: window.originX, shift)
    y = Self.parts(source.y, from: window.originY, shift)
    mass = source.mass
    let scale = Float(partsPerUnit * partsPerUnit)
    xx = source.xx * scale
    xy = source.xy * scale
    yy = source.yy * scale
  }

  /// The middle of a grid cell; rounding down to parts of a column is the same from every window
  /// because windows begin at whole columns.
  @inline(__always)
  private static func parts(_ units: UInt32, from origin: Int, _ shift: Int) -> Float {
    Float(((2 * (Int(units) - origin) + 1) << LatticeWindow.partsShift) >> (shift + 1))
  }

  /// The row in which the source lies, counted from the window's northern edge.
  @inline(__always)
  var row: Int { Int(y) >> LatticeWindow.partsShift }

  /// The mean squared distance from the centre.
  @inline(__always)
  var spread: Float { xx + yy }

  /// Turns the spread into squared bandwidths, given the bandwidths per part along both axes.
  @inline(__always)
  mutating func measureSpread(across: Float, down: Float) {
    xx *= across * across
    xy *= across * down
    yy *= down * down
  }

  /// How far the source lies south of the middle of a row, in parts: exact.
  @inline(__always)
  func partsSouth(ofRow row: Int) -> Float {
    y - (Float(row) + 0.5) * Float(LatticeWindow.partsPerColumn)
  }

  /// The same for a row and the three below it.
  @inline(__always)
  func partsSouth(ofFourRowsFrom row: Int) -> SIMD4<Float> {
    partsSouth(ofRow: row) - SIMD4(0, 1, 2, 3) * Float(LatticeWindow.partsPerColumn)
  }
}

extension LatticeWindow {
  /// The parts into which a column is divided to place a source.
  static let partsPerColumn = 1 << partsShift
  fileprivate static let partsShift = 12

  /// The parts in a unit of the global grid.
  var partsPerUnit: Double { Double(Self.partsPerColumn) / Double(step) }
}
