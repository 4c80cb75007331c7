import Foundation
import GeoPrimitives
import Support
import Testing
import TileMath

@testable import SpatialIndexing

/// Points as tests group them.
private enum Scenes {
  /// Points around some middles, some at one place, some anywhere.
  static func clustered(_ count: Int, seed: UInt64) -> [GroupingPoint] {
    var random = SeededRandom(seed: seed)
    let middles = (0..<8).map { _ in (random.uniform(105...115), random.uniform(-8 ... -6)) }
    return (0..<count).compactMap { number in
      let middle = middles[Int(random.next() % 8)]
      let spread = [0, 0.0005, 0.01, 0.3, 3][number % 5]
      return point(
        longitude: middle.0 + random.normal() * spread,
        latitude: middle.1 + random.normal() * spread, number, &random)
    }
  }

  static func point(
    longitude: Double, latitude: Double, _ number: Int, _ random: inout SeededRandom
  ) -> GroupingPoint? {
    GridPoint(Coordinate(longitude: longitude, latitude: latitude)).map {
      GroupingPoint(place: $0, key: random.next(), category: UInt8(number % 3))
    }
  }

  /// Real places with a column of longitudes and one of latitudes.
  static func file(_ path: String, _ longitude: String, _ latitude: String) throws
    -> [GroupingPoint]
  {
    let url = try #require(TestData.file(path))
    let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
    let names = lines[0].split(separator: ",", omittingEmptySubsequences: false)
    let (x, y) = (names.firstIndex { $0 == longitude }, names.firstIndex { $0 == latitude })
    var random = SeededRandom(seed: 1)
    return try lines.dropFirst().enumerated().compactMap { number, line in
      // Counted from the end, since names with commas are quoted.
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let place = try [#require(x), #require(y)].map { fields[fields.count - names.count + $0] }
      guard let x = Double(place[0]), let y = Double(place[1]) else { return nil }
      return point(longitude: x, latitude: y, number, &random)
    }
  }
}

/// The same greedy merging, told as plainly as can be: everything is compared with everything.
private struct PlainGrouping {
  struct Heap {
    var members: [Int]
    var place: GridPoint
  }

  private let points: [GroupingPoint]
  /// For each point its place in the order that settles ties.
  private let ranks: [Int: Int]

  init(_ points: [GroupingPoint]) {
    self.points = points
    let order = points.indices.sorted { a, b in
      let keys = [a, b].map { (points[$0].place.hilbertKey, points[$0].key, points[$0].category) }
      return keys[0] < keys[1]
    }
    ranks = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
  }

  /// The members of what stands at each zoom, from 16 to 0.
  func groups() -> [Int: Set<Set<Int>>] {
    var standing = points.indices.map { Heap(members: [$0], place: points[$0].place) }
    var result: [Int: Set<Set<Int>>] = [:]
    for zoom in (0...16).reversed() {
      standing = merged(standing, radius: 40 * Double(1 << (24 - zoom)))
      result[zoom] = Set(standing.map { Set($0.members) })
    }
    return result
  }

  private func merged(_ before: [Heap], radius: Double) -> [Heap] {
    var waiting = before.sorted { (-$0.members.count, rank($0)) < (-$1.members.count, rank($1)) }
    var done: [Heap] = []
    while !waiting.isEmpty {
      var heap = waiting.removeFirst()
      while true {
        let isNear = { (other: Heap) in distance(other.place, heap.place) <= radius }
        let near = waiting.filter(isNear) + done.filter(isNear)
        if near.isEmpty { break }
        waiting.removeAll(where: isNear)
        done.removeAll(where: isNear)
        heap.members += near.flatMap(\.members)
        heap.place = mean(heap.members)
      }
      done.append(heap)
    }
    return done
  }

  private func rank(_ heap: Heap) -> Int { heap.members.compactMap { ranks[$0] }.min() ?? 0 }

