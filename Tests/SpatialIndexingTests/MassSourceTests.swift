import GeoPrimitives
import Support
import Testing
import TileMath

@testable import SpatialIndexing

@Suite("Sources of mass")
struct MassSourceTests {
  /// Points of three kinds: clusters, scattered ones, and many at one place.
  static func places(_ seed: UInt64) -> [Coordinate] {
    PointSets.clustered(5000, seed: seed) + PointSets.scattered(400, seed: seed + 1)
      + Array(repeating: Coordinate(longitude: 110.4, latitude: -7.1), count: 300)
  }

  static func sources(
    _ index: PointIndex, level: Int, in box: GridBox = .everything, share: Float = 1.0 / 16
  ) -> [MassSource] {
    var sources: [MassSource] = []
    index.visitMassSources(level: level, in: box, dividingFrom: share) { chunk in
      for position in chunk.indices { sources.append(chunk[position]) }
      return true
    }
    return sources
  }

  @Test("hold all of the mass, its centre and its spread", arguments: [0, 4, 9, 13, 17, 22, 32])
  func keepMoments(level: Int) throws {
    let places = Self.places(41)
    let index = try PointIndex(places)
    let sources = Self.sources(index, level: level)
    let points = places.compactMap { GridPoint($0) }
    let origin = (x: Double(points[0].x), y: Double(points[0].y))
    func moments(_ items: [(mass: Double, x: Double, y: Double, spread: Double)]) -> [Double] {
      let mass = items.reduce(0) { $0 + $1.mass }
      let x = items.reduce(0) { $0 + $1.mass * ($1.x - origin.x) } / mass
      let y = items.reduce(0) { $0 + $1.mass * ($1.y - origin.y) } / mass
      let spread = items.reduce(0) { sum, item in
        let (dx, dy) = (item.x - origin.x - x, item.y - origin.y - y)
        return sum + item.mass * (dx * dx + dy * dy + item.spread)
      }
      return [mass, x, y, (spread / mass).squareRoot()]
    }
    let truth = moments(points.map { (1, Double($0.x), Double($0.y), 0) })
    let found = moments(
      sources.map { (Double($0.mass), Double($0.x), Double($0.y), Double($0.xx + $0.yy)) })
    #expect(abs(found[0] - truth[0]) < 1e-2)
    // Variances are kept in 1/65535 of the largest that a cell can have.
    for place in 1...3 { #expect(abs(found[place] - truth[place]) < 2e-3 * truth[3] + 1) }
  }

  @Test("of overlapping boxes are the same and come in the same order")
  func orderIsGlobal() throws {
    let index = try PointIndex(Self.places(43))
    for level in [8, 12, 15, 19] {
      let all = Self.sources(index, level: level)
      for (west, south) in [(100.0, -8.0), (106.5, -7.5), (110.0, -9.0)] {
        let box = try #require(
          GridBox(Envelope(minX: west, minY: south, maxX: west + 4, maxY: south + 3)))
        let part = Self.sources(index, level: level, in: box)
        var rest = all[...]
        for source in part {
          let place = try #require(rest.firstIndex(of: source))
          rest = rest[(place + 1)...]
        }
        let inside = all.filter { box.contains(x: $0.x, y: $0.y) }
        #expect(Set(part).isSuperset(of: inside))
      }
    }
  }

