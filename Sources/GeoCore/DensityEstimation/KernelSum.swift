import GeoPrimitives
import SpatialIndexing

/// Adds up kernels on a lattice: each source lays its footprint over the rows and columns that its
/// bandwidth reaches.
///
/// Seamless by construction: a node adds its sources in the order of the Hilbert curve, distances are
/// differences of whole numbers, and a source out of reach adds exactly nothing. So two windows give a
/// common node the same bits.
struct KernelSum<Profile: KernelProfile> {
  private let window: LatticeWindow
  private let parameters: DensityParameters
  /// The scales of the rows, and of so many more to the north and south that every source within
  /// reach finds its own: what a source adds must not depend on the window.
  private let scales: [RowScale]
  /// The same for each row and the three below it.
  private let fourScales: [FourRowScales]
  private let margin: Int
  private let partsPerUnit: Double
  private let vectorsPerRow: Int
  /// The sums, four columns to a vector; the last vector of a row may reach over its end.
  private var sums: [SIMD4<Float>]

  init(window: LatticeWindow, parameters: DensityParameters) {
    self.window = window
    self.parameters = parameters
    let (partsPerUnit, bandwidth) = (window.partsPerUnit, parameters.bandwidthMeters)
    // What is spread reaches farther than the bandwidth, cells being up to a quarter of it wide.
    margin = window.reach(ofMeters: 1.5 * bandwidth, margin: 0) / window.step + 2
    scales = (-margin..<window.rows + margin).map {
      RowScale(
        latitude: window.latitude(ofRow: $0), unitsPerPart: 1 / partsPerUnit,
        bandwidthMeters: bandwidth)
    }
    fourScales = scales.indices.map { [scales] in FourRowScales(scales, from: $0) }
    self.partsPerUnit = partsPerUnit
    vectorsPerRow = (window.columns + 3) / 4
    sums = Array(repeating: SIMD4(), count: vectorsPerRow * window.rows)
  }

  /// Adds sources.
  /// - Complexity: O(s · r²) for s sources and a bandwidth of r nodes.
  mutating func add(_ sources: borrowing [MassSource]) { add(sources.span) }

  /// The density at every node, per square kilometre.
  func densities() -> RasterGrid {
    var grid = RasterGrid(columns: window.columns, rows: window.rows)
    var values = grid.values.mutableSpan
    let factor = Float(parameters.peakOfOneReport)
    let source = sums.span
    for row in 0..<window.rows {
      var column = row * window.columns
      let end = column + window.columns
      for index in row * vectorsPerRow..<(row + 1) * vectorsPerRow {
        let sum = source[index]
        let value = sum.replacing(with: SIMD4(), where: sum .< 0) * factor
        for lane in 0..<min(4, end - column) { values[column + lane] = value[lane] }
        column += 4
      }
    }
    return grid
  }

  /// Adds sources.
  /// - Complexity: O(s · r²) for s sources and a bandwidth of r nodes.
  mutating func add(_ sources: Span<MassSource>) {
    let (window, margin, width, partsPerUnit) = (window, margin, vectorsPerRow, partsPerUnit)
    let (count, negligible) = (window.rows, Profile.demands.negligibleSpread)
    let allScales = scales
    let scales = allScales.span
    let allFourScales = fourScales
    let fourScales = allFourScales.span
    var sums = sums.mutableSpan
    for index in sources.indices {
      var source = LatticeSource(sources[index], in: window, partsPerUnit: partsPerUnit)
      let own = source.row &+ margin
      guard scales.indices.contains(own) else { continue }
      let scale = scales[own]
      source.measureSpread(across: scale.across, down: scale.down.0)
      let isPoint = source.spread < negligible
      // No row's own bandwidth is wider than this; what is spread reaches farther.
      let reach =
        scale.partsPerBandwidth * (isPoint ? 1.03 : 1.03 + (3 * source.spread).squareRoot())
      let reached = Footprint.rows(around: source.y, reach: reach, count: count)
      let columns = Footprint(around: source.x, reach: reach, vectorsPerRow: width)
      guard !columns.vectors.isEmpty else { continue }
      for first in stride(from: reached.lowerBound, to: reached.upperBound, by: 4) {
        let four = fourScales[first &+ margin]
        let rows = first..<min(first &+ 4, reached.upperBound)
        if isPoint {
          let four = FourPointRows(source, first, four)
          for row in rows {
            four[row &- first].add(
              to: &sums, row &* width, columns, scales[row &+ margin], Profile.self)
          }
        } else {
          let four = FourSpreadRows(source, first, four)
          for row in rows {
            four[row &- first].add(
              to: &sums, row &* width, columns, scales[row &+ margin], Profile.self)
          }
        }
      }
    }
  }
}