  private func mean(_ members: [Int]) -> GridPoint {
    let sums = members.reduce((UInt64(0), UInt64(0))) {
      ($0.0 + UInt64(points[$1].place.x), $0.1 + UInt64(points[$1].place.y))
    }
    let count = UInt64(members.count)
    return GridPoint(x: UInt32(sums.0 / count), y: UInt32(sums.1 / count))
  }
}

private func distance(_ a: GridPoint, _ b: GridPoint) -> Double {
  let (dx, dy) = (Double(a.x) - Double(b.x), Double(a.y) - Double(b.y))
  return (dx * dx + dy * dy).squareRoot()
}

extension PointGrouping {
  /// The input positions of a group's points.
  fileprivate func members(_ group: PointGroup) -> Set<Int> {
    Set(group.points.map(inputPosition(of:)))
  }
}

@Suite("A grouping of points")
struct PointGroupingTests {
  /// What must hold of any grouping.
  private static func checkInvariants(_ points: [GroupingPoint]) throws {
    let grouping = try PointGrouping(points)
    #expect(grouping.count == points.count)
    var finer = grouping.groups(at: 17)
    #expect(finer.allSatisfy { $0.count == 1 && $0.expansionZoom == nil })
    #expect(Set(finer.flatMap { grouping.members($0) }).count == points.count)
    for zoom in (0...16).reversed() {
      let groups = grouping.groups(at: zoom)
      #expect(groups.reduce(0) { $0 + $1.count } == points.count)
      #expect(Set(groups.map(\.id)).count == groups.count)
      checkNesting(groups, of: finer)
      checkPlaces(groups, points, grouping)
      checkDistances(groups, zoom)
      for group in groups.prefix(40) { checkExpansion(group, zoom, grouping) }
      finer = groups
    }
  }

  /// A group is made of whole groups of the next zoom, and keeps its number where it is one of them.
  private static func checkNesting(_ groups: [PointGroup], of finer: [PointGroup]) {
    let owners = Dictionary(
      groups.enumerated().flatMap { number, group in group.points.map { ($0, number) } },
      uniquingKeysWith: { first, _ in first })
    for part in finer {
      let owner = Set(part.points.map { owners[$0] })
      #expect(owner.count == 1)
      guard let number = owner.first ?? nil else { continue }
      #expect((groups[number].points == part.points) == (groups[number].id == part.id))
    }
  }

  private static func checkPlaces(
    _ groups: [PointGroup], _ points: [GroupingPoint], _ grouping: PointGrouping
  ) {
    for group in groups {
      let members = grouping.members(group).map { points[$0] }
      let meanX = members.reduce(0.0) { $0 + Double($1.place.x) } / Double(members.count)
      let meanY = members.reduce(0.0) { $0 + Double($1.place.y) } / Double(members.count)
      #expect(abs(Double(group.place.x) - meanX) <= 1 && abs(Double(group.place.y) - meanY) <= 1)
      let counts = grouping.categoryCounts(of: group)
      for (category, count) in counts.enumerated() {
        #expect(count == members.count { Int($0.category) == category })
      }
    }
  }

  private static func checkDistances(_ groups: [PointGroup], _ zoom: Int) {
    let least = 40 * Double(1 << (24 - zoom))
    let tooNear = groups.enumerated().reduce(0) { sum, entry in
      sum + groups[..<entry.offset].count { distance($0.place, entry.element.place) <= least }
    }
    #expect(tooNear == 0, "zoom \(zoom)")
  }

  private static func checkExpansion(_ group: PointGroup, _ zoom: Int, _ grouping: PointGrouping) {
    guard let expansion = group.expansionZoom else { return #expect(group.count == 1) }
    #expect(group.count > 1 && expansion > zoom && expansion <= 17)
    let before = grouping.groups(at: expansion - 1)
    let after = grouping.groups(at: expansion)
    #expect(before.contains { $0.points == group.points })
    #expect(!after.contains { $0.points == group.points })
  }

  @Test(
    "nests from zoom to zoom, loses no point, and keeps what stands apart",
    arguments: [0, 1, 2, 3, 17, 300])
  func invariants(count: Int) throws {
    try Self.checkInvariants(Scenes.clustered(count, seed: UInt64(count)))
  }

  @Test(
    "does so with real accommodations and ports, many of them twice at one place",
    .enabled(if: TestData.isAvailable, "\(TestData.skipReason)"),
    arguments: [
      ("accommodations/accommodations.csv", "lon", "lat"), ("places/pelabuhan.csv", "lon", "lat"),
    ])
  func realPlaces(path: String, longitude: String, latitude: String) throws {
    let points = try Scenes.file(path, longitude, latitude)
    #expect(points.count > 1000)
    try Self.checkInvariants(points)
  }

  @Test("is what comparing everything with everything gives", arguments: 1...6)
  func matchesBruteForce(seed: UInt64) throws {
    let points = Scenes.clustered(120, seed: seed)
    let grouping = try PointGrouping(points)
    for (zoom, expected) in PlainGrouping(points).groups() {
      let found = Set(grouping.groups(at: zoom).map { grouping.members($0) })
      #expect(found == expected, "zoom \(zoom)")
    }
  }

  @Test("finds in a box what lies there of the whole", arguments: [1, 40, 600])
  func boxes(count: Int) throws {
    let grouping = try PointGrouping(Scenes.clustered(count, seed: 9))
    var random = SeededRandom(seed: 10)
    for _ in 0..<200 {
      let zoom = Int(random.next() % 21)
      let box = try #require(
        GridBox(
          Envelope(around: random.uniform(104...116), random.uniform(-9 ... -5), &random)))
      let expected = grouping.groups(at: zoom).filter {
        box.contains(x: $0.place.x, y: $0.place.y)
      }
      #expect(grouping.groups(at: zoom, in: box) == expected)
    }
  }

