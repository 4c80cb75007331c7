import GeoPrimitives

/// Refines a lattice by a power of two with cubic (Catmull–Rom) interpolation.
///
/// A value depends only on the sixteen nodes around it and on its place among them, so neighbouring
/// windows agree to the last bit. Source: Keys 1981, cubic convolution with a = −½.
struct CubicUpsampling {
  /// The binary logarithm of the refinement.
  let shift: Int
  private let phases: [Phase]

  /// The four weights of a fine position between coarse nodes, and how far the first of them lies
  /// from the coarse cell that contains the position.
  private struct Phase {
    var offset: Int
    var weights: (Float, Float, Float, Float)
  }

  init(shift: Int) {
    self.shift = shift
    let factor = 1 << shift
    phases = (0..<factor).map { step in
      // The fine position measured from the centre of its coarse cell, in coarse cells.
      let fromCenter = (Float(step) + 0.5) / Float(factor) - 0.5
      return fromCenter < 0
        ? Phase(offset: -2, weights: Self.weights(fromCenter + 1))
        : Phase(offset: -1, weights: Self.weights(fromCenter))
    }
  }

  /// The coarse window whose nodes determine a fine one.
  func coarseWindow(for fine: LatticeWindow) -> LatticeWindow {
    let firstColumn = (fine.firstColumn >> shift) - 2
    let firstRow = (fine.firstRow >> shift) - 2
    let lastColumn = ((fine.firstColumn + fine.columns - 1) >> shift) + 2
    let lastRow = ((fine.firstRow + fine.rows - 1) >> shift) + 2
    return LatticeWindow(
      unchecked: fine.level - shift, firstColumn, firstRow, lastColumn - firstColumn + 1,
      lastRow - firstRow + 1)
  }

  /// The values of the fine window; the slight undershoot of the cubic at a rim is cut to zero.
  func refine(_ coarse: RasterGrid, from coarseWindow: LatticeWindow, to fine: LatticeWindow)
    -> RasterGrid
  {
    var across = RasterGrid(columns: fine.columns, rows: coarse.rows)
    for column in 0..<fine.columns {
      let (first, weights) = taps(fine.firstColumn + column, coarseWindow.firstColumn)
      for row in 0..<coarse.rows {
        across[column, row] =
          coarse[first, row] * weights.0 + coarse[first + 1, row] * weights.1
          + coarse[first + 2, row] * weights.2 + coarse[first + 3, row] * weights.3
      }
    }
    var result = RasterGrid(columns: fine.columns, rows: fine.rows)
    for row in 0..<fine.rows {
      let (first, weights) = taps(fine.firstRow + row, coarseWindow.firstRow)
      for column in 0..<fine.columns {
        let value =
          across[column, first] * weights.0 + across[column, first + 1] * weights.1
          + across[column, first + 2] * weights.2 + across[column, first + 3] * weights.3
        result[column, row] = max(value, 0)
      }
    }
    return result
  }

  /// The first of the four nodes of a fine position, and their weights.
  @inline(__always)
  private func taps(_ position: Int, _ firstNode: Int) -> (Int, (Float, Float, Float, Float)) {
    let phase = phases[position & ((1 << shift) - 1)]
    return ((position >> shift) + phase.offset - firstNode, phase.weights)
  }

  private static func weights(_ t: Float) -> (Float, Float, Float, Float) {
    let t2 = t * t
    let t3 = t2 * t
    return (
      (-t3 + 2 * t2 - t) / 2, (3 * t3 - 5 * t2 + 2) / 2, (-3 * t3 + 4 * t2 + t) / 2, (t3 - t2) / 2
    )
  }
}