/// The distances of four rows of nodes, one below the other, at a time.
struct FourRowScales {
  private var down: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>) = (SIMD4(), SIMD4(), SIMD4())

  /// The scales of the rows from `first` on; beyond the last row there is nothing to measure.
  init(_ scales: [RowScale], from first: Int) {
    for lane in 0..<4 where first + lane < scales.count {
      down.0[lane] = scales[first + lane].down.0
      down.1[lane] = scales[first + lane].down.1
      down.2[lane] = scales[first + lane].down.2
    }
  }

  /// The distances in bandwidths to so many parts south of the rows.
  @inline(__always)
  func distances(southward parts: SIMD4<Float>) -> SIMD4<Float> {
    parts * (down.0 + parts * (down.1 + parts * down.2))
  }
}

/// What a row of nodes needs to know to measure distances in bandwidths.
struct RowScale {
  /// Bandwidths per part of a column.
  let across: Float
  /// Parts of a column per bandwidth.
  let partsPerBandwidth: Float
  /// Bandwidths of northing per part of a row, its square and its cube: Mercator's stretching with the
  /// latitude, seen from this row. Beyond the cube it is less than 10⁻⁶ of the bandwidth up to 60°.
  let down: (Float, Float, Float)

  init(latitude: Double, unitsPerPart: Double, bandwidthMeters: Double) {
    let metric = RowMetric(latitude: latitude)
    let degreesPerPart = unitsPerPart * GridScale.degreesPerUnit
    let across = degreesPerPart * metric.metersPerDegreeLongitude / bandwidthMeters
    self.across = Float(across)
    partsPerBandwidth = Float(1 / across)
    let radians = degreesPerPart * .pi / 180
    let bandwidthsPerRadian = metric.metersPerDegreeLatitude * 180 / .pi / bandwidthMeters
    let (sine, cosine) = (metric.sine, metric.cosine)
    let first = cosine * radians
    let second = sine * cosine * radians * radians / 2
    let third = -cosine * (cosine * cosine - sine * sine) * radians * radians * radians / 6
    down = (
      Float(first * bandwidthsPerRadian), Float(second * bandwidthsPerRadian),
      Float(third * bandwidthsPerRadian)
    )
  }

  /// The distance in bandwidths to so many parts south of the row.
  @inline(__always)
  func distance(southward parts: Float) -> Float {
    parts * (down.0 + parts * (down.1 + parts * down.2))
  }
}

/// The vectors of a row that a footprint covers.
private struct Footprint {
  let vectors: Range<Int>

  /// The parts from one vector to the next.
  @inline(__always)
  static var stepParts: Float { Float(4 * LatticeWindow.partsPerColumn) }

  @inline(__always)
  static var step: SIMD4<Float> { SIMD4(repeating: stepParts) }

  /// A footprint of half a width `reach`, in parts, around the position `x`; a little too wide rather
  /// than too narrow.
  @inline(__always)
  init(around x: Float, reach: Float, vectorsPerRow: Int) {
    vectors = Self.range(
      from: (x - reach) * (1 / Self.stepParts) - 0.25,
      to: (x + reach) * (1 / Self.stepParts) + 1.25, within: Float(vectorsPerRow))
  }

