import GeoPrimitives

/// Adds up kernels on a lattice: each source lays its footprint over the rows and columns that its
/// bandwidth reaches.
///
/// Seamless by construction: a node adds its sources in the order of the Hilbert curve, distances are
/// differences of whole numbers, and a source out of reach adds exactly nothing. So two windows give a
/// common node the same bits.
struct KernelSum {
  private let window: LatticeWindow
  private let parameters: DensityParameters
  private let rows: [RowScale]

  /// What a row of nodes needs to know to measure distances in bandwidths.
  private struct RowScale {
    var latitude: Double
    /// Bandwidths per degree of latitude.
    var perDegree: Double
    /// Bandwidths per 1/4096 of a column.
    var perPart: Float
  }

  init(window: LatticeWindow, parameters: DensityParameters) {
    self.window = window
    self.parameters = parameters
    let bandwidth = parameters.bandwidthMeters
    rows = window.rowMetrics.map { metric in
      let columnMeters = metric.metersAcross(units: window.step)
      return RowScale(
        latitude: metric.latitude, perDegree: metric.metersPerDegreeLatitude / bandwidth,
        perPart: Float(columnMeters / Double(LatticeWindow.partsPerColumn) / bandwidth))
    }
  }

  /// The density at every node, per square kilometre.
  /// - Complexity: O(s · r²) for s sources and a bandwidth of r nodes.
  func densities(of sources: [LatticeSource]) -> RasterGrid {
    var grid = RasterGrid(columns: window.columns, rows: window.rows)
    var values = grid.values.mutableSpan
    let scales = rows.span
    let reach = rowReach
    for source in sources {
      let first = max(Int(source.row) - reach, 0)
      let last = min(Int(source.row) + reach, window.rows - 1)
      guard first <= last else { continue }
      for row in first...last {
        let dy = Float((source.latitude - scales[row].latitude) * scales[row].perDegree)
        let rest = 1 - dy * dy
        guard rest > 0 else { continue }
        add(source, rest, scales[row].perPart, to: &values, from: row * window.columns)
      }
    }
    scale(&values)
    return grid
  }

  /// How many rows a kernel can reach up or down, a margin for rounding included.
  private var rowReach: Int {
    window.reach(ofMeters: parameters.bandwidthMeters, margin: 0) / window.step + 2
  }

  /// Adds one source to the columns of one row within its reach. `rest` is one less the squared
  /// vertical distance in bandwidths; the row begins at `start` among the values.
  @inline(__always)
  private func add(
    _ source: LatticeSource, _ rest: Float, _ perPart: Float, to values: inout MutableSpan<Float>,
    from start: Int
  ) {
    let parts = Float(LatticeWindow.partsPerColumn)
    let half = rest.squareRoot() / perPart
    let low = ((source.x - half) / parts - 1.5).rounded(.down)
    let high = ((source.x + half) / parts + 0.5).rounded(.up)
    let width = Float(window.columns)
    let first = Int(min(max(low, 0), width))
    let end = Int(min(max(high, 0), width))
    guard first < end, start >= 0, start + end <= values.count else { return }
    let begin = (Float(first) + 0.5) * parts - source.x
    let range = start + first..<start + end
    switch parameters.kernel {
    case .quartic: Self.addQuartic(begin, rest, perPart, source.weight, &values, range)
    case .epanechnikov: Self.addEpanechnikov(begin, rest, perPart, source.weight, &values, range)
    }
  }

  // The two loops below are the whole cost of a heat tile. `begin + step · 4096` is a whole number
  // below 2²⁴, so it is exact; the maximum makes nodes beyond the rim add zero, which lets the range
  // be generous and the loop free of branches.

  @inline(__always)
  private static func addQuartic(
    _ begin: Float, _ rest: Float, _ perPart: Float, _ weight: Float,
    _ values: inout MutableSpan<Float>, _ range: Range<Int>
  ) {
    var step: Int32 = 0
    for index in range {
      let dx = (begin + Float(step) * Float(LatticeWindow.partsPerColumn)) * perPart
      let value = max(rest - dx * dx, 0)
      values[index] += weight * (value * value)
      step &+= 1
    }
  }

  @inline(__always)
  private static func addEpanechnikov(
    _ begin: Float, _ rest: Float, _ perPart: Float, _ weight: Float,
    _ values: inout MutableSpan<Float>, _ range: Range<Int>
  ) {
    var step: Int32 = 0
    for index in range {
      let dx = (begin + Float(step) * Float(LatticeWindow.partsPerColumn)) * perPart
      values[index] += weight * max(rest - dx * dx, 0)
      step &+= 1
    }
  }

  private func scale(_ values: inout MutableSpan<Float>) {
    let factor = Float(parameters.peakOfOneReport)
    for index in values.indices { values[index] *= factor }
  }
}
