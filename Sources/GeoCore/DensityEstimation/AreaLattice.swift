import Coverage
import GeoPrimitives
import SpatialIndexing
import TileMath

/// On which lattice a field is summed for areas, and how closely it is looked at in each.
struct AreaLattice: Sendable {
  /// How many rows a bandwidth spans at least, and how many nodes lie in an area at least, when a field
  /// is looked at along rows: what a border cuts off between two of them is not seen.
  private static let rowsPerBandwidth = 24.0
  private static let leastNodes = 1024

  let field: DensityField
  /// The level on which the field is summed.
  let level: Int
  /// The side of a block in nodes: the wider the widest bandwidth is, the more lies around a block that
  /// reaches into it, and is looked at again for the next.
  let blockSide: Int
  /// Whether values between the nodes follow from a cubic; where a kernel jumps they are those of the
  /// node.
  let interpolates: Bool
  private let widestBandwidth: Double
  private let narrowestInUnits: Double

  /// The lattice for a field; `nil` for one without points.
  init?(of field: DensityField) {
    let parameters = field.parts.map(\.parameters)
    guard let widest = parameters.map(\.bandwidthMeters).max(),
      let narrowest = parameters.map(\.bandwidthInGridUnits).min(),
      let finest = parameters.map(Self.level(of:)).max()
    else { return nil }
    self.field = field
    widestBandwidth = widest
    narrowestInUnits = narrowest
    level = finest
    blockSide = field.parts.allSatisfy { $0.parameters.bandwidthMeters * 2 > widest } ? 256 : 1024
    interpolates = parameters.allSatisfy { $0.kernel != .uniform }
  }

  /// The level on which a field of one bandwidth is summed.
  private static func level(of parameters: DensityParameters) -> Int {
    level(parameters.bandwidthInGridUnits / parameters.kernel.nodesForAreas)
  }

  private static func level(_ units: Double) -> Int {
    GridScale.level(withCellsUpTo: units, in: 8...28)
  }

  /// The field at the nodes of a window of the lattice.
  ///
  /// A part with a wide bandwidth is summed on a lattice of its own, as coarse as that bandwidth allows,
  /// and interpolated.
  func densities(in window: LatticeWindow) -> RasterGrid {
    let shifts = field.parts.map { level - Self.level(of: $0.parameters) }
    guard interpolates, shifts.contains(where: { $0 > 0 }) else {
      return field.densities(in: window)
    }
    var sum = RasterGrid(columns: window.columns, rows: window.rows)
    for (part, shift) in zip(field.parts, shifts) {
      let upsampling = CubicUpsampling(shift: shift)
      let coarse = shift > 0 ? upsampling.coarseWindow(for: window) : window
      guard hasMass(of: part, near: coarse) else { continue }
      let own = part.densities(in: coarse, exactly: false) { true }
      let values = shift > 0 ? upsampling.refine(own, from: coarse, to: window) : own
      for index in sum.values.indices { sum.values[index] += part.factor * values.values[index] }
    }
    for index in sum.values.indices { sum.values[index] = max(sum.values[index], 0) }
    return sum
  }

  private func hasMass(of part: FieldPart, near window: LatticeWindow) -> Bool {
    let reach = window.reach(ofMeters: part.parameters.bandwidthMeters, margin: 1)
    guard let box = window.box(widenedBy: reach) else { return false }
    return part.index.total(in: box).count > 0
  }

  /// An area that has mass in reach.
  struct Outline: Sendable {
    /// Its position among the areas.
    var area: Int
    /// By how many powers of two its rows lie closer than those of the lattice.
    var shift: Int
    /// The blocks that its box touches.
    var blockColumns: ClosedRange<Int>
    var blockRows: ClosedRange<Int>
  }

  /// The areas that have mass in reach, in their order.
  func outlines(of areas: [MultiPolygon], threads: Int) -> [Outline] {
    let step = 256
    let chunks = ConcurrentMap.map((areas.count + step - 1) / step, threads: threads) { chunk in
      (chunk * step..<min((chunk + 1) * step, areas.count)).compactMap {
        outline(of: areas[$0], $0)
      }
    }
    return Array(chunks.joined())
  }

  private func outline(of area: MultiPolygon, _ position: Int) -> Outline? {
    let envelope = area.envelope
    guard let box = GridBox(envelope), hasMass(near: envelope) else { return nil }
    let units = UInt32(32 - level)
    func block(_ cell: UInt32) -> Int { Int(cell >> units) / blockSide }
    return Outline(
      area: position, shift: max(sufficientLevel(of: area) - level, 0),
      blockColumns: block(box.minX)...block(box.maxX),
      blockRows: block(box.minY)...block(box.maxY))
  }

  private func hasMass(near envelope: Envelope) -> Bool {
    let farthest = min(max(abs(envelope.minY), abs(envelope.maxY)) + 1, 89)
    let metric = GroundMetric(latitude: farthest)
    let smallest = min(metric.metersPerDegreeLongitude, metric.metersPerDegreeLatitude)
    let degrees = 1.02 * widestBandwidth / smallest
    guard let box = GridBox(envelope.widened(dx: degrees, dy: degrees)) else { return false }
    return hasMass(in: box)
  }

  /// Whether a point lies so near a window that its kernel may reach into it.
  func hasMass(near window: LatticeWindow) -> Bool {
    let reach = window.reach(ofMeters: widestBandwidth, margin: 1)
    guard let box = window.box(widenedBy: reach) else { return false }
    return hasMass(in: box)
  }

  private func hasMass(in box: GridBox) -> Bool {
    field.parts.contains { $0.index.total(in: box).count > 0 }
  }

  /// The level of rows close enough for the bandwidth and for the area.
  private func sufficientLevel(of area: MultiPolygon) -> Int {
    var level = max(Self.level(narrowestInUnits / Self.rowsPerBandwidth), self.level)
    // An area that must hold enough by its size need not be looked at.
    guard area.expectedNodes(level: level) < 4 * Double(Self.leastNodes) else { return level }
    while level < 28 {
      var count = AreaScan(area, level: level).count
      guard count < Self.leastNodes else { break }
      repeat {
        level += 1
        count *= 4
      } while count > 0 && count < Self.leastNodes && level < 28
    }
    return level
  }
}

extension MultiPolygon {
  /// How many nodes of a level its size makes one expect.
  fileprivate func expectedNodes(level: Int) -> Double {
    let perDegree = Double(UInt64(1) << UInt64(level)) / 360
    let stretching =
      GroundMetric(latitude: 0).metersPerDegreeLongitude
      / GroundMetric(latitude: envelope.center.latitude).metersPerDegreeLongitude
    let doubled = polygons.reduce(0.0) { sum, polygon in
      polygon.holes.reduce(sum + abs(polygon.exterior.doubledSignedArea)) {
        $0 - abs($1.doubledSignedArea)
      }
    }
    return doubled / 2 * perDegree * perDegree * stretching
  }
}

extension DensityKernel {
  /// How many nodes a bandwidth must span at least so that a cubic between them, or in the case of the
  /// uniform kernel the nearest of them, errs by less than what is promised for areas.
  fileprivate var nodesForAreas: Double {
    switch self {
    case .quartic, .triweight, .gaussian: 6
    case .epanechnikov: 12
    case .triangular, .uniform: 24
    }
  }
}
