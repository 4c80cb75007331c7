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
    var weights: SIMD4<Float>
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
    let columns = (0..<fine.columns).map { taps(fine.firstColumn + $0, coarseWindow.firstColumn) }
    var across = [Float](repeating: 0, count: fine.columns * coarse.rows)
    for row in 0..<coarse.rows {
      Self.interpolate(
        coarse.values.span, row * coarse.columns, columns, &across, row * fine.columns)
    }
    var result = RasterGrid(columns: fine.columns, rows: fine.rows)
    for row in 0..<fine.rows {
      let tap = taps(fine.firstRow + row, coarseWindow.firstRow)
      Self.blend(across.span, tap, fine.columns, &result.values, row * fine.columns)
    }
    return result
  }

  /// Adds the values of the fine window to others.
  func addRefined(
    _ coarse: RasterGrid, from coarseWindow: LatticeWindow, to fine: LatticeWindow,
    _ values: inout RasterGrid
  ) {
    let refined = refine(coarse, from: coarseWindow, to: fine)
    var target = values.values.mutableSpan
    let source = refined.values.span
    for index in target.indices { target[index] += source[index] }
  }

  /// One row of values between the nodes of a row.
  private static func interpolate(
    _ nodes: Span<Float>, _ start: Int, _ taps: [Tap], _ values: inout [Float], _ target: Int
  ) {
    var values = values.mutableSpan
    for column in taps.indices {
      let (first, weights) = (start + taps[column].first, taps[column].weights)
      values[target + column] =
        nodes[first] * weights[0] + nodes[first + 1] * weights[1] + nodes[first + 2] * weights[2]
        + nodes[first + 3] * weights[3]
    }
  }

  /// One row as the blend of four.
  private static func blend(
    _ rows: Span<Float>, _ tap: Tap, _ width: Int, _ values: inout [Float], _ target: Int
  ) {
    let weights = tap.weights
    let north = rows.extracting(tap.first * width..<(tap.first + 1) * width)
    let upper = rows.extracting((tap.first + 1) * width..<(tap.first + 2) * width)
    let lower = rows.extracting((tap.first + 2) * width..<(tap.first + 3) * width)
    let south = rows.extracting((tap.first + 3) * width..<(tap.first + 4) * width)
    var values = values.mutableSpan
    for column in 0..<width {
      let value =
        north[column] * weights[0] + upper[column] * weights[1] + lower[column] * weights[2]
        + south[column] * weights[3]
      values[target + column] = max(value, 0)
    }
  }

  private struct Tap {
    var first: Int
    var weights: SIMD4<Float>
  }

  /// The first of the four nodes of a fine position, and their weights.
  @inline(__always)
  private func taps(_ position: Int, _ firstNode: Int) -> Tap {
    let phase = phases[position & ((1 << shift) - 1)]
    return Tap(first: (position >> shift) + phase.offset - firstNode, weights: phase.weights)
  }

  /// The weights of four nodes for a position at a share `t` of the way from the second to the third.
  static func weights(_ t: Float) -> SIMD4<Float> {
    let t2 = t * t
    let t3 = t2 * t
    return SIMD4(
      (-t3 + 2 * t2 - t) / 2, (3 * t3 - 5 * t2 + 2) / 2, (-3 * t3 + 4 * t2 + t) / 2, (t3 - t2) / 2)
  }
}
