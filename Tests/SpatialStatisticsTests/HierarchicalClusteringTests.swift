import GeoPrimitives
import Support
import Synchronization
import Testing

@testable import SpatialStatistics

@Suite("HDBSCAN")
struct HierarchicalClusteringTests {
  private static func cloud(_ count: Int, _ random: inout SeededRandom) -> [Coordinate] {
    let centers = (0..<4).map { _ in
      (random.uniform(112...112.1), random.uniform(-8 ... -7.9), random.uniform(0.0005...0.006))
    }
    return (0..<count).map { number in
      let (longitude, latitude, width) = centers[number % 4]
      let spread = number % 6 == 0 ? 0.05 : width
      return Coordinate(
        longitude: longitude + random.normal(deviation: spread),
        latitude: latitude + random.normal(deviation: spread))
    }
  }

  @Test("finds the clusters that the definition gives", arguments: 0..<6)
  func matchesDefinition(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var places = Self.cloud(140, &random)
    // Some spots hold several points.
    if seed % 2 == 1 { places += places.prefix(40) + places.prefix(12) + places.prefix(12) }
    for (size, neighbors) in [(5, 5), (8, 3), (12, 1), (2, 2)] {
      let found = try HierarchicalClustering.clusters(
        of: places, HierarchyParameters(minimumSize: size, minimumNeighbors: neighbors))
      let expected = Definition(places, size: size, neighbors: neighbors)
      #expect(found.labels == expected.labels)
      #expect(
        zip(found.stabilities, expected.stabilities).allSatisfy { abs($0 - $1) <= 1e-9 * $1 })
      #expect(found.memberships.allSatisfy { (0...1).contains($0) })
    }
  }

  @Test("depends neither on threads nor on the order of points")
  func repeats() throws {
    var random = SeededRandom(seed: 70)
    let places = Self.cloud(5000, &random)
    let parameters = HierarchyParameters(minimumSize: 12, minimumNeighbors: 6, threads: 1)
    var threaded = parameters
    threaded.threads = 3
    let one = try HierarchicalClustering.clusters(of: places, parameters)
    #expect(one.count > 1)
    #expect(try HierarchicalClustering.clusters(of: places, threaded) == one)
    let turned = try HierarchicalClustering.clusters(of: places.reversed(), parameters)
    #expect(RandIndex.adjusted(turned.labels.reversed(), one.labels) == 1)
  }

  @Test("takes heaps on one spot, lines, and too few points")
  func edges() throws {
    let spots = [110.0, 110.01, 110.5].map { Coordinate(longitude: $0, latitude: -7) }
    let heaps = (0..<60).map { spots[$0 % 3] }
    let parameters = HierarchyParameters(minimumSize: 5)
    let found = try HierarchicalClustering.clusters(of: heaps, parameters)
    #expect(found.labels == (0..<60).map { Int32($0 % 3) })
    #expect(found.memberships.allSatisfy { $0 == 1 })
    let heap = try HierarchicalClustering.clusters(
      of: Array(repeating: spots[0], count: 3000), parameters)
    #expect(heap.count == 0)
    let line = (0..<200).map { Coordinate(longitude: 110 + 0.001 * Double($0), latitude: 0) }
    #expect(try HierarchicalClustering.clusters(of: line, parameters).count == 0)
    for count in 0..<5 {
      let few = try HierarchicalClustering.clusters(of: Array(heaps.prefix(count)), parameters)
      #expect(few.labels == Array(repeating: -1, count: count))
    }
  }

  @Test("says what is wrong with its input, stops when nobody waits, and tells how far it is")
  func refuses() throws {
    let spots = Array(repeating: Coordinate(longitude: 110, latitude: -7), count: 9)
    for parameters in [
      HierarchyParameters(minimumSize: 1), HierarchyParameters(minimumSize: 5, minimumNeighbors: 0),
      HierarchyParameters(minimumSize: 5, selectionMeters: -1),
      HierarchyParameters(minimumSize: 5, selectionMeters: .nan),
    ] {
      #expect(throws: SpatialStatisticsError.self) {
        try HierarchicalClustering.clusters(of: spots, parameters)
      }
    }
    for place in [
      Coordinate(longitude: .nan, latitude: 0), Coordinate(longitude: 0, latitude: .infinity),
      Coordinate(longitude: 0, latitude: 89.9),
    ] {
      #expect(throws: SpatialStatisticsError.placeOutsideWebMercator) {
        try HierarchicalClustering.clusters(
          of: spots + [place], HierarchyParameters(minimumSize: 5))
      }
    }
    #expect(throws: SpatialStatisticsError.cancelled) {
      try HierarchicalClustering.clusters(of: spots, HierarchyParameters(minimumSize: 5)) { false }
    }
    let asked = Atomic(0)
    #expect(throws: SpatialStatisticsError.cancelled) {
      try HierarchicalClustering.clusters(of: spots, HierarchyParameters(minimumSize: 5)) {
        asked.wrappingAdd(1, ordering: .relaxed).newValue < 4
      }
    }
    var shares: [Double] = []
    _ = try HierarchicalClustering.clusters(
      of: spots, HierarchyParameters(minimumSize: 5), onProgress: { shares.append($0) })
    #expect(shares == shares.sorted() && shares.last == 1)
  }
}

