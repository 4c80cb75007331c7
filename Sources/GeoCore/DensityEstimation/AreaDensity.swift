public import GeoPrimitives
import SpatialIndexing
import TileMath

/// What a density field amounts to over an area such as a village.
public struct AreaDensity: Hashable, Sendable {
  /// The mean of the field over the area, per square kilometre.
  public let meanPerSquareKilometer: Double
  /// The largest value of the field inside the area, per square kilometre.
  public let peakPerSquareKilometer: Double
  /// Where the field is largest; `nil` where it is zero throughout.
  public let peak: Coordinate?

  /// An area in which nothing is.
  public static let zero = AreaDensity(
    meanPerSquareKilometer: 0, peakPerSquareKilometer: 0, peak: nil)
}

extension DensityField {
  /// The mean and the peak of the field over an area.
  ///
  /// The field is taken at the nodes of a globally aligned lattice of at least twelve nodes per
  /// bandwidth, and at least 64 inside the area: the mean errs by less than 1 %, the peak by less
  /// than 2 %.
  /// - Complexity: O(m + c · r²) for m nodes inside and c cells of mass within reach; parts of the area
  ///   without mass in reach are not visited.
  public func summary(over area: MultiPolygon) -> AreaDensity {
    guard hasMass(near: area.envelope) else { return .zero }
    let scan = sufficientScan(of: area)
    guard let firstRow = scan.runs.runs.first?.row, let lastRow = scan.runs.runs.last?.row else {
      return .zero
    }
    var tally = Tally(level: scan.level)
    var rest = scan.runs.runs[...]
    var row = firstRow
    while row <= lastRow {
      let end = min(row + Self.blockSide, lastRow + 1)
      let band = rest.prefix { $0.row < end }
      rest = rest.dropFirst(band.count)
      addBand(band, rows: row..<end, to: &tally)
      row = end
    }
    return tally.result
  }

  private static let blockSide = 256

  private func hasMass(near envelope: Envelope) -> Bool {
    let degrees = bandwidthDegrees(near: envelope)
    let wide = envelope.widened(dx: degrees, dy: degrees)
    guard let box = GridBox(wide) else { return false }
    return hasMass(in: box)
  }

  private func hasMass(in box: GridBox) -> Bool {
    parts.contains { $0.index.total(in: box).count > 0 }
  }

  private var widestBandwidth: Double { parts.map(\.parameters.bandwidthMeters).max() ?? 0 }

  private var narrowestBandwidthInGridUnits: Double {
    parts.map(\.parameters.bandwidthInGridUnits).min() ?? 0
  }

  private func bandwidthDegrees(near envelope: Envelope) -> Double {
    let farthest = min(max(abs(envelope.minY), abs(envelope.maxY)) + 1, 89)
    return 1.02 * widestBandwidth
      / GroundMetric(latitude: farthest).metersPerDegreeLongitude
  }

  /// A scan fine enough for the bandwidth and for the area.
  private func sufficientScan(of area: MultiPolygon) -> (runs: AreaScan, level: Int) {
    var level = GridScale.level(withCellsUpTo: narrowestBandwidthInGridUnits / 12, in: 8...28)
    var scan = AreaScan(area, level: level)
    while scan.count < 64, level < 28 {
      level += 1
      scan = AreaScan(area, level: level)
    }
    return (scan, level)
  }

  /// Adds a band of at most 256 rows, block by block from the west.
  private func addBand(
    _ band: ArraySlice<AreaScan.Run>, rows: Range<Int>, to tally: inout Tally
  ) {
    guard let west = band.map(\.columns.lowerBound).min(),
      let east = band.map(\.columns.upperBound).max()
    else { return }
    for first in stride(from: west, to: east, by: Self.blockSide) {
      let columns = first..<min(first + Self.blockSide, east)
      let parts = band.compactMap { run -> AreaScan.Run? in
        let clipped = run.columns.clamped(to: columns)
        return clipped.isEmpty ? nil : AreaScan.Run(row: run.row, columns: clipped)
      }
      guard !parts.isEmpty else { continue }
      let window = LatticeWindow(
        unchecked: tally.level, columns.lowerBound, rows.lowerBound, columns.count, rows.count)
      tally.add(parts, window, hasMass(near: window) ? densities(in: window) : nil)
    }
  }

  private func hasMass(near window: LatticeWindow) -> Bool {
    let reach = window.reach(ofMeters: widestBandwidth, margin: 1)
    guard let box = window.box(widenedBy: reach) else { return false }
    return hasMass(in: box)
  }

  /// Sums over the nodes inside, weighted by the ground that each stands for.
  private struct Tally {
    let level: Int
    private var ground = 0.0
    private var mass = 0.0
    private var largest: Float = 0
    private var peak: Coordinate?

    init(level: Int) { self.level = level }

    mutating func add(_ runs: [AreaScan.Run], _ window: LatticeWindow, _ field: RasterGrid?) {
      for run in runs {
        let row = run.row - window.firstRow
        let metric = GroundMetric(latitude: window.latitude(ofRow: row))
        // Mercator cells are as tall as they are wide, so a node's ground goes with the square.
        let share = metric.metersPerDegreeLongitude * metric.metersPerDegreeLongitude
        ground += share * Double(run.columns.count)
        guard let field else { continue }
        var sum = 0.0
        for column in run.columns {
          let value = field[column - window.firstColumn, row]
          sum += Double(value)
          if value > largest {
            largest = value
            peak = window.place(column: column - window.firstColumn, row: row)
          }
        }
        mass += sum * share
      }
    }

    var result: AreaDensity {
      AreaDensity(
        meanPerSquareKilometer: ground > 0 ? mass / ground : 0,
        peakPerSquareKilometer: Double(largest), peak: peak)
    }
  }
}
