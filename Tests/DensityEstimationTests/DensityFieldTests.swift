import DisclosureControl
import GeoPrimitives
import SpatialIndexing
import Support
import Testing
import TileMath

@testable import DensityEstimation

/// What a heat tile's numbers are promised to be (`docs/density.md`).
@Suite("A density field")
struct DensityFieldTests {
  static let kernels = DensityKernel.allCases
  /// Bandwidths in pixels of the tile, from the pixel's mean over plain sums to interpolation.
  ///
  /// The kernels share their code; all radii for the default one, every third for each of the others.
  static func radii(for kernel: DensityKernel) -> [Double] {
    let all: [Double] = [0.3, 0.9, 1, 1.7, 4, 9, 21, 47, 130]
    guard kernel != .quartic, let place = kernels.firstIndex(of: kernel) else { return all }
    return all.enumerated().filter { $0.offset % 3 == place % 3 }.map(\.element)
  }

  @Test(
    "is the same to the last bit in neighbouring windows and in one big one", arguments: kernels)
  func seamless(kernel: DensityKernel) throws {
    for (round, radius) in Self.radii(for: kernel).enumerated() {
      let scene = try Self.scene(kernel, radius, seed: UInt64(100 + round))
      let field = try scene.field()
      let tile = LatticeWindow(tile: scene.tile)
      let side = SlowTests.all(256, elseOnly: 128)
      let corner = try Self.window(tile, columns: 0..<side, rows: 0..<side)
      let east = try Self.window(tile, columns: side..<2 * side, rows: 0..<side)
      let south = try Self.window(tile, columns: 0..<side, rows: side..<2 * side)
      let odd = try Self.window(tile, columns: 51..<side + 62, rows: 33..<side + 34)
      let all = try Self.window(tile, columns: 0..<2 * side, rows: 0..<2 * side)
      let whole = field.densities(in: all)
      for part in [corner, east, south, odd] {
        let values = field.densities(in: part)
        #expect(Self.bitsAgree(values, part, whole, all), "\(kernel), \(radius) px, \(part)")
      }
      #expect(whole.maximum > 0)
    }
  }

  @Test("errs by at most 1/512 of the view's peak", arguments: kernels)
  func accurate(kernel: DensityKernel) throws {
    for (round, radius) in Self.radii(for: kernel).enumerated() where radius >= 1 {
      for dense in [false, true] {
        let seed = UInt64(200 + 2 * round + (dense ? 1 : 0))
        let scene = try Self.scene(kernel, radius, seed: seed, count: dense ? 3000 : 12)
        let side = SlowTests.all(0..<256, elseOnly: 73..<173)
        let window = try Self.window(
          LatticeWindow(tile: scene.tile), columns: side, rows: side)
        let field = try scene.field()
        let error = Self.largestError(
          field.densities(in: window), window, scene.judge, stride: dense ? 11 : 3)
        #expect(error < 1.0 / 512, "\(kernel), \(radius) px, dense \(dense)")
      }
    }
  }

  @Test(
    "over crowded places errs by at most 1/512 too, and is seamless",
    arguments: [DensityKernel.quartic, .triweight], [2.3, 3, 5.5, 8, 13, 20, 31])
  func crowded(kernel: DensityKernel, radius: Double) throws {
    let scene = try Self.scene(
      kernel, radius, seed: UInt64(601 + Int(radius)), zoom: 10, count: 12_000)
    let window = try Self.window(LatticeWindow(tile: scene.tile), columns: 60..<200, rows: 70..<190)
    let field = try scene.field()
    let values = field.densities(in: window)
    #expect(Self.largestError(values, window, scene.judge, stride: 17) < 1.0 / 512)
    let part = try Self.window(window, columns: 41..<104, rows: 33..<70)
    #expect(Self.bitsAgree(field.densities(in: part), part, values, window))
  }

  @Test("is seamless where a bandwidth falls below one pixel", arguments: kernels)
  func seamlessBelowOnePixel(kernel: DensityKernel) throws {
    // Nodes shrink towards the north: in the upper rows a bandwidth spans more than one.
    let tile = try #require(TileID(zoom: 6, x: 51, y: 30))
    let window = LatticeWindow(tile: tile)
    let middle = GroundMetric(latitude: window.latitude(ofRow: 128)).metersPerDegreeLongitude
    var random = SeededRandom(seed: 71)
    let box = tile.envelope
    let places = (0..<4000).map { _ in
      Coordinate(
        longitude: random.uniform(box.minX...box.maxX),
        latitude: random.uniform(box.minY...box.maxY))
    }
    let parameters = try DensityParameters(
      kernel: kernel, bandwidthMeters: 360 / Double(256 << 6) * middle)
    let field = DensityField(
      of: try PointIndex(places), parameters: parameters, for: .owner(purpose: "test"))
    let whole = field.densities(in: window)
    for rows in [0..<90, 90..<140, 128..<256, 150..<151] {
      let part = try Self.window(window, columns: 0..<256, rows: rows)
      #expect(Self.bitsAgree(field.densities(in: part), part, whole, window))
    }
  }

