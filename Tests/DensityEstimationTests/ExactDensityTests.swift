import DisclosureControl
import GeoPrimitives
import SpatialIndexing
import Support
import Testing
import TileMath

@testable import DensityEstimation

/// Reports in a patch some bandwidths wide, and the nodes around them.
private struct ExactScene {
  static let bandwidths: [Double] = [50, 100, 250, 500, 1000, 10_000]

  var places: [Coordinate]
  var weights: [Double]
  let parameters: DensityParameters
  let window: LatticeWindow

  /// Half of the reports lie close together; some coincide, as reports of one address do.
  init(_ kernel: DensityKernel, _ bandwidth: Double, seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let center = Coordinate(
      longitude: random.uniform(96...140), latitude: random.uniform(-11...6))
    let reach = 3 * bandwidth / GroundMetric(latitude: 0).metersPerDegreeLongitude
    let scattered = (0..<300).map { position in
      let spread = position.isMultiple(of: 2) ? reach : 0.1 * reach
      return Coordinate(
        longitude: center.longitude + random.uniform(-spread...spread),
        latitude: center.latitude + random.uniform(-spread...spread))
    }
    places = scattered + (0..<40).map { scattered[$0 % 3] }
    weights = places.map { _ in Double(Int.random(in: 1...640, using: &random)) / 64 }
    parameters = try DensityParameters(kernel: kernel, bandwidthMeters: bandwidth)
    // Ten nodes to a bandwidth, or somewhat more.
    let level = GridScale.level(withCellsUpTo: parameters.bandwidthInGridUnits / 10)
    let middle = try #require(GridPoint(center))
    let shift = UInt32(32 - level)
    window = try LatticeWindow(
      level: level, firstColumn: Int(middle.x >> shift) - 45, firstRow: Int(middle.y >> shift) - 45,
      columns: 90, rows: 90)
  }

  var index: PointIndex {
    get throws { try PointIndex(places, weights: weights) }
  }

  func field(of index: PointIndex) -> DensityField {
    DensityField(of: index, parameters: parameters, for: .owner(purpose: "test"))
  }

  /// The largest error of exact values over the true ones; where these are below a tenth of the peak,
  /// over that.
  func largestError(_ values: (Int, Int) -> Float, at place: (Int, Int) -> Coordinate) -> Double {
    let judge = BruteForceDensity(
      zip(places, weights).map { ($0, $1) }, kernel: BruteForceDensity.Kernel(parameters.kernel),
      bandwidthMeters: parameters.bandwidthMeters)
    var checked: [(value: Double, truth: Double)] = []
    let step = SlowTests.all(2, elseOnly: 3)
    for row in stride(from: 0, to: window.rows, by: step) {
      for column in stride(from: row % step, to: window.columns, by: step) {
        let node = place(column, row)
        guard !isAtRim(node) else { continue }
        checked.append((Double(values(column, row)), judge.density(at: node)))
      }
    }
    #expect(checked.count > 800)
    let peak = checked.reduce(0) { max($0, $1.truth) }
    return checked.reduce(0) { max($0, abs($1.value - $1.truth) / max($1.truth, peak / 10)) }
  }

  /// Whether a kernel that breaks off at its rim does so within the rounding of a report's place.
  private func isAtRim(_ node: Coordinate) -> Bool {
    guard [.uniform, .gaussian].contains(parameters.kernel) else { return false }
    let metric = GroundMetric(latitude: node.latitude)
    return places.contains {
      abs(metric.distanceMeters(node, $0) - parameters.bandwidthMeters) < 1e-4
    }
  }

  func largestError(of index: PointIndex) -> Double {
    let values = field(of: index).exactDensities(in: window)
    return largestError({ values[$0, $1] }, at: { window.place(column: $0, row: $1) })
  }
}

@Suite("A density computed point by point")
struct ExactDensityTests {
  @Test(
    "errs by at most 10⁻⁵ from the narrowest bandwidth on", arguments: DensityKernel.allCases,
    ExactScene.bandwidths)
  func accurate(kernel: DensityKernel, bandwidth: Double) throws {
    for seed: UInt64 in SlowTests.all(801...803, elseOnly: 801...801) {
      let scene = try ExactScene(kernel, bandwidth, seed: seed)
      #expect(scene.largestError(of: try scene.index) < 1e-5)
    }
  }

  @Test("errs by as little at samples of any grid", arguments: [50, 777.0])
  func samples(bandwidth: Double) throws {
    let scene = try ExactScene(.quartic, bandwidth, seed: 811)
    let (window, last) = (scene.window, scene.window.rows - 1)
    let (northWest, southEast) = (
      window.place(column: 0, row: 0), window.place(column: last, row: last)
    )
    let box = Envelope(
      minX: northWest.longitude, minY: southEast.latitude, maxX: southEast.longitude,
      maxY: northWest.latitude)
    let grid = try SampleGrid(over: box, columns: window.columns, rows: window.rows)
    let values = scene.field(of: try scene.index).densities(at: grid, exactly: true)
    let error = scene.largestError(
      { values[$0, $1] }, at: { grid.place(column: $0, row: $1) })
    #expect(error < 1e-5)
  }

