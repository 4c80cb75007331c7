public import GeoPrimitives
import SpatialIndexing
import TileMath

extension DensityField {
  /// The density at the samples of a grid, at the centre of each cell.
  ///
  /// Computed on the tiles' lattice, at least twenty nodes to a bandwidth, and interpolated by a cubic;
  /// where the cells are so wide that this lattice would be far finer, and when asked to be exact, point
  /// by point.
  /// - Parameters:
  ///   - grid: The samples.
  ///   - exactly: Whether every point is visited on its own: relative error at most 10⁻⁵.
  /// - Returns: A grid of the same size, row 0 in the north.
  /// - Complexity: O(n · r²) for n points within reach when exact, else as for tiles.
  public func densities(at grid: SampleGrid, exactly: Bool) -> RasterGrid {
    var result = RasterGrid(columns: grid.columns, rows: grid.rows)
    for firstRow in stride(from: 0, to: grid.rows, by: Self.sampleBlock) {
      let rows = firstRow..<min(firstRow + Self.sampleBlock, grid.rows)
      for firstColumn in stride(from: 0, to: grid.columns, by: Self.sampleBlock) {
        let columns = firstColumn..<min(firstColumn + Self.sampleBlock, grid.columns)
        let block = grid.part(columns: columns, rows: rows)
        let values = blockDensities(at: block, exactly: exactly)
        for row in rows {
          for column in columns {
            result[column, row] = values[column - firstColumn, row - firstRow]
          }
        }
      }
    }
    return result
  }

  private static let sampleBlock = 256

  private func blockDensities(at grid: SampleGrid, exactly: Bool) -> RasterGrid {
    var sum = RasterGrid(columns: grid.columns, rows: grid.rows)
    for part in parts {
      let values =
        exactly || !part.isSmooth(at: grid)
        ? ExactSum.densities(of: part.index, at: grid, part.parameters) { true }
        : part.interpolated(at: grid)
      for index in sum.values.indices { sum.values[index] += part.factor * values.values[index] }
    }
    for index in sum.values.indices { sum.values[index] = max(sum.values[index], 0) }
    return sum
  }
}

extension FieldPart {
  /// The level of the lattice from which samples are interpolated.
  private var sampleLevel: Int {
    let nodes = max(min(parameters.kernel.nodesPerBandwidth, 128), 20)
    return GridScale.level(withCellsUpTo: parameters.bandwidthInGridUnits / nodes)
  }

  /// Whether the lattice is not much finer than the grid, and the kernel without a jump.
  fileprivate func isSmooth(at grid: SampleGrid) -> Bool {
    let step = Double(UInt64(1) << UInt64(32 - sampleLevel))
    return parameters.kernel.nodesPerBandwidth.isFinite && max(grid.stepX, grid.stepY) < 4 * step
  }

  /// The densities of the lattice, interpolated by Catmull and Rom's cubic.
  fileprivate func interpolated(at grid: SampleGrid) -> RasterGrid {
    let step = Double(UInt64(1) << UInt64(32 - sampleLevel))
    let columns = CubicTaps(count: grid.columns, from: grid.originX, by: grid.stepX, nodeStep: step)
    let rows = CubicTaps(count: grid.rows, from: grid.originY, by: grid.stepY, nodeStep: step)
    let window = LatticeWindow(
      unchecked: sampleLevel, columns.firstNode, rows.firstNode, columns.nodeCount, rows.nodeCount)
    let values = densities(in: window, exactly: false) { true }
    var result = RasterGrid(columns: grid.columns, rows: grid.rows)
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        result[column, row] = Self.value(of: values, columns[column], rows[row])
      }
    }
    return result
  }

  private static func value(
    of values: RasterGrid, _ column: CubicTaps.Tap, _ row: CubicTaps.Tap
  ) -> Float {
    var sum: Float = 0
    for down in 0..<4 {
      let line = row.first + down
      var across: Float = 0
      for step in 0..<4 { across += values[column.first + step, line] * column.weights[step] }
      sum += across * row.weights[down]
    }
    return sum
  }
}

/// Which four nodes of a lattice surround each sample along one axis, and with which weights.
private struct CubicTaps {
  struct Tap {
    var first: Int
    var weights: SIMD4<Float>
  }

  private let taps: [Tap]
  /// The first node of the lattice that is needed, and how many from there.
  let firstNode: Int
  let nodeCount: Int

  init(count: Int, from origin: Double, by step: Double, nodeStep: Double) {
    // Node n lies in the middle of its cell, at (n + ½) · nodeStep.
    let positions = (0..<count).map { (origin + (Double($0) + 0.5) * step) / nodeStep - 0.5 }
    let first = Int((positions.first ?? 0).rounded(.down)) - 1
    taps = positions.map { position in
      let node = position.rounded(.down)
      return Tap(
        first: Int(node) - 1 - first, weights: CubicUpsampling.weights(Float(position - node)))
    }
    firstNode = first
    nodeCount = (taps.last?.first ?? 0) + 4
  }

  subscript(position: Int) -> Tap { taps[position] }
}