  @Test("computed exactly errs by at most 10⁻⁵ of the peak", arguments: kernels)
  func exact(kernel: DensityKernel) throws {
    for (round, radius) in [3.0, 40, 150].enumerated() {
      let scene = try Self.scene(kernel, radius, seed: UInt64(300 + round), zoom: 9)
      let window = LatticeWindow(tile: scene.tile)
      let values = try scene.field().exactDensities(in: window)
      #expect(Self.largestError(values, window, scene.judge, stride: 7) < 1e-5)
    }
  }

  // Between one and five pixels the sum over pixel centres is a coarse quadrature of the kernel, by its
  // definition; `accurate` covers those radii.
  @Test("keeps the mass: its integral is the sum of the weights", arguments: kernels)
  func massTrue(kernel: DensityKernel) throws {
    for (round, radius) in [0.2, 0.7, 5, 7.5, 12, 35].enumerated() {
      // Points in the middle of the window only, so that every kernel lies wholly inside.
      var scene = try Self.scene(kernel, radius, seed: UInt64(401 + 4 * round), count: 2500)
      let box = scene.tile.envelope
      scene.places = scene.places.map {
        Coordinate(
          longitude: min(max($0.longitude, box.minX + box.width / 4), box.maxX - box.width / 4),
          latitude: min(max($0.latitude, box.minY + box.height / 4), box.maxY - box.height / 4))
      }
      let window = LatticeWindow(tile: scene.tile)
      let mass = Self.mass(of: try scene.field().densities(in: window), window)
      let expected = scene.weights.reduce(0, +)
      // The uniform kernel jumps at its rim, so that the sum over pixel centres is a lattice count.
      let tolerance = kernel == .uniform ? 0.02 : 0.005
      #expect(
        abs(mass / expected - 1) < tolerance, "\(kernel), \(radius) px: \(mass) for \(expected)")
    }
  }

  @Test("has the same value at a place in every zoom, within 1 % of the peak", arguments: kernels)
  func meterTrue(kernel: DensityKernel) throws {
    for (round, radius) in [5.0, 11, 30].enumerated() {
      let scene = try Self.scene(kernel, radius, seed: UInt64(501 + round), zoom: 10)
      let field = try scene.field()
      let coarse = LatticeWindow(tile: scene.tile)
      let values = field.densities(in: coarse)
      for deeper in [2, 4] {
        let shift = 1 << deeper
        let middle = (column: 101, row: 143)
        let fine = try LatticeWindow(
          level: coarse.level + deeper, firstColumn: (coarse.firstColumn + middle.column) * shift,
          firstRow: (coarse.firstRow + middle.row) * shift, columns: shift, rows: shift)
        // The middle of the coarse cell is the corner of the four fine ones in its middle.
        let half = shift / 2
        let around = field.densities(in: fine)
        let mean =
          (around[half - 1, half - 1] + around[half, half - 1] + around[half - 1, half]
            + around[half, half]) / 4
        let difference = abs(mean - values[middle.column, middle.row])
        #expect(difference <= 0.01 * values.maximum, "\(kernel), \(radius) px, z+\(deeper)")
      }
    }
  }

  @Test("loses no point below one pixel, and has the pixel's mean there", arguments: kernels)
  func belowOnePixel(kernel: DensityKernel) throws {
    let tile = try #require(TileID(zoom: 6, x: 51, y: 33))
    let window = LatticeWindow(tile: tile)
    let place = window.place(column: 100, row: 80)
    let index = try PointIndex([place])
    let parameters = try DensityParameters(kernel: kernel, bandwidthMeters: 500)
    let field = DensityField(of: index, parameters: parameters, for: .owner(purpose: "test"))
    let values = field.densities(in: window)
    #expect(values.values.count(where: { $0 > 0 }) == 1)
    #expect(values[100, 80] > 0)
    #expect(abs(Self.mass(of: values, window) - 1) < 1e-4)
    #expect(field.exactDensities(in: window) == values)
  }

  @Test("is zero everywhere without points")
  func empty() throws {
    let field = DensityField(
      of: try PointIndex([]), parameters: try DensityParameters(), for: .owner(purpose: "test"))
    let tile = try #require(TileID(zoom: 12, x: 3300, y: 2100))
    let values = field.densities(in: LatticeWindow(tile: tile))
    #expect(values.values.allSatisfy { $0 == 0 })
  }

  @Test("of points that all coincide is the kernel times their number", arguments: kernels)
  func coincidentPoints(kernel: DensityKernel) throws {
    let tile = try #require(TileID(zoom: 13, x: 6660, y: 4280))
    let window = LatticeWindow(tile: tile)
    let place = window.place(column: 128, row: 128)
    let parameters = try DensityParameters(kernel: kernel, bandwidthMeters: 1000)
    let field = DensityField(
      of: try PointIndex(Array(repeating: place, count: 5000)), parameters: parameters,
      for: .owner(purpose: "test"))
    let peak = Double(field.densities(in: window)[128, 128])
    #expect(abs(peak / (5000 * parameters.peakOfOneReport) - 1) < 0.002)
  }

  @Test("refuses bandwidths out of range", arguments: [0, -5, 49.9, 100_001, .nan, .infinity])
  func refusesBandwidths(bandwidth: Double) {
    #expect(throws: DensityError.self) { try DensityParameters(bandwidthMeters: bandwidth) }
  }

  @Test("refuses windows that are empty, huge or off the grid")
  func refusesWindows() {
    let bad = [(0, 1, 1, 0), (33, 1, 1, 0), (5, 5000, 1, 0), (5, 1, -1, 0), (5, 1, 1, 1 << 50)]
    for (level, columns, rows, first) in bad where !(level == 0 && columns == 1 && rows == 1) {
      #expect(throws: DensityError.self) {
        try LatticeWindow(
          level: level, firstColumn: first, firstRow: 0, columns: columns, rows: rows)
      }
    }
  }
}