  /// Whether its vectors are computed sooner than a better range is.
  @inline(__always)
  var isNarrow: Bool { vectors.count <= 3 }

  /// From the source to the nodes of a vector, in parts: whole numbers below 2²⁴, therefore exact.
  @inline(__always)
  func offsets(of vector: Int, around x: Float) -> SIMD4<Float> {
    SIMD4(0.5, 1.5, 2.5, 3.5) * Float(LatticeWindow.partsPerColumn)
      + (Float(vector) * Self.stepParts - x)
  }

  /// The rows within a reach of `y`, in parts.
  @inline(__always)
  static func rows(around y: Float, reach: Float, count: Int) -> Range<Int> {
    let parts = Float(LatticeWindow.partsPerColumn)
    return range(
      from: (y - reach) * (1 / parts) - 0.5, to: (y + reach) * (1 / parts) + 0.5,
      within: Float(count))
  }

  @inline(__always)
  private static func range(from low: Float, to high: Float, within width: Float) -> Range<Int> {
    let first = Int(min(max(low, 0), width))
    return first..<max(Int(min(max(high, 0), width)), first)
  }
}

// The two loops below are the whole cost of a heat tile. What lies beyond the rim adds exactly zero,
// which lets the range be generous and the loops free of branches.

/// A source at one point, as four rows of nodes see it.
private struct FourPointRows {
  private let rest: SIMD4<Float>
  private let x: Float
  private let mass: Float

  @inline(__always)
  init(_ source: LatticeSource, _ row: Int, _ scales: FourRowScales) {
    let dy = scales.distances(southward: source.partsSouth(ofFourRowsFrom: row))
    rest = 1 - dy * dy
    x = source.x
    mass = source.mass
  }

  @inline(__always)
  subscript(lane: Int) -> PointRow { PointRow(rest: rest[lane], x: x, mass: mass) }
}

/// A source at one point, as one row of nodes sees it.
private struct PointRow {
  /// 1 − dy²/h².
  let rest: Float
  let x: Float
  let mass: Float

  @inline(__always)
  func add<Profile: KernelProfile>(
    to sums: inout MutableSpan<SIMD4<Float>>, _ start: Int, _ columns: Footprint,
    _ scale: RowScale, _ profile: Profile.Type
  ) {
    guard rest > 0 else { return }
    let footprint =
      columns.isNarrow
      ? columns
      : Footprint(
        around: x, reach: rest.squareRoot() * scale.partsPerBandwidth,
        vectorsPerRow: columns.vectors.upperBound)
    var offsets = footprint.offsets(of: footprint.vectors.lowerBound, around: x)
    for index in footprint.vectors {
      let dx = offsets * scale.across
      let t = rest - dx * dx
      let value = Profile.value(t).replacing(with: SIMD4(), where: t .<= 0)
      sums[start &+ index] += mass * value
      offsets += Footprint.step
    }
  }
}

/// A source that is spread around its centre, as four rows of nodes see it.
private struct FourSpreadRows {
  /// 1 − dy²/h².
  private let inside: SIMD4<Float>
  private let variance: (SIMD4<Float>, SIMD4<Float>, Float)
  private let source: LatticeSource

  @inline(__always)
  init(_ source: LatticeSource, _ row: Int, _ scales: FourRowScales) {
    let dy = scales.distances(southward: source.partsSouth(ofFourRowsFrom: row))
    let square = dy * dy
    inside = 1 - square
    variance = (4 * source.yy * square, -8 * source.xy * dy, 4 * source.xx)
    self.source = source
  }

  @inline(__always)
  subscript(lane: Int) -> SpreadRow {
    let atRim = variance.0[lane] + variance.2 * max(inside[lane], 0)
    return SpreadRow(
      rest: inside[lane] - source.spread,
      variance: (variance.0[lane], variance.1[lane], variance.2),
      b: (3 * atRim).squareRoot() + 1e-5, x: source.x, mass: source.mass)
  }
}

