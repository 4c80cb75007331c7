import GeoPrimitives
import SpatialIndexing
import TileMath

/// The density by visiting every point within reach of a window, in double precision: the judge of
/// the fast path, and the answer to `exact=true`.
struct ExactSum {
  let window: LatticeWindow
  let parameters: DensityParameters

  /// The density at every node, per square kilometre.
  func densities(of index: PointIndex) -> RasterGrid {
    let reach = window.reach(ofMeters: parameters.bandwidthMeters, margin: 1)
    var sums = [Double](repeating: 0, count: window.columns * window.rows)
    let metrics = window.rowMetrics
    if let box = window.box(widenedBy: reach) {
      for cell in index.massCells(level: 32, in: box) { add(cell, metrics, to: &sums) }
    }
    var grid = RasterGrid(columns: window.columns, rows: window.rows)
    for index in sums.indices { grid.values[index] = Float(sums[index] * 1e6) }
    return grid
  }

  private func add(_ cell: MassCell, _ metrics: [RowMetric], to sums: inout [Double]) {
    let bandwidth = parameters.bandwidthMeters
    let place = GridPoint(x: cell.x, y: cell.y).coordinate
    let weight = Double(cell.units) / Double(FixedWeight.unitsPerOne) / (bandwidth * bandwidth)
    for (row, metric) in metrics.enumerated() {
      let dy = (place.latitude - metric.latitude) * metric.metersPerDegreeLatitude / bandwidth
      let rest = 1 - dy * dy
      guard rest > 0 else { continue }
      let perColumn = metric.metersAcross(units: window.step) / bandwidth
      let center = (Double(cell.x) + 0.5 - Double(window.originX)) / Double(window.step) - 0.5
      let half = rest.squareRoot() / perColumn
      let first = max((center - half).rounded(.up), 0)
      let last = min((center + half).rounded(.down), Double(window.columns - 1))
      guard first <= last else { continue }
      for column in Int(first)...Int(last) {
        let dx = (Double(column) - center) * perColumn
        sums[row * window.columns + column] +=
          weight * parameters.kernel.value(atSquaredDistance: dy * dy + dx * dx)
      }
    }
  }
}