  @Test("sees less where only the cells of the points are known, yet what it is told of them")
  func cellsAlone() throws {
    var scene = try ExactScene(.triangular, 50, seed: 821)
    let cells = scene.places.compactMap { GridPoint($0) }
    let weights = scene.weights.compactMap { FixedWeight($0) }
    let index = try PointIndex(gridPoints: cells, weights: weights)
    #expect(scene.largestError(of: index) > 1e-5)
    scene.places = cells.map(\.coordinate)
    #expect(scene.largestError(of: index) < 1e-6)
  }

  @Test("has the same bits for points in the middle of their cells, said or not")
  func middleOffsets() throws {
    for kernel in DensityKernel.allCases {
      let scene = try ExactScene(kernel, 60, seed: 831)
      let cells = scene.places.compactMap { GridPoint($0) }
      let weights = scene.weights.compactMap { FixedWeight($0) }
      let silent = try PointIndex(gridPoints: cells, weights: weights)
      // One point elsewhere, so that the others' offsets are kept.
      let said = try PointIndex(
        gridPoints: cells + [GridPoint(x: 0, y: 0)],
        offsets: cells.map { _ in .middle } + [CellOffset(x: 0, y: 0)],
        weights: weights + [FixedWeight(units: 0)])
      #expect(
        scene.field(of: said).exactDensities(in: scene.window)
          == scene.field(of: silent).exactDensities(in: scene.window))
    }
  }

  @Test("alone depends on where in its cell a point lies")
  func fastPathIsOnTheGrid() throws {
    let scene = try ExactScene(.quartic, 50, seed: 841)
    let cells = scene.places.compactMap { GridPoint($0) }
    let weights = scene.weights.compactMap { FixedWeight($0) }
    let onGrid = scene.field(of: try PointIndex(gridPoints: cells, weights: weights))
    let field = scene.field(of: try scene.index)
    #expect(field.densities(in: scene.window) == onGrid.densities(in: scene.window))
    #expect(field.exactDensities(in: scene.window) != onGrid.exactDensities(in: scene.window))
  }

  @Test(
    "errs by as little after changes, merged or not", arguments: DensityKernel.allCases,
    [1, 1_000_000])
  func liveChanges(kernel: DensityKernel, threshold: Int) throws {
    var scene = try ExactScene(kernel, 50, seed: 851)
    let live = LivePointIndex(try scene.index, mergingAt: threshold) { $0() }
    for position in stride(from: 0, to: 90, by: 3) { #expect(live.remove(position)) }
    let new = scene.places.map {
      Coordinate(longitude: $0.longitude + 1.234e-5, latitude: $0.latitude - 2.345e-5)
    }
    for (place, weight) in zip(new, scene.weights) {
      try live.insert(place, weight: try #require(FixedWeight(weight)))
    }
    let kept = scene.places.indices.filter { $0 >= 90 || $0 % 3 != 0 }
    scene.places = kept.map { scene.places[$0] } + new
    scene.weights = kept.map { scene.weights[$0] } + scene.weights
    let snapshot = live.snapshot
    #expect(snapshot.changeCount == (threshold == 1 ? 0 : 30 + new.count))
    let layers = [(snapshot.base, false), (snapshot.added, false), (snapshot.removed, true)]
    let field = DensityField(
      of: layers.map { .init(index: $0.0, parameters: scene.parameters, isRemoved: $0.1) },
      for: .owner(purpose: "test"))
    let values = field.exactDensities(in: scene.window)
    let error = scene.largestError(
      { values[$0, $1] }, at: { scene.window.place(column: $0, row: $1) })
    #expect(error < 1e-5)
  }

  @Test("is the same from an index that was written to a file")
  func fileRoundTrip() throws {
    let folder = try ScratchFolder()
    let scene = try ExactScene(.epanechnikov, 50, seed: 861)
    let index = try scene.index
    try IndexFile.write([.init("x", index)], fingerprint: [], to: folder.path("x"))
    let read = try #require(
      try IndexFile(path: folder.path("x"), fingerprint: []).index(named: "x"))
    #expect(
      scene.field(of: read).exactDensities(in: scene.window)
        == scene.field(of: index).exactDensities(in: scene.window))
  }

  @Test("sees points where they lie in adaptive classes, and after a correction at coasts")
  func derivedIndexes() throws {
    let scene = try ExactScene(.quartic, 50, seed: 871)
    let index = try scene.index
    let classes = try AdaptiveClasses(of: index, parameters: scene.parameters)
    #expect(classes.parts.count > 1)
    // Land around one point only, so that all others are at sea or on the coast.
    let corner = scene.places[1]
    let land = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)].map {
      Coordinate(
        longitude: corner.longitude + 1e-3 * Double($0.0),
        latitude: corner.latitude + 1e-3 * Double($0.1))
    }
    let mask = LandMask(
      of: [MultiPolygon([Polygon(exterior: Ring(land))])], bandwidthMeters: 50)
    let corrected = try index.corrected(forEdgesOf: mask, parameters: scene.parameters)
    #expect(corrected.totalWeight > index.totalWeight)
    let spots = Self.spots(of: [index])
    #expect(spots.count == 300)
    #expect(Self.spots(of: classes.parts.map(\.index)) == spots)
    #expect(Self.spots(of: [corrected]) == spots)
  }

  private static func spots(of indexes: [PointIndex]) -> Set<[Double]> {
    var spots: Set<[Double]> = []
    for index in indexes {
      index.visitPlacedMass(in: .everything) { masses in
        for position in masses.indices { spots.insert([masses[position].x, masses[position].y]) }
        return true
      }
    }
    return spots
  }
}
