import GeoPrimitives
import SpatialIndexing
import TileMath

/// Densities on a lattice whose cells are wider than the bandwidth: the mean over each cell, so that
/// no report falls between two nodes.
///
/// Each source gives its cell and up to eight neighbours the share of its kernel that lies in them. The
/// share is taken as the product of the shares along x and along y: exact when the kernel crosses one
/// edge of the cell, and by symmetry exact at a corner; in between it errs by less than 4 % of one
/// report, and the total is exact.
struct PixelMean {
  let window: LatticeWindow
  let parameters: DensityParameters

  /// The mean density of every lattice cell, per square kilometre.
  /// - Parameter cells: Mass in cells much finer than the lattice.
  /// - Returns: A grid of the window's size.
  func densities(of cells: [MassCell]) -> RasterGrid {
    var grid = RasterGrid(columns: window.columns, rows: window.rows)
    let metrics = window.rowMetrics
    for cell in cells { add(cell, metrics, to: &grid) }
    for row in 0..<window.rows {
      let side = metrics[row].metersAcross(units: window.step)
      let height = rowHeightMeters(row, metrics[row])
      let factor = Float(1e6 / (side * height))
      for column in 0..<window.columns { grid[column, row] *= factor }
    }
    return grid
  }

  private func add(_ cell: MassCell, _ metrics: [RowMetric], to grid: inout RasterGrid) {
    let column = (Int(cell.x) - window.originX) >> (32 - window.level)
    let row = (Int(cell.y) - window.originY) >> (32 - window.level)
    let nearest = metrics[min(max(row, 0), window.rows - 1)]
    let bandwidth = parameters.bandwidthMeters / nearest.metersAcross(units: window.step)
    let across = shares(of: Int(cell.x) - window.originX - column * window.step, bandwidth)
    let down = shares(of: Int(cell.y) - window.originY - row * window.step, bandwidth)
    let weight = Double(cell.units) / Double(FixedWeight.unitsPerOne)
    for (y, downShare) in [down.before, down.inside, down.after].enumerated() where downShare > 0 {
      for (x, acrossShare) in [across.before, across.inside, across.after].enumerated()
      where acrossShare > 0 {
        let place = (column: column + x - 1, row: row + y - 1)
        guard (0..<window.columns).contains(place.column), (0..<window.rows).contains(place.row)
        else { continue }
        grid[place.column, place.row] += Float(weight * acrossShare * downShare)
      }
    }
  }

  /// The shares of the kernel's mass in the cell before, the cell itself and the cell after, along one
  /// axis.
  /// - Parameters:
  ///   - units: The distance of the source from the edge towards the cell before, in grid units.
  ///   - bandwidth: In lattice cells, below one.
  /// - Returns: Three shares that add up to one.
  private func shares(of units: Int, _ bandwidth: Double) -> (
    before: Double, inside: Double, after: Double
  ) {
    let position = (Double(units) + 0.5) / Double(window.step)
    let before = parameters.kernel.massBefore(-position / bandwidth)
    let after = parameters.kernel.massBefore((position - 1) / bandwidth)
    return (before, 1 - before - after, after)
  }

  private func rowHeightMeters(_ row: Int, _ metric: RowMetric) -> Double {
    let north = GridScale.latitude(ofUnits: Double((window.firstRow + row) * window.step))
    let south = GridScale.latitude(ofUnits: Double((window.firstRow + row + 1) * window.step))
    return (north - south) * metric.metersPerDegreeLatitude
  }
}
