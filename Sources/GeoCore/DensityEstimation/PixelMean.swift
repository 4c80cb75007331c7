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
  /// The bandwidth in lattice cells, squared, by row.
  private let squaredBandwidths: [Float]
  private let marginal: KernelMarginal
  /// Variances in squared grid units, as squared bandwidths in lattice cells.
  private let varianceScale: Float
  private var sums: [Float]

  init(window: LatticeWindow, parameters: DensityParameters) {
    self.window = window
    metrics = window.rowMetrics
    let step = window.step
    squaredBandwidths = metrics.map {
      let bandwidth = Float(parameters.bandwidthMeters / $0.metersAcross(units: step))
      return bandwidth * bandwidth
    }
    marginal = .of(parameters.kernel)
    varianceScale = Float(1 / (parameters.kernel.variance * Double(step) * Double(step)))
    sums = Array(repeating: 0, count: window.columns * window.rows)
  }

  /// Adds sources: cells much finer than the lattice.
  mutating func add(_ sources: Span<MassSource>) {
    for index in sources.indices { add(sources[index]) }
  }

  /// The mean density of every lattice cell, per square kilometre.
  func densities() -> RasterGrid {
    var grid = RasterGrid(columns: window.columns, rows: window.rows)
    for row in 0..<window.rows {
      let side = metrics[row].metersAcross(units: window.step)
      let factor = Float(1e6 / (side * rowHeightMeters(row)))
      let start = row * window.columns
      for index in start..<start + window.columns { grid.values[index] = sums[index] * factor }
    }
    return grid
  }

  @inline(__always)
  private mutating func add(_ source: MassSource) {
    let shift = 32 - window.level
    let (x, y) = (Int(source.x) - window.originX, Int(source.y) - window.originY)
    let (column, row) = (x >> shift, y >> shift)
    let squared = squaredBandwidths[min(max(row, 0), window.rows - 1)]
    let across = shares(x - (column << shift), squared + source.xx * varianceScale)
    let down = shares(y - (row << shift), squared + source.yy * varianceScale)
    if across.inside == 1, down.inside == 1 { return add(source.mass, column, row) }
    for (dy, share) in [(-1, down.before), (0, down.inside), (1, down.after)] where share > 0 {
      add(source.mass * share * across.before, column - 1, row + dy)
      add(source.mass * share * across.inside, column, row + dy)
      add(source.mass * share * across.after, column + 1, row + dy)
    }
  }

  @inline(__always)
  private mutating func add(_ mass: Float, _ column: Int, _ row: Int) {
    guard column >= 0, column < window.columns, row >= 0, row < window.rows else { return }
    sums[row * window.columns + column] += mass
  }

  /// The shares of the kernel's mass in the cell before, the cell itself and the cell after, along one
  /// axis.
  /// - Parameters:
  ///   - units: The distance of the source from the edge towards the cell before, in grid units.
  ///   - squaredBandwidth: In lattice cells.
  /// - Returns: Three shares that add up to one.
  @inline(__always)
  private func shares(_ units: Int, _ squaredBandwidth: Float) -> (
    before: Float, inside: Float, after: Float
  ) {
    let position = Float((Double(units) + 0.5) / Double(window.step))
    let nearest = min(position, 1 - position)
    guard nearest * nearest < squaredBandwidth else { return (0, 1, 0) }
    let perBandwidth = 1 / squaredBandwidth.squareRoot()
    let before = marginal.mass(beyond: position * perBandwidth)
    let after = marginal.mass(beyond: (1 - position) * perBandwidth)
    return (before, 1 - before - after, after)
  }

  private func rowHeightMeters(_ row: Int) -> Double {
    let north = GridScale.latitude(ofUnits: Double((window.firstRow + row) * window.step))
    let south = GridScale.latitude(ofUnits: Double((window.firstRow + row + 1) * window.step))
    return (north - south) * metrics[row].metersPerDegreeLatitude
  }
}
