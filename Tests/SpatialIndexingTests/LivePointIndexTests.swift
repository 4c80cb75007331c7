import GeoPrimitives
import Support
import Synchronization
import Testing
import TileMath

@testable import SpatialIndexing

/// Jobs that run when a test says so.
private final class JobQueue: Sendable {
  private let jobs = Mutex<[@Sendable () -> Void]>([])

  func add(_ job: @escaping @Sendable () -> Void) { jobs.withLock { $0.append(job) } }

  var count: Int { jobs.withLock { $0.count } }

  /// Runs what has been waiting.
  func run() {
    let waiting = jobs.withLock { jobs in
      defer { jobs = [] }
      return jobs
    }
    for job in waiting { job() }
  }
}

/// What a live index must contain: an array of its points.
private struct Model {
  struct Entry {
    var identifier: Int
    var point: GridPoint
    var offset: CellOffset
    var units: Int64
  }

  var entries: [Entry] = []

  func identifiers(where condition: (GridPoint) -> Bool) -> [Int] {
    entries.filter { condition($0.point) }.map(\.identifier)
  }

  func units(where condition: (GridPoint) -> Bool) -> Int64 {
    entries.filter { condition($0.point) }.reduce(0) { $0 + $1.units }
  }

  func neighbors(of place: Coordinate) -> [Neighbor] {
    let metric = GroundMetric(latitude: place.latitude)
    return entries.map {
      Neighbor(
        position: $0.identifier, meters: metric.distanceMeters(place, $0.point.coordinate))
    }.sorted()
  }
}

/// Points of a small area with many equal ones, so that changes meet.
private func randomPoint(_ random: inout SeededRandom) -> GridPoint {
  let isCrowded = Bool.random(using: &random)
  let reach: UInt32 = isCrowded ? 12 : 4_000_000
  return GridPoint(
    x: 3_500_000_000 + UInt32.random(in: 0...reach, using: &random),
    y: 2_200_000_000 + UInt32.random(in: 0...reach, using: &random))
}

private func randomOffset(_ random: inout SeededRandom) -> CellOffset {
  CellOffset(x: .random(in: 0...255, using: &random), y: .random(in: 0...255, using: &random))
}

private func randomPlace(_ random: inout SeededRandom) -> Coordinate {
  randomPoint(&random).coordinate
}