  @Test("does not depend on the order of the points")
  func orderOfInput() throws {
    let points = Scenes.clustered(200, seed: 11)
    var random = SeededRandom(seed: 12)
    let shuffled = Array(points.indices).shuffled(using: &random)
    let (first, second) = (
      try PointGrouping(points), try PointGrouping(shuffled.map { points[$0] })
    )
    for zoom in 0...17 {
      let (a, b) = (first.groups(at: zoom), second.groups(at: zoom))
      #expect(a == b)
      #expect(a.map(first.members) == b.map { Set(second.members($0).map { shuffled[$0] }) })
      #expect(a.map(first.categoryCounts) == b.map(second.categoryCounts))
    }
  }

  @Test("keeps the numbers of groups that a new point elsewhere leaves alone")
  func numbersStay() throws {
    let points = Scenes.clustered(100, seed: 13)
    var random = SeededRandom(seed: 14)
    let far = try #require(Scenes.point(longitude: 140, latitude: -3, 0, &random))
    let (before, after) = (try PointGrouping(points), try PointGrouping(points + [far]))
    for zoom in 6...17 {
      let ids = Set(before.groups(at: zoom).map(\.id))
      #expect(ids.isSubset(of: Set(after.groups(at: zoom).map(\.id))))
    }
  }

  @Test("numbers points by their keys, in what a double holds exactly")
  func numbers() throws {
    let points = Scenes.clustered(50, seed: 15)
    let grouping = try PointGrouping(points)
    for point in grouping.groups(at: 20) {
      let key = points[grouping.inputPosition(of: point.points.lowerBound)].key
      #expect(point.id == key & (1 << 53 - 1))
    }
    for zoom in 0...20 {
      for group in grouping.groups(at: zoom) { #expect(group.id < 1 << 53) }
    }
  }

  @Test("holds together what lies at one place, up to the zoom beyond which nothing is grouped")
  func onePlace() throws {
    let place = try #require(GridPoint(Coordinate(longitude: 110, latitude: -7)))
    let points = (0..<1000).map { GroupingPoint(place: place, key: UInt64($0 * 7919)) }
    let grouping = try PointGrouping(points)
    for zoom in 0...16 {
      let groups = grouping.groups(at: zoom)
      #expect(groups.count == 1 && groups.first?.count == 1000 && groups.first?.place == place)
      #expect(groups.first?.expansionZoom == 17)
    }
    #expect(grouping.groups(at: 17).count == 1000)
    #expect(grouping.greatestCounts() == Array(repeating: 1000, count: 17))
  }

  @Test("takes points at the corners of the grid")
  func corners() throws {
    let ends: [UInt32] = [0, .max]
    let points = ends.flatMap { x in ends.map { GridPoint(x: x, y: $0) } }.enumerated().map {
      GroupingPoint(place: $1, key: UInt64($0))
    }
    let grouping = try PointGrouping(points + points)
    #expect(grouping.groups(at: 0).map(\.count) == [2, 2, 2, 2])
    #expect(Set(grouping.groups(at: 0).map(\.place)) == Set(points.map(\.place)))
  }

  @Test("tells the greatest group of each zoom")
  func greatest() throws {
    let grouping = try PointGrouping(Scenes.clustered(300, seed: 16))
    for (zoom, count) in grouping.greatestCounts().enumerated() {
      #expect(count == grouping.groups(at: zoom).map(\.count).max())
    }
    #expect(try PointGrouping([]).greatestCounts().isEmpty)
  }

  @Test("joins at exactly forty pixels, and not one cell of the grid farther")
  func radius() throws {
    for (gap, expected) in [(UInt32(40 << 12), 1), (40 << 12 + 1, 2)] {
      let points = [UInt32(1 << 30), 1 << 30 + gap].enumerated().map {
        GroupingPoint(place: GridPoint(x: $1, y: 1 << 31), key: UInt64($0))
      }
      let grouping = try PointGrouping(points)
      #expect(grouping.groups(at: 12).count == expected)
      #expect(grouping.groups(at: 13).count == 2 && grouping.groups(at: 11).count == 1)
    }
  }
}

extension Envelope {
  fileprivate init(around x: Double, _ y: Double, _ random: inout SeededRandom) {
    let (dx, dy) = (random.uniform(0.001...3), random.uniform(0.001...2))
    self.init(minX: x - dx, minY: y - dy, maxX: x + dx, maxY: y + dy)
  }
}
