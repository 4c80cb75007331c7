import DisclosureControl
import GeoPrimitives
import SpatialIndexing
import Support
import Testing
import TileMath

@testable import DensityEstimation

@Suite("A density with the uniform kernel")
struct UniformSumTests {
  /// Weighted points around a place, some of them in one spot.
  struct Scene {
    var points: [GridPoint]
    var weights: [FixedWeight]
    var window: LatticeWindow
    var parameters: DensityParameters

    init(seed: UInt64, latitude: Double, zoom: Int, pixels: Double, count: Int = 250) throws {
      var random = SeededRandom(seed: seed)
      let center = Coordinate(longitude: random.uniform(96...140), latitude: latitude)
      let tile = try #require(TileID(containing: center, zoom: zoom))
      let box = tile.envelope
      let places = (0..<count).map { _ in
        Coordinate(
          longitude: box.center.longitude + random.normal(deviation: box.width / 3),
          latitude: box.center.latitude + random.normal(deviation: box.height / 3))
      }
      points = places.compactMap { GridPoint($0) }
      points += points.prefix(40) + points.prefix(9)
      weights = points.map { _ in FixedWeight(units: Int64.random(in: 1...400_000, using: &random))
      }
      window = LatticeWindow(tile: tile)
      let meters = 2 * WebMercator.halfExtentMeters / Double(256 << zoom)
      parameters = try DensityParameters(kernel: .uniform, bandwidthMeters: pixels * meters)
    }

    func field() throws -> DensityField {
      DensityField(
        of: try PointIndex(gridPoints: points, weights: weights), parameters: parameters,
        for: .owner(purpose: "test"))
    }

    /// The weight within a distance of a node, by definition.
    func weight(within meters: Double, of node: Coordinate) -> Double {
      let metric = GroundMetric(latitude: node.latitude)
      return zip(points, weights).reduce(0.0) { sum, point in
        metric.distanceMeters(node, point.0.coordinate) < meters ? sum + point.1.value : sum
      }
    }
  }

  static let scenes = [
    (-6.2, 12, 1.4), (-8.1, 11, 5.0), (2.4, 10, 20), (57, 11, 31), (-10.9, 7, 11), (0.01, 14, 150),
  ]

  @Test("is the weight within the bandwidth of each node", arguments: scenes)
  func definition(latitude: Double, zoom: Int, pixels: Double) throws {
    let scene = try Scene(seed: 51, latitude: latitude, zoom: zoom, pixels: pixels)
    let values = try scene.field().densities(in: scene.window)
    let bandwidth = scene.parameters.bandwidthMeters
    var (wrong, doubtful, positive, count) = (0, 0, 0, 0)
    for row in stride(from: 0, to: 256, by: SlowTests.all(7, elseOnly: 11)) {
      for column in stride(from: row % 5, to: 256, by: SlowTests.all(5, elseOnly: 7)) {
        let node = scene.window.place(column: column, row: row)
        let found = Double(values[column, row]) / scene.parameters.peakOfOneReport
        // Within a millionth of the bandwidth a point may be taken for in or out of reach.
        let least = scene.weight(within: bandwidth * (1 - 1e-6), of: node)
        let most = scene.weight(within: bandwidth * (1 + 1e-6), of: node)
        wrong += found >= least * (1 - 1e-6) && found <= most * (1 + 1e-6) ? 0 : 1
        doubtful += least < most ? 1 : 0
        positive += least > 0 ? 1 : 0
        count += 1
      }
    }
    #expect(wrong == 0)
    #expect(doubtful * 100 < count && positive > 10)
  }

  @Test("is the same to the last bit in any window", arguments: scenes)
  func seamless(latitude: Double, zoom: Int, pixels: Double) throws {
    let scene = try Scene(seed: 52, latitude: latitude, zoom: zoom, pixels: pixels, count: 2000)
    let field = try scene.field()
    let (whole, all) = (field.densities(in: scene.window), scene.window)
    var random = SeededRandom(seed: 53)
    for _ in 0..<12 {
      let (dx, dy) = (
        Int.random(in: -90...200, using: &random), Int.random(in: -90...200, using: &random)
      )
      let part = LatticeWindow(
        unchecked: all.level, all.firstColumn + dx, all.firstRow + dy,
        Int.random(in: 91...300, using: &random), Int.random(in: 91...300, using: &random))
      let values = field.densities(in: part)
      var differences = 0
      for row in max(dy, 0)..<min(dy + part.rows, 256) {
        for column in max(dx, 0)..<min(dx + part.columns, 256) {
          let (here, there) = (values[column - dx, row - dy], whole[column, row])
          differences += here.bitPattern == there.bitPattern ? 0 : 1
        }
      }
      #expect(differences == 0)
    }
  }

  @Test("does not depend on points far away, nor on the level of the lattice")
  func farAway() throws {
    var scene = try Scene(seed: 54, latitude: -7, zoom: 12, pixels: 9)
    let near = try scene.field().densities(in: scene.window)
    scene.points += [GridPoint(x: 0, y: 0), GridPoint(x: .max, y: .max)]
    scene.weights += [.one, .one]
    #expect(try scene.field().densities(in: scene.window) == near)
    let corner = LatticeWindow(unchecked: 32, -3, -3, 8, 8)
    let values = try scene.field().densities(in: corner)
    #expect(values.values.allSatisfy { $0 == values[0, 0] } && values[0, 0] > 0)
  }

  @Test("stops when it is not wanted any more")
  func cancelled() throws {
    let scene = try Scene(seed: 55, latitude: -7, zoom: 12, pixels: 9, count: 9000)
    var questions = 0
    _ = try scene.field().densities(in: scene.window) {
      questions += 1
      return false
    }
    #expect(questions == 1)
  }
}
