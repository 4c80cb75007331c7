import GeoPrimitives

/// Refines a lattice by a power of two: cubic interpolation that looks one node further on every side.
///
/// A value depends only on the thirty-six nodes around it and on its place among them, so neighbouring
/// windows agree to the last bit.
struct CubicUpsampling {
  /// The binary logarithm of the refinement.
  let shift: Int
  private let phases: [Phase]

  /// The six weights of a fine position between coarse nodes, and how far the first of them lies
  /// from the coarse cell that contains the position.
  private struct Phase {
    var offset: Int
    var weights: SIMD8<Float>
  }

  init(shift: Int) {
    self.shift = shift
    let factor = 1 << shift
    phases = (0..<factor).map { step in
      // The fine position measured from the centre of its coarse cell, in coarse cells.
      let fromCenter = (Float(step) + 0.5) / Float(factor) - 0.5
      return fromCenter < 0
        ? Phase(offset: -3, weights: Self.wideWeights(fromCenter + 1))
        : Phase(offset: -2, weights: Self.wideWeights(fromCenter))
    }
  }

  /// The coarse window whose nodes determine a fine one.
  func coarseWindow(for fine: LatticeWindow) -> LatticeWindow {
    let firstColumn = (fine.firstColumn >> shift) - 3
    let firstRow = (fine.firstRow >> shift) - 3
    let lastColumn = ((fine.firstColumn + fine.columns - 1) >> shift) + 3
    let lastRow = ((fine.firstRow + fine.rows - 1) >> shift) + 3
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
      let west = nodes[first] * weights[0] + nodes[first + 1] * weights[1]
      let middle = nodes[first + 2] * weights[2] + nodes[first + 3] * weights[3]
      let east = nodes[first + 4] * weights[4] + nodes[first + 5] * weights[5]
      values[target + column] = west + middle + east
    }
  }

  /// One row as the blend of six.
  private static func blend(
    _ rows: Span<Float>, _ tap: Tap, _ width: Int, _ values: inout [Float], _ target: Int
  ) {
    let weights = tap.weights
    let row0 = rows.extracting(row(tap.first, width))
    let row1 = rows.extracting(row(tap.first + 1, width))
    let row2 = rows.extracting(row(tap.first + 2, width))
    let row3 = rows.extracting(row(tap.first + 3, width))
    let row4 = rows.extracting(row(tap.first + 4, width))
    let row5 = rows.extracting(row(tap.first + 5, width))
    var values = values.mutableSpan
    for column in 0..<width {
      let north = row0[column] * weights[0] + row1[column] * weights[1]
      let middle = row2[column] * weights[2] + row3[column] * weights[3]
      let south = row4[column] * weights[4] + row5[column] * weights[5]
      values[target + column] = max(north + middle + south, 0)
    }
  }

  private static func row(_ index: Int, _ width: Int) -> Range<Int> {
    index * width..<(index + 1) * width
  }

  private struct Tap {
    var first: Int
    var weights: SIMD8<Float>
  }

  /// The first of the six nodes of a fine position, and their weights.
  @inline(__always)
  private func taps(_ position: Int, _ firstNode: Int) -> Tap {
    let phase = phases[position & ((1 << shift) - 1)]
    return Tap(first: (position >> shift) + phase.offset - firstNode, weights: phase.weights)
  }

  /// The weights of six nodes for a position at a share `t` of the way from the third to the fourth;
  /// two more are zero.
  ///
  /// Lagrange's cubic through the four nodes in the middle, and t (1 − t) / 7 of the two fourth
  /// differences: exact for cubics. Where a curvature jumps, as at the rim of the quartic kernel, which
  /// is where interpolation errs most, it errs by half as much as Keys's cubic convolution: the 1/7 is
  /// what makes the largest error there least.
  private static func wideWeights(_ t: Float) -> SIMD8<Float> {
    let (before, after, beyond) = (t + 1, 1 - t, 2 - t)
    let middle = SIMD4(
      -t * after * beyond / 6, before * after * beyond / 2, before * t * beyond / 2,
      -before * t * after / 6)
    let weights = SIMD8(0, middle[0], middle[1], middle[2], middle[3], 0, 0, 0)
    return weights + SIMD8(1, -3, 2, 2, -3, 1, 0, 0) * (t * after / 7)
  }

  /// The weights of four nodes for a position at a share `t` of the way from the second to the third:
  /// Keys 1981, cubic convolution with a = −½.
  static func weights(_ t: Float) -> SIMD4<Float> {
    let t2 = t * t
    let t3 = t2 * t
    return SIMD4(
      (-t3 + 2 * t2 - t) / 2, (3 * t3 - 5 * t2 + 2) / 2, (-3 * t3 + 4 * t2 + t) / 2, (t3 - t2) / 2)
  }
}