  @Test("of the finest level are the places themselves, with the weights of all that lies there")
  func finestLevel() throws {
    let places = Self.places(48)
    var random = SeededRandom(seed: 49)
    let weights = places.map { _ in Double(Int.random(in: 1...100, using: &random)) }
    let index = try PointIndex(places, weights: weights)
    var expected: [GridPoint: Double] = [:]
    for (place, weight) in zip(places, weights) {
      expected[try #require(GridPoint(place)), default: 0] += weight
    }
    var found: [GridPoint: Double] = [:]
    for source in Self.sources(index, level: 32) {
      #expect(source.xx == 0 && source.xy == 0 && source.yy == 0)
      found[GridPoint(x: source.x, y: source.y), default: 0] += Double(source.mass)
    }
    #expect(found == expected)
  }

  @Test("stop when they are told to")
  func stop() throws {
    let index = try PointIndex(PointSets.scattered(9000, seed: 45))
    var chunks = 0
    index.visitMassSources(level: 32, in: .everything, dividingFrom: 1) { _ in
      chunks += 1
      return false
    }
    #expect(chunks == 1)
  }

  @Test("divide a heavy cell and leave the light ones whole")
  func heavyCellsAreDivided() throws {
    // One dense cloud of 300 m among scattered points, seen in cells of 2.4 km.
    var random = SeededRandom(seed: 46)
    let cloud = (0..<2000).map { _ in
      Coordinate(
        longitude: 110 + random.normal(deviation: 0.006),
        latitude: -7 + random.normal(deviation: 0.006))
    }
    let index = try PointIndex(cloud + PointSets.scattered(200, seed: 47))
    let whole = Self.sources(index, level: 14, share: 1)
    let divided = Self.sources(index, level: 14, share: 1.0 / 64)
    #expect(divided.count > whole.count)
    let largest = divided.map { $0.xx + $0.yy }.max() ?? 0
    #expect(largest < (whole.map { $0.xx + $0.yy }.max() ?? 0))
  }

  /// The sources of a group, light and heavy ones.
  struct Group: Hashable {
    var light: [MassSource] = []
    var heavy: [MassSource] = []
  }

  static func groups(
    _ index: PointIndex, level: Int, in box: GridBox = .everything, narrowerThanLevel narrow: Int
  ) -> [Group] {
    var result: [Group] = []
    index.visitMassGroups(
      level: level, in: box, dividing: MassDivision(share: 1.0 / 16),
      heaviness: MassGroup.Heaviness(share: 0.3, narrowerThanLevel: narrow)
    ) { sources, groups in
      var start = 0
      for position in groups.indices {
        let group = groups[position]
        result.append(
          Group(
            light: (start..<group.lightEnd).map { sources[$0] },
            heavy: (group.lightEnd..<group.end).map { sources[$0] }))
        start = group.end
      }
      return true
    }
    return result
  }

  @Test("come in whole groups that are the same from every box", arguments: [8, 12, 15, 19])
  func groupsAreGlobal(level: Int) throws {
    let index = try PointIndex(Self.places(51))
    let all = Self.groups(index, level: level, narrowerThanLevel: level + 1)
    let mass = all.flatMap { $0.light + $0.heavy }.reduce(0) { $0 + Double($1.mass) }
    #expect(abs(mass - index.totalWeight) < 1e-2)
    let known = Set(all)
    let box = try #require(GridBox(Envelope(minX: 106.5, minY: -7.5, maxX: 110.5, maxY: -5)))
    let part = Self.groups(index, level: level, in: box, narrowerThanLevel: level + 1)
    #expect(!part.isEmpty && known.isSuperset(of: part))
  }

  @Test("are heavy where much of a group's mass lies close together, and only there")
  func heavySources() throws {
    // A pile at one place, and a cell of level 14 filled evenly, among scattered points.
    var random = SeededRandom(seed: 52)
    let corner = try #require(GridPoint(Coordinate(longitude: 110, latitude: -7)))
    let cell = (x: (corner.x >> 18) << 18, y: (corner.y >> 18) << 18)
    let filled = (0..<3000).map { _ in
      GridPoint(
        x: cell.x + UInt32.random(in: 0..<1 << 18, using: &random),
        y: cell.y + UInt32.random(in: 0..<1 << 18, using: &random))
    }
    let pile = Array(repeating: GridPoint(x: cell.x + (3 << 18), y: cell.y), count: 1000)
    let index = try PointIndex(gridPoints: filled + pile, weights: [])
    let groups = Self.groups(index, level: 14, narrowerThanLevel: 15)
    let heavy = groups.flatMap(\.heavy)
    #expect(heavy.map(\.mass) == [1000])
    #expect(groups.flatMap(\.light).reduce(0) { $0 + $1.mass } == 3000)
    // Where even the filled cell counts as narrow, it is heavy too.
    let strict = Self.groups(index, level: 14, narrowerThanLevel: 12)
    #expect(strict.flatMap(\.heavy).reduce(0) { $0 + $1.mass } == 4000)
  }

  @Test("are divided the further, the harder a kernel ends and the wider they are spread")
  func rims() throws {
    // A pile so tight that to the coarse cells of so few points it seems to lie at one place.
    let corner = try #require(GridPoint(Coordinate(longitude: 110, latitude: -7)))
    let around = PointSets.scattered(80, seed: 53).compactMap { GridPoint($0) }
    func largest(_ rim: MassDivision.Rim, spacing: UInt32 = 400) throws -> Float {
      let pile = (0..<28).map {
        GridPoint(x: (corner.x >> 16) << 16 + spacing * UInt32($0), y: corner.y)
      }
      let index = try PointIndex(gridPoints: pile + around, weights: [])
      var mass: Float = 0
      index.visitMassGroups(
        level: 16, in: .everything, dividing: MassDivision(share: 1.0 / 128, rim: rim),
        heaviness: nil, fewPoints: 2
      ) { sources, _ in
        for position in sources.indices { mass = max(mass, sources[position].mass) }
        return true
      }
      return mass
    }
    #expect(try largest(.smooth) == 28)
    #expect((2..<28).contains(try largest(.kinked)))
    #expect(try largest(.kinked, spacing: 4) == 28)
    #expect(try largest(.broken) == 1)
  }

  @Test("of many points at one place are that place, without spread")
  func coincident() throws {
    let place = Coordinate(longitude: 106.8, latitude: -6.2)
    let index = try PointIndex(Array(repeating: place, count: 10_000))
    let point = try #require(GridPoint(place))
    for level in [0, 10, 20, 32] {
      let sources = Self.sources(index, level: level)
      #expect(sources == [MassSource(x: point.x, y: point.y, mass: 10_000)])
    }
  }

  @Test("of no points are none, and of one point that point")
  func few() throws {
    #expect(Self.sources(try PointIndex([]), level: 12).isEmpty)
    let index = try PointIndex(
      [Coordinate(longitude: 100, latitude: 1)], weights: [2.5])
    #expect(Self.sources(index, level: 12).map(\.mass) == [2.5])
  }
}
