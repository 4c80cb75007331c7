import GeoPrimitives
import SpatialIndexing
import TileMath

/// Densities on a lattice whose cells are wider than the bandwidth: the mean over each cell, so that
/// no report falls between two nodes.
///
/// Each source gives its cell and up to eight neighbours the share of its kernel that lies in them. The
/// share is taken as the product of the shares along x and along y: exact when the kernel crosses one
/// edge of the cell, and by symmetry exact at a corner; in between it errs by less than 4 % of one
/// report, and the total is exact. A source that is spread has a kernel as much wider.
struct PixelMean {
  private let window: LatticeWindow
  private let metrics: [RowMetric]
  /// The bandwidth in lattice cells, squared, by row; one row more on both sides, whose sources may
  /// reach into the window.
  private let squaredBandwidths: [Float]
  private let marginal: KernelMarginal
  private let cellsPerUnit: Float
  /// Variances in squared grid units, as squared bandwidths in lattice cells.
  private let varianceScale: Float
  /// The mass of each cell of the window and of two rings of cells around it, so that a source in the
  /// inner ring needs no care.
  private var sums: [Float]
  private let width: Int

  init(window: LatticeWindow, parameters: DensityParameters) {
    self.window = window
    metrics = window.rowMetrics
    let step = window.step
    squaredBandwidths = (-1...window.rows).map {
      let metric = RowMetric(latitude: window.latitude(ofRow: $0))
      let bandwidth = Float(parameters.bandwidthMeters / metric.metersAcross(units: step))
      return bandwidth * bandwidth
    }
    marginal = .of(parameters.kernel)
    cellsPerUnit = Float(1 / Double(step))
    varianceScale = Float(1 / (parameters.kernel.variance * Double(step) * Double(step)))
    width = window.columns + 4
    sums = Array(repeating: 0, count: width * (window.rows + 4))
  }

  /// Adds sources: cells much finer than the lattice.
  mutating func add(_ sources: Span<MassSource>) {
    let (shift, columns, rows) = (32 - window.level, window.columns, window.rows)
    let frame = self
    var sums = sums.mutableSpan
    for index in sources.indices {
      let source = sources[index]
      let (x, y) = (Int(source.x) - frame.window.originX, Int(source.y) - frame.window.originY)
      let (column, row) = (x >> shift, y >> shift)
      guard column >= -1, column <= columns, row >= -1, row <= rows else { continue }
      let squared = frame.squaredBandwidths[row + 1]
      let across = frame.shares(
        x - (column << shift), squared + source.xx * frame.varianceScale)
      let down = frame.shares(y - (row << shift), squared + source.yy * frame.varianceScale)
      var cell = (row + 1) * frame.width + column + 1
      for share in [down.x, down.y, down.z] {
        let mass = source.mass * share
        sums[cell] += mass * across.x
        sums[cell + 1] += mass * across.y
        sums[cell + 2] += mass * across.z
        cell += frame.width
      }
    }
  }

  /// The mean density of every lattice cell, per square kilometre.
  func densities() -> RasterGrid {
    var grid = RasterGrid(columns: window.columns, rows: window.rows)
    for row in 0..<window.rows {
      let side = metrics[row].metersAcross(units: window.step)
      let factor = Float(1e6 / (side * rowHeightMeters(row)))
      let (start, source) = (row * window.columns, (row + 2) * width + 2)
      for column in 0..<window.columns {
        grid.values[start + column] = sums[source + column] * factor
      }
    }
    return grid
  }

  /// The shares of the kernel's mass in the cell before, the cell itself and the cell after, along one
  /// axis.
  /// - Parameters:
  ///   - units: The distance of the source from the edge towards the cell before, in grid units.
  ///   - squaredBandwidth: In lattice cells.
  /// - Returns: Three shares that add up to one.
  @inline(__always)
  private func shares(_ units: Int, _ squaredBandwidth: Float) -> SIMD3<Float> {
    let position = (Float(units) + 0.5) * cellsPerUnit
    let nearest = min(position, 1 - position)
    guard nearest * nearest < squaredBandwidth else { return SIMD3(0, 1, 0) }
    let perBandwidth = 1 / squaredBandwidth.squareRoot()
    let before = marginal.mass(beyond: position * perBandwidth)
    let after = marginal.mass(beyond: (1 - position) * perBandwidth)
    return SIMD3(before, 1 - before - after, after)
  }

  private func rowHeightMeters(_ row: Int) -> Double {
    let north = GridScale.latitude(ofUnits: Double((window.firstRow + row) * window.step))
    let south = GridScale.latitude(ofUnits: Double((window.firstRow + row + 1) * window.step))
    return (north - south) * metrics[row].metersPerDegreeLatitude
  }
}
