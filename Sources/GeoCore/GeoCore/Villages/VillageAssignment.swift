import DensityEstimation
import GeoPrimitives
import SpatialIndexing
import TileMath

/// In which village each tip lies. A tip inside several overlapping villages belongs to the one with
/// the lowest code.
struct VillageAssignment: Sendable {
  private static let none = Int32(-1)
  private let villages: [Int32]
  /// The tips of village v are `members[starts[v] ..< starts[v + 1]]`.
  private let starts: [Int]
  private let members: [Int32]

  /// - Complexity: O(Σ v · p) over the villages, for v vertices and the p points in their boxes.
  init(_ tips: TipTable, to layer: AreaLayer) throws(PointIndexError) {
    let index = try PointIndex(gridPoints: tips.points, weights: [])
    var villages = [Int32](repeating: Self.none, count: tips.count)
    for (position, area) in layer.areas.enumerated() {
      guard let box = GridBox(area.envelope) else { continue }
      index.visit(in: box) { tip, point in
        if villages[tip] == Self.none, area.geometry.contains(point.coordinate) {
          villages[tip] = Int32(truncatingIfNeeded: position)
        }
        return true
      }
    }
    self.villages = villages
    (starts, members) = Self.group(villages, count: layer.areas.count)
  }

  /// The position of the village of a tip; `nil` for a tip outside all of them.
  func village(ofTip tip: Int) -> Int? {
    villages[tip] == Self.none ? nil : Int(villages[tip])
  }

  /// The tips of a village.
  func tips(ofVillage village: Int) -> ArraySlice<Int32> {
    members[starts[village]..<starts[village + 1]]
  }

  private static func group(_ villages: [Int32], count: Int) -> (starts: [Int], members: [Int32]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for village in villages where village != none { starts[Int(village) + 1] += 1 }
    for village in 0..<count { starts[village + 1] += starts[village] }
    var next = starts
    var members = [Int32](repeating: 0, count: starts[count])
    for (tip, village) in villages.enumerated() where village != none {
      members[next[Int(village)]] = Int32(truncatingIfNeeded: tip)
      next[Int(village)] += 1
    }
    return (starts, members)
  }
}

extension DatasetSnapshot {
  /// The village of every tip, found at the first question.
  func villageAssignment() throws -> VillageAssignment {
    try derived.assignment.value(for: 0) { try VillageAssignment(tips, to: villages) }
  }
}
