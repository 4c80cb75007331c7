import GeoPrimitives
import SpatialIndexing

/// The uniform kernel, every point at its own place: how much weight lies within the bandwidth of each
/// node of a window.
///
/// In every row a point reaches one run of columns. Where the run begins its weight is added, where it
/// ends it is taken away again, and one sum along the row at the end turns that into weights within
/// reach: O(r) for a point instead of O(r²), in whole numbers, which are exact in any order.
///
/// Distances are taken in double precision; the northing as a polynomial of third degree seen from the
/// row, which errs by less than 10⁻⁶ of the bandwidth up to 60°.
struct UniformSum {
  private let window: LatticeWindow
  private let parameters: DensityParameters
  private let rows: [UniformRow]
  /// The rows that a point may reach to either side of its own.
  private let rowReach: Int
  /// How much more lies in reach of a node than of the one before, in units of `FixedWeight`; every row
  /// has one value more than columns.
  private var steps: [Int64]

  /// The density at every node, per square kilometre.
  /// - Parameters:
  ///   - index: The points.
  ///   - window: The nodes.
  ///   - parameters: The uniform kernel and its bandwidth.
  ///   - isWanted: Asked now and then; once it says no, the result is unfinished and of no use.
  /// - Returns: A grid of the window's size.
  /// - Complexity: O(n · r) for n places within reach and a bandwidth of r nodes.
  static func densities(
    of index: PointIndex, in window: LatticeWindow, _ parameters: DensityParameters,
    while isWanted: () -> Bool
  ) -> RasterGrid {
    var sum = UniformSum(window: window, parameters: parameters)
    let reach = window.reach(ofMeters: parameters.bandwidthMeters, margin: 1)
    if let box = window.box(widenedBy: reach) {
      // Cells of the finest level are places: nothing is gathered but what coincides.
      index.visitMassSources(level: 32, in: box, dividingFrom: 1) { sources in
        sum.add(sources)
        return isWanted()
      }
    }
    return sum.densities()
  }

  private init(window: LatticeWindow, parameters: DensityParameters) {
    self.window = window
    self.parameters = parameters
    rows = (0..<window.rows).map {
      UniformRow($0, of: window, bandwidthMeters: parameters.bandwidthMeters)
    }
    rowReach =
      window.reach(ofMeters: parameters.bandwidthMeters, margin: 0) / window.step + 1
    steps = [Int64](repeating: 0, count: window.rows * (window.columns + 1))
  }

  private mutating func add(_ sources: Span<MassSource>) {
    let (window, rowReach, width) = (window, rowReach, window.columns + 1)
    let (allRows, shift) = (rows, 32 - window.level)
    let rows = allRows.span
    let (perUnit, columns) = (1 / Double(window.step), window.columns)
    var steps = steps.mutableSpan
    for index in sources.indices {
      let source = sources[index]
      let units = Int64(source.mass * Float(FixedWeight.unitsPerOne))
      let (x, y) = (Int(source.x) &- window.originX, Int(source.y) &- window.originY)
      let (column, own) = (x >> shift, y >> shift)
      let (first, end) = (max(own &- rowReach, 0), min(own &+ rowReach &+ 1, rows.count))
      guard first < end else { continue }
      // Whole columns apart, so that what is rounded is the same from every window.
      let beyond = (Double(x & (window.step &- 1)) + 0.5) * perUnit - 0.5
      let south = Double(y) + 0.5
      var start = first &* width
      for row in first..<end {
        let half = rows[row].halfWidth(southward: south)
        let west = UniformRow.firstColumn(beyond: beyond - half) &+ column
        let east = UniformRow.firstColumn(from: beyond + half) &+ column
        let begin = min(max(west, 0), columns)
        steps[start &+ begin] &+= units
        steps[start &+ min(max(east, begin), columns)] &-= units
        start &+= width
      }
    }
  }

  private func densities() -> RasterGrid {
    var grid = RasterGrid(columns: window.columns, rows: window.rows)
    var values = grid.values.mutableSpan
    let steps = steps.span
    let factor = parameters.peakOfOneReport / Double(FixedWeight.unitsPerOne)
    for row in 0..<window.rows {
      var sum: Int64 = 0
      for column in 0..<window.columns {
        sum &+= steps[row &* (window.columns &+ 1) &+ column]
        values[row &* window.columns &+ column] = Float(Double(sum) * factor)
      }
    }
    return grid
  }
}

/// A row of nodes, and what is needed to measure distances from it in bandwidths.
private struct UniformRow {
  /// Where the row lies, in grid units from the northern edge of the window.
  private let center: Double
  /// Bandwidths of northing per grid unit southwards, its square and its cube: Mercator's stretching
  /// with the latitude, seen from this row.
  private let down: (Double, Double, Double)
  /// The columns that a bandwidth spans.
  private let columnsPerBandwidth: Double

  init(_ row: Int, of window: LatticeWindow, bandwidthMeters: Double) {
    let metric = RowMetric(latitude: window.latitude(ofRow: row))
    let radians = GridScale.degreesPerUnit * .pi / 180
    let perRadian = metric.metersPerDegreeLatitude * 180 / .pi / bandwidthMeters
    let (sine, cosine) = (metric.sine, metric.cosine)
    center = (Double(row) + 0.5) * Double(window.step)
    down = (
      cosine * radians * perRadian, sine * cosine * radians * radians / 2 * perRadian,
      -cosine * (cosine * cosine - sine * sine) * radians * radians * radians / 6 * perRadian
    )
    columnsPerBandwidth = bandwidthMeters / metric.metersAcross(units: window.step)
  }

  /// How many columns to either side of a point lie within the bandwidth, as a number with a fraction.
  @inline(__always)
  func halfWidth(southward south: Double) -> Double {
    let units = south - center
    let dy = units * (down.0 + units * (down.1 + units * down.2))
    return max(1 - dy * dy, 0).squareRoot() * columnsPerBandwidth
  }

  // Added to a number, the first constant leaves the nearest whole number in the last bits; that is many
  // times faster than a conversion. With the others that is the next whole number above, and what lies
  // within 10⁻¹² columns of the rim counts as out of reach.
  private static let roundingToWhole = 6_755_399_441_055_744.0
  private static let half = 0.5
  private static let tie = 0x1p-40

  /// The first whole number beyond a position.
  @inline(__always)
  static func firstColumn(beyond position: Double) -> Int {
    whole(position + (half + tie))
  }

  /// The first whole number at a position or beyond.
  @inline(__always)
  static func firstColumn(from position: Double) -> Int {
    whole(position + (half - tie))
  }

  @inline(__always)
  private static func whole(_ position: Double) -> Int {
    Int(Int32(truncatingIfNeeded: (position + roundingToWhole).bitPattern))
  }
}
