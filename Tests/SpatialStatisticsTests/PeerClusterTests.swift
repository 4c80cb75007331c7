import GeoPrimitives
import Testing

@testable import SpatialStatistics

/// Clusters that scikit-learn and hdbscan found; `Expected/generate_clusters.py` has asked them.
private struct ExpectedClusters: Decodable {
  struct Points: Decodable {
    var places: [[Double]]
    var dbscan: [Int32]
    var cores: [Int]
    var eom: [Int32]
    var leaf: [Int32]
    var within300: [Int32]

    var coordinates: [Coordinate] {
      places.map { Coordinate(longitude: $0[0], latitude: $0[1]) }
    }
  }

  var sets: [String: Points]
}

@Suite("Clusters beside other programs")
struct PeerClusterTests {
  private let expected: ExpectedClusters

  init() throws { expected = try ExpectedFigures.read("clusters.json", as: ExpectedClusters.self) }

  @Test("DBSCAN gives the labels of scikit-learn, numbers included")
  func dbscan() throws {
    #expect(expected.sets.count == 5)
    for (name, points) in expected.sets {
      let found = try DensityClustering.clusters(
        of: points.coordinates, within: 400, minimum: 8)
      #expect(found.labels == points.dbscan, "\(name)")
      #expect(found.isCore.indices.filter { found.isCore[$0] } == points.cores, "\(name)")
    }
  }

  @Test("HDBSCAN finds what hdbscan finds, but for points at the very distance of a split")
  func hdbscan() throws {
    for (name, points) in expected.sets {
      for (labels, selection, meters) in [
        (points.eom, HierarchyParameters.Selection.excessOfMass, 0.0), (points.leaf, .leaf, 0),
        (points.within300, .excessOfMass, 300),
      ] {
        let found = try HierarchicalClustering.clusters(
          of: points.coordinates,
          HierarchyParameters(
            minimumSize: 25, minimumNeighbors: 8, selection: selection, selectionMeters: meters)
        ).labels
        let agreement = RandIndex.adjusted(found, labels)
        // Leaves split off where hardly anything does: more points stand at the split.
        #expect(
          agreement >= (selection == .leaf ? 0.95 : 0.99), "\(name), \(selection), \(meters) m")
        let inside = found.indices.filter { found[$0] >= 0 }
        #expect(
          RandIndex.adjusted(inside.map { found[$0] }, inside.map { labels[$0] }) == 1,
          "\(name), \(selection), \(meters) m")
        #expect(found.max() == labels.max())
      }
    }
  }

  @Test("the index of agreement is one for renamed labels, and near nothing for unrelated ones")
  func agreement() {
    #expect(RandIndex.adjusted([0, 0, 1, 1, -1], [3, 3, 0, 0, 2]) == 1)
    #expect(abs(RandIndex.adjusted([0, 0, 1, 1], [0, 1, 0, 1]) + 0.5) < 1e-12)
  }
}

/// L. Hubert, P. Arabie, "Comparing partitions", doi:10.1007/BF01908075.
enum RandIndex {
  static func adjusted(_ a: [Int32], _ b: [Int32]) -> Double {
    func pairs(_ counts: some Sequence<Int>) -> Double {
      counts.reduce(0) { $0 + Double($1 * ($1 - 1) / 2) }
    }
    let both = pairs(
      Dictionary(grouping: zip(a, b).map { [$0, $1] }, by: \.self).values.map(\.count))
    let first = pairs(Dictionary(grouping: a, by: \.self).values.map(\.count))
    let second = pairs(Dictionary(grouping: b, by: \.self).values.map(\.count))
    let expected = first * second / pairs([a.count])
    let most = (first + second) / 2
    return most == expected ? 1 : (both - expected) / (most - expected)
  }
}