/// HDBSCAN by its definition: whatever is connected at a density, without a tree of any kind.
private struct Definition {
  private(set) var labels: [Int32]
  private(set) var stabilities: [Double] = []
  private let reach: [[Double]]
  private let size: Int

  init(_ places: [Coordinate], size: Int, neighbors: Int) {
    let positions = places.map(GeocentricPosition.init)
    let squares = positions.map { place in positions.map { place.squaredDistance(to: $0) } }
    let cores = squares.map { $0.sorted()[neighbors - 1] }
    reach = squares.indices.map { a in
      squares.indices.map { b in
        max((max(squares[a][b], cores[a], cores[b]).squareRoot() * 1000).rounded() / 1000, 0.001)
      }
    }
    self.size = size
    labels = Array(repeating: -1, count: places.count)
    let found = clusters(in: Array(places.indices), birth: 0, isWhole: true).chosen
      .sorted { $0.members[0] < $1.members[0] }
    for (label, cluster) in found.enumerated() {
      stabilities.append(cluster.stability)
      for member in cluster.members { labels[member] = Int32(label) }
    }
  }

  private typealias Chosen = (members: [Int], stability: Double)

  /// The most stable clusters among members that are connected from a density on.
  private func clusters(
    in members: [Int], birth: Double, isWhole: Bool
  ) -> (chosen: [Chosen], stability: Double) {
    var (stability, inside) = (0.0, members)
    var below: [Chosen] = []
    while true {
      let length = longestBridge(inside)
      let large = components(inside) { $0 < length }.filter { $0.count >= size }
      let staying = large.count == 1 ? large[0].count : 0
      stability += Double(inside.count - staying) * (1 / length - birth)
      guard large.count == 1 else {
        for part in large {
          below += clusters(in: part, birth: 1 / length, isWhole: false).chosen
        }
        break
      }
      inside = large[0]
    }
    let sum = below.reduce(0) { $0 + $1.stability }
    return isWhole || sum > stability ? (below, sum) : ([(members, stability)], stability)
  }

  /// The least length at which all members are connected.
  private func longestBridge(_ members: [Int]) -> Double {
    var open = Set(members.dropFirst())
    var nearest = Dictionary(uniqueKeysWithValues: open.map { ($0, reach[members[0]][$0]) })
    var longest = 0.001
    while let next = open.min(by: { nearest[$0, default: 0] < nearest[$1, default: 0] }) {
      longest = max(longest, nearest[next, default: 0])
      open.remove(next)
      for other in open { nearest[other] = min(nearest[other, default: 0], reach[next][other]) }
    }
    return longest
  }

  private func components(_ members: [Int], _ isLinked: (Double) -> Bool) -> [[Int]] {
    var (open, found) = (Set(members), [[Int]]())
    for start in members where open.contains(start) {
      var (component, edge) = ([start], [start])
      open.remove(start)
      while let current = edge.popLast() {
        let next = open.filter { isLinked(reach[current][$0]) }
        open.subtract(next)
        component += next
        edge += next
      }
      found.append(component.sorted())
    }
    return found
  }
}