/// A source that is spread around its centre, as one row of nodes sees it.
private struct SpreadRow {
  /// The mean of 1 − d²/h² straight above or below the source.
  let rest: Float
  /// The coefficients of the variance of d²/h² as a polynomial in dx.
  let variance: (Float, Float, Float)
  /// Half the width of the spread of d²/h² at the rim.
  let b: Float
  let x: Float
  let mass: Float

  @inline(__always)
  func add<Profile: KernelProfile>(
    to sums: inout MutableSpan<SIMD4<Float>>, _ start: Int, _ columns: Footprint,
    _ scale: RowScale, _ profile: Profile.Type
  ) {
    guard rest + b > 0 else { return }
    if columns.isNarrow {
      return addRim(to: &sums, start, columns, columns.vectors, scale, profile)
    }
    let footprint = Footprint(
      around: x, reach: (rest + b).squareRoot() * scale.partsPerBandwidth,
      vectorsPerRow: columns.vectors.upperBound)
    let inner = inner(of: footprint, scale)
    let vectors = footprint.vectors
    addRim(to: &sums, start, footprint, vectors.lowerBound..<inner.lowerBound, scale, profile)
    addInner(to: &sums, start, footprint, inner, scale, profile)
    addRim(to: &sums, start, footprint, inner.upperBound..<vectors.upperBound, scale, profile)
  }

  /// The vectors that lie so far inside that nothing is to be added for the rim.
  @inline(__always)
  private func inner(of footprint: Footprint, _ scale: RowScale) -> Range<Int> {
    let vectors = footprint.vectors
    let none = vectors.lowerBound..<vectors.lowerBound
    guard vectors.count > 5, rest > b else { return none }
    let half = (rest - b).squareRoot() * scale.partsPerBandwidth * (1 / Footprint.stepParts)
    let center = x * (1 / Footprint.stepParts)
    let first = min(max(Int(max(center - half, 0)) + 1, vectors.lowerBound), vectors.upperBound)
    let end = min(max(Int(max(center + half - 1, 0)), first), vectors.upperBound)
    return first..<end
  }

  @inline(__always)
  private func addInner<Profile: KernelProfile>(
    to sums: inout MutableSpan<SIMD4<Float>>, _ start: Int, _ footprint: Footprint,
    _ vectors: Range<Int>, _ scale: RowScale, _ profile: Profile.Type
  ) {
    var offsets = footprint.offsets(of: vectors.lowerBound, around: x)
    for index in vectors {
      let dx = offsets * scale.across
      let t = rest - dx * dx
      let spread = variance.0 + dx * (variance.1 + dx * variance.2)
      sums[start &+ index] += mass * Profile.mean(t, variance: spread)
      offsets += Footprint.step
    }
  }

  @inline(__always)
  private func addRim<Profile: KernelProfile>(
    to sums: inout MutableSpan<SIMD4<Float>>, _ start: Int, _ footprint: Footprint,
    _ vectors: Range<Int>, _ scale: RowScale, _ profile: Profile.Type
  ) {
    let perB = 1 / b
    var offsets = footprint.offsets(of: vectors.lowerBound, around: x)
    for index in vectors {
      let dx = offsets * scale.across
      let t = rest - dx * dx
      let spread = variance.0 + dx * (variance.1 + dx * variance.2)
      let isOutside = t .<= 0
      let inner = Profile.mean(t, variance: spread).replacing(with: SIMD4(), where: isOutside)
      let sign = SIMD4<Float>(repeating: 1).replacing(with: -1, where: isOutside)
      let share = 1 - t * sign * perB
      let near = share.replacing(with: SIMD4(), where: share .< 0)
      sums[start &+ index] += mass * (inner + Profile.rim(near, sign: sign, b))
      offsets += Footprint.step
    }
  }
}
