import GeoPrimitives
import SpatialIndexing
import TileMath

/// The density by visiting every point within reach of a window where it lies in its grid cell, in
/// double precision: the judge of the fast path, and the answer to `exact=true`.
struct ExactSum {
  private let grid: SampleGrid
  private let parameters: DensityParameters
  private let metrics: [RowMetric]
  private var sums: [Double]

  private init(grid: SampleGrid, parameters: DensityParameters) {
    self.grid = grid
    self.parameters = parameters
    metrics = (0..<grid.rows).map { RowMetric(latitude: grid.latitude(ofRow: $0)) }
    sums = [Double](repeating: 0, count: grid.columns * grid.rows)
  }

  /// The density at every node, per square kilometre.
  /// - Complexity: O(n · r²) for n places within reach and a bandwidth of r nodes.
  static func densities(
    of index: PointIndex, at grid: SampleGrid, _ parameters: DensityParameters,
    while isWanted: () -> Bool
  ) -> RasterGrid {
    var sum = ExactSum(grid: grid, parameters: parameters)
    if let box = grid.box(widenedBy: sum.reach) {
      let profile = ExactProfile(parameters.kernel)
      index.visitPlacedMass(in: box) { masses in
        sum.add(masses, profile)
        return isWanted()
      }
    }
    var result = RasterGrid(columns: grid.columns, rows: grid.rows)
    let factor = parameters.peakOfOneReport
    for index in sum.sums.indices { result.values[index] = Float(sum.sums[index] * factor) }
    return result
  }

  /// How far in grid units the kernel reaches at most.
  private var reach: Double {
    let farthest = max(abs(grid.latitude(ofRow: 0)), abs(grid.latitude(ofRow: grid.rows - 1)))
    // The poleward side stretches most; a kernel reaches at most 100 km beyond the row.
    let metric = RowMetric(latitude: min(farthest + 1, 89))
    let smallest = min(metric.metersPerDegreeLongitude, metric.metersPerDegreeLatitude)
    return parameters.bandwidthMeters / smallest * 1.02 / GridScale.degreesPerUnit + 1
  }

  private mutating func add(_ masses: Span<PlacedMass>, _ profile: ExactProfile) {
    let (metrics, columns, grid) = (metrics, grid.columns, grid)
    let rowReach = Int((reach / grid.stepY).rounded(.up)) + 1
    let bandwidth = parameters.bandwidthMeters
    var values = sums.mutableSpan
    for position in masses.indices {
      let place = masses[position]
      let latitude = GridScale.latitude(ofUnits: place.y)
      let weight = Double(place.mass)
      let center = (place.x - grid.originX) / grid.stepX - 0.5
      let own = Int(((place.y - grid.originY) / grid.stepY).rounded(.down))
      let firstRow = max(own - rowReach, 0)
      let endRow = min(own + rowReach + 1, metrics.count)
      guard firstRow < endRow else { continue }
      for row in firstRow..<endRow {
        let metric = metrics[row]
        let dy = (latitude - metric.latitude) * metric.metersPerDegreeLatitude / bandwidth
        let rest = 1 - dy * dy
        guard rest > 0 else { continue }
        let perColumn =
          grid.stepX * GridScale.degreesPerUnit * metric.metersPerDegreeLongitude / bandwidth
        let half = rest.squareRoot() / perColumn
        let first = max((center - half).rounded(.up), 0)
        let last = min((center + half).rounded(.down), Double(columns - 1))
        guard first <= last else { continue }
        profile.add(
          weight, rest: rest, from: (first - center) * perColumn, step: perColumn,
          to: &values, row * columns + Int(first)...row * columns + Int(last))
      }
    }
  }
}

/// The kernels along a row, in double precision and by their definition.
private enum ExactProfile {
  case quartic, epanechnikov, triweight, uniform
  case other(DensityKernel)

  init(_ kernel: DensityKernel) {
    switch kernel {
    case .quartic: self = .quartic
    case .epanechnikov: self = .epanechnikov
    case .triweight: self = .triweight
    case .uniform: self = .uniform
    case .triangular, .gaussian: self = .other(kernel)
    }
  }

  /// Adds weight · K/K(0) along a row: the first value lies at dx = `start`, the next ones `step`
  /// bandwidths apart.
  @inline(__always)
  func add(
    _ weight: Double, rest: Double, from start: Double, step: Double,
    to values: inout MutableSpan<Double>, _ range: ClosedRange<Int>
  ) {
    switch self {
    case .quartic: Self.add(weight, rest, start, step, &values, range) { $0 * $0 }
    case .epanechnikov: Self.add(weight, rest, start, step, &values, range) { $0 }
    case .triweight: Self.add(weight, rest, start, step, &values, range) { $0 * $0 * $0 }
    case .uniform: Self.add(weight, rest, start, step, &values, range) { _ in 1 }
    case .other(let kernel):
      let scale = 1 / kernel.peak
      Self.add(weight, rest, start, step, &values, range) {
        kernel.value(atSquaredDistance: 1 - $0) * scale
      }
    }
  }

  @inline(__always)
  private static func add(
    _ weight: Double, _ rest: Double, _ start: Double, _ step: Double,
    _ values: inout MutableSpan<Double>, _ range: ClosedRange<Int>, _ value: (Double) -> Double
  ) {
    var count: Int32 = 0
    for index in range {
      let dx = start + Double(count) * step
      values[index] += weight * value(max(rest - dx * dx, 0))
      count &+= 1
    }
  }
}