extension DensityFieldTests {
  /// A scene whose bandwidth spans so many pixels at the equator.
  private static func scene(
    _ kernel: DensityKernel, _ radius: Double, seed: UInt64, zoom: Int? = nil, count: Int = 300
  ) throws -> DensityScene {
    let zoom = zoom ?? (radius < 2 ? 6 : 10)
    let bandwidth = radius * DensityScene.metersPerPixel(zoom: zoom)
    return try DensityScene(
      seed: seed, kernel: kernel, zoom: zoom, bandwidthMeters: bandwidth, count: count)
  }

  private static func window(_ tile: LatticeWindow, columns: Range<Int>, rows: Range<Int>) throws
    -> LatticeWindow
  {
    try LatticeWindow(
      level: tile.level, firstColumn: tile.firstColumn + columns.lowerBound,
      firstRow: tile.firstRow + rows.lowerBound, columns: columns.count, rows: rows.count)
  }

  private static func bitsAgree(
    _ part: RasterGrid, _ window: LatticeWindow, _ whole: RasterGrid, _ all: LatticeWindow
  ) -> Bool {
    let dx = window.firstColumn - all.firstColumn
    let dy = window.firstRow - all.firstRow
    for row in 0..<min(window.rows, all.rows - dy) {
      for column in 0..<min(window.columns, all.columns - dx)
      where part[column, row].bitPattern != whole[column + dx, row + dy].bitPattern {
        return false
      }
    }
    return true
  }

  /// The largest error against the judge, as a share of the judge's peak in the window.
  private static func largestError(
    _ values: RasterGrid, _ window: LatticeWindow, _ judge: BruteForceDensity, stride step: Int
  ) -> Double {
    var peak = Double(values.maximum)
    var error = 0.0
    for row in stride(from: 0, to: window.rows, by: step) {
      for column in stride(from: row % step, to: window.columns, by: step) {
        let truth = judge.density(at: window.place(column: column, row: row))
        peak = max(peak, truth)
        error = max(error, abs(Double(values[column, row]) - truth))
      }
    }
    return peak > 0 ? error / peak : error
  }

  /// The integral of the field over the window.
  private static func mass(of values: RasterGrid, _ window: LatticeWindow) -> Double {
    var sum = 0.0
    for row in 0..<window.rows {
      let metric = GroundMetric(latitude: window.latitude(ofRow: row))
      let north = window.place(column: 0, row: row - 1).latitude
      let south = window.place(column: 0, row: row + 1).latitude
      let height = (north - south) / 2 * metric.metersPerDegreeLatitude
      let width =
        (window.place(column: 1, row: row).longitude - window.place(column: 0, row: row).longitude)
        * metric.metersPerDegreeLongitude
      for column in 0..<window.columns { sum += Double(values[column, row]) * height * width / 1e6 }
    }
    return sum
  }
}