private func randomBox(_ random: inout SeededRandom) -> GridBox {
  let (a, b) = (randomPoint(&random), randomPoint(&random))
  return GridBox(minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
}

@Suite("A live index")
struct LivePointIndexTests {
  /// A run of random changes, merges and questions.
  private struct Fuzzer {
    var random: SeededRandom
    var model = Model()
    let queue = JobQueue()
    let live: LivePointIndex
    let isWeighted: Bool
    let hasOffsets: Bool

    init(seed: UInt64, baseCount: Int, threshold: Int, isWeighted: Bool) throws {
      random = SeededRandom(seed: seed)
      self.isWeighted = isWeighted
      // What is added has offsets, the base has, both have or neither.
      hasOffsets = seed % 4 >= 2
      let baseHasOffsets = seed % 4 == 0 || seed % 4 == 3
      var points: [GridPoint] = []
      var offsets: [CellOffset] = []
      for identifier in 0..<baseCount {
        points.append(randomPoint(&random))
        offsets.append(baseHasOffsets ? randomOffset(&random) : .middle)
        model.entries.append(
          .init(
            identifier: identifier, point: points[identifier], offset: offsets[identifier],
            units: FixedWeight.unitsPerOne))
      }
      live = LivePointIndex(
        try PointIndex(gridPoints: points, offsets: offsets, weights: []), mergingAt: threshold,
        inBackground: { [queue] in queue.add($0) })
    }

    mutating func change() throws {
      var new: [NewPoint] = []
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let units = isWeighted ? Int64.random(in: 0...200_000, using: &random) : 65_536
        new.append(
          NewPoint(
            randomPoint(&random), offset: hasOffsets ? randomOffset(&random) : .middle,
            weight: FixedWeight(units: units)))
      }
      var old: [PlacedPoint] = []
      for _ in 0..<Int.random(in: 0...5, using: &random) { old.append(candidate()) }
      let outcome = try live.apply(inserting: new, removing: old)
      let before = model.entries.count
      model.entries.removeAll { entry in
        old.contains { $0.identifier == entry.identifier && $0.point == entry.point }
      }
      #expect(outcome.removed == before - model.entries.count)
      for (identifier, point) in zip(outcome.inserted, new) {
        model.entries.append(
          .init(
            identifier: identifier, point: point.point, offset: point.offset,
            units: point.weight.units))
      }
    }

    /// A point to be removed: mostly one that is there, sometimes one that is not, or lies elsewhere.
    private mutating func candidate() -> PlacedPoint {
      guard let entry = model.entries.randomElement(using: &random),
        Int.random(in: 0..<8, using: &random) > 0
      else {
        return PlacedPoint(
          identifier: Int.random(in: -1...500, using: &random), point: randomPoint(&random))
      }
      return PlacedPoint(identifier: entry.identifier, point: entry.point)
    }

    mutating func compare() throws {
      let snapshot = live.snapshot
      #expect(snapshot.count == model.entries.count)
      #expect(snapshot.totalUnits == model.units { _ in true })
      let box = randomBox(&random)
      let inside = model.identifiers { box.contains(x: $0.x, y: $0.y) }
      #expect(snapshot.identifiers(in: box).sorted() == inside.sorted())
      #expect(snapshot.count(in: box) == inside.count)
      let total = snapshot.total(in: box)
      #expect(total.count == inside.count)
      #expect(
        total.weight
          == FixedWeight(units: model.units { box.contains(x: $0.x, y: $0.y) }).value)
      compareDistances(snapshot)
    }

    private mutating func compareDistances(_ snapshot: LayeredPointIndex) {
      let place = randomPlace(&random)
      let radius = random.uniform(0...1) * random.uniform(0...30_000)
      let all = model.neighbors(of: place)
      let near = all.filter { $0.meters <= radius }
      #expect(snapshot.neighbors(of: place, within: radius) == near)
      #expect(snapshot.count(within: radius, of: place) == near.count)
      #expect(
        snapshot.identifiers(within: radius, of: place).sorted() == near.map(\.position).sorted())
      let count = Int.random(in: 0...30, using: &random)
      #expect(snapshot.nearest(to: place, count: count) == Array(all.prefix(count)))
      #expect(
        snapshot.nearest(to: place, count: count, within: radius) == Array(near.prefix(count)))
    }

    /// The base, what was added and what was removed say together what all points say.
    mutating func compareLayers() throws {
      let snapshot = live.snapshot
      let known = Dictionary(uniqueKeysWithValues: model.entries.map { ($0.identifier, $0.point) })
      snapshot.added.visit(in: .everything) { identifier, point in
        #expect(known[identifier] == point)
        return true
      }
      snapshot.removed.visit(in: .everything) { identifier, point in
        #expect(known[identifier] == nil)
        #expect(snapshot.base.position(of: point, number: UInt32(identifier)) != nil)
        return true
      }
      let whole = snapshot.merged()
      let sorted = model.entries.sorted { $0.identifier < $1.identifier }
      let fresh = PointIndex(
        points: sorted.map(\.point), offsets: sorted.map(\.offset),
        weights: sorted.map { FixedWeight(units: $0.units) },
        numbers: sorted.map { UInt32($0.identifier) })
      #expect((0..<whole.count).allSatisfy { whole.offset(at: $0) == fresh.offset(at: $0) })
      #expect(whole.xs == fresh.xs && whole.ys == fresh.ys && whole.boxes == fresh.boxes)
      #expect(whole.inputPositions == fresh.inputPositions)
      #expect(whole.prefixes == fresh.prefixes && whole.landmarks == fresh.landmarks)
    }
  }

  @Test(
    "answers like an array of its points through thousands of changes and merges",
    arguments: [
      (81, 0, 1), (82, 1, 5), (83, 40, 30), (84, 300, 60), (85, 600, 1), (86, 300, 1_000_000),
    ])
  func fuzz(seed: Int, baseCount: Int, threshold: Int) throws {
    var fuzzer = try Fuzzer(
      seed: UInt64(seed), baseCount: baseCount, threshold: threshold, isWeighted: seed % 2 == 1)
    var mergeCount = 0
    for round in 0..<600 {
      try fuzzer.change()
      if round % 4 == 0 { try fuzzer.compare() }
      if round % 100 == 0 { try fuzzer.compareLayers() }
      // A merge waits for some rounds, while changes go on.
      if Int.random(in: 0..<10, using: &fuzzer.random) == 0 {
        mergeCount += fuzzer.queue.count
        fuzzer.queue.run()
        try fuzzer.compare()
        try fuzzer.compareLayers()
      }
    }
    #expect(threshold > 100_000 ? mergeCount == 0 : mergeCount > 10)
  }

  @Test("keeps a snapshot as it was, whatever comes later")
  func snapshotsStay() throws {
    let queue = JobQueue()
    let base = try PointIndex(PointSets.clustered(500, seed: 91))
    let live = LivePointIndex(base, mergingAt: 10, inBackground: { queue.add($0) })
    let before = live.snapshot
    let place = Coordinate(longitude: 110, latitude: -7)
    let answer = before.nearest(to: place, count: 50)
    for neighbor in answer { #expect(live.remove(neighbor.position)) }
    let between = live.snapshot
    queue.run()
    #expect(live.snapshot.changeCount == 40)
    #expect(before.nearest(to: place, count: 50) == answer)
    #expect(between.count == 450 && live.snapshot.count == 450)
    #expect(between.nearest(to: place, count: 50) == live.snapshot.nearest(to: place, count: 50))
  }

  @Test("gives identifiers that were never used, and finds points by them alone")
  func identifiersAreNew() throws {
    let base = try PointIndex(PointSets.scattered(20, seed: 92))
    let live = LivePointIndex(base, mergingAt: 1) { $0() }
    let point = GridPoint(x: 5, y: 7)
    #expect(try live.insert(point) == 20)
    #expect(live.remove(20, at: point))
    #expect(!live.remove(20, at: point))
    #expect(!live.remove(20) && !live.remove(-1) && !live.remove(1 << 40))
    #expect(!live.remove(3, at: point))
    #expect(try live.insert(point) == 21)
    #expect(live.remove(3))
    #expect(live.snapshot.count == 20)
    #expect(live.snapshot.changeCount == 0)
    #expect(live.snapshot.nearest(to: point.coordinate, count: 1).map(\.position) == [21])
  }

  @Test("goes on from the identifiers that it is told of, when the base has lost the highest ones")
  func identifiersGoOn() throws {
    let base = try PointIndex(PointSets.scattered(20, seed: 90))
    for (next, first) in [(0, 20), (20, 20), (70, 70), (-5, 20)] {
      let live = LivePointIndex(base, nextIdentifier: next)
      #expect(live.snapshot.nextIdentifier == first)
      #expect(try live.insert(GridPoint(x: 5, y: 7)) == first)
    }
    let full = LivePointIndex(base, nextIdentifier: .max)
    #expect(throws: PointIndexError.tooManyPoints(1)) { try full.insert(GridPoint(x: 5, y: 7)) }
  }

  @Test("keeps where in its cell a place lies that is added, also when it is removed again")
  func placesKeepTheirOffsets() throws {
    let live = LivePointIndex(try PointIndex(PointSets.scattered(20, seed: 96)))
    let place = Coordinate(longitude: 110.123_456_789, latitude: -7.654_321_098)
    let (cell, offset) = try #require(GridPoint.located(place))
    #expect(offset != .middle)
    let identifier = try live.insert(place, weight: FixedWeight(units: 7))
    let before = live.snapshot
    #expect(before.added.point(at: 0) == cell && before.added.offset(at: 0) == offset)
    #expect(before.added.weight(at: 0) == FixedWeight(units: 7))
    let merged = LivePointIndex(before.merged())
    #expect(merged.remove(identifier, at: cell))
    #expect(merged.snapshot.removed.offset(at: 0) == offset)
    #expect(throws: PointIndexError.outsideGrid(position: 0)) {
      try live.insert(Coordinate(longitude: 0, latitude: 89))
    }
  }

  @Test("refuses weights of no use, and then has not changed")
  func refusesWeights() throws {
    let live = LivePointIndex(try PointIndex(PointSets.scattered(20, seed: 93)))
    let point = GridPoint(x: 5, y: 7)
    #expect(throws: PointIndexError.unusableWeight(position: 1)) {
      try live.apply(
        inserting: [NewPoint(point), NewPoint(point, weight: FixedWeight(units: -1))],
        removing: [])
    }
    for units in [FixedWeight.largestTotalUnits, Int64.max] {
      #expect(throws: PointIndexError.totalWeightTooLarge) {
        try live.insert(point, weight: FixedWeight(units: units))
      }
    }
    #expect(live.snapshot.count == 20)
    let rest = FixedWeight.largestTotalUnits - 20 * FixedWeight.unitsPerOne
    #expect(try live.insert(point, weight: FixedWeight(units: rest)) == 20)
  }

  @Test("lets many read and write at once; every snapshot is whole")
  func concurrency() async throws {
    let base = try PointIndex(PointSets.clustered(2000, seed: 94))
    let live = LivePointIndex(base, mergingAt: 64)
    let writers = 3
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<writers {
        group.addTask { Self.write(to: live, of: base, seed: UInt64(writer)) }
      }
      for reader in 0..<3 { group.addTask { Self.read(live, seed: UInt64(reader)) } }
    }
    #expect(live.snapshot.count == 2000)
    #expect(live.snapshot.totalWeight == 2000)
    #expect(live.snapshot.merged().totalWeight == 2000)
  }

  /// Moves a point of its own again and again: number and weight of all points stay the same.
  private static func write(to live: LivePointIndex, of base: PointIndex, seed: UInt64) {
    var random = SeededRandom(seed: 95 + seed)
    var mine: [PlacedPoint] = []
    base.visit(in: .everything) { identifier, point in
      if identifier % 3 == Int(seed) { mine.append(.init(identifier: identifier, point: point)) }
      return mine.count < 200
    }
    for _ in 0..<600 {
      let position = Int.random(in: 0..<mine.count, using: &random)
      let point = randomPoint(&random)
      let outcome = try? live.apply(inserting: [NewPoint(point)], removing: [mine[position]])
      #expect(outcome?.removed == 1)
      if let identifier = outcome?.inserted.first {
        mine[position] = PlacedPoint(identifier: identifier, point: point)
      }
    }
  }

  private static func read(_ live: LivePointIndex, seed: UInt64) {
    var random = SeededRandom(seed: 98 + seed)
    for _ in 0..<300 {
      let snapshot = live.snapshot
      #expect(snapshot.count == 2000)
      #expect(snapshot.totalWeight == 2000)
      #expect(snapshot.total(in: .everything) == (2000, 2000))
      let place = randomPlace(&random)
      let near = snapshot.nearest(to: place, count: 5)
      #expect(near.count == 5)
      #expect(snapshot.nearest(to: place, count: 5) == near)
    }
  }
}
