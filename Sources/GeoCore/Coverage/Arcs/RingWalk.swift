import TileMath

/// Walks around groups of regions, along the arcs that have a group on one side only.
struct RingWalk {
  private let topology: ArcTopology
  private let groups: [Int32]
  private var isWalked: [Bool]
  /// Where in the walk a node was passed, one more; 0 when it was not.
  private var passed: [UInt32]
  /// The rings found, in the order in which they were found.
  private(set) var rings: [FoundRing] = []
  private(set) var halfArcs: [UInt32] = []

  /// A ring that passes through no point twice.
  struct FoundRing {
    var group: Int32
    /// Its half-arcs in the list of all.
    var range: Range<Int>
    /// Twice its area in square cells; negative for a hole.
    var doubledArea: Int64
  }

  /// Walks around all groups. `groups` has the group of each region; −1 for none.
  init(_ topology: ArcTopology, groups: [Int32]) {
    self.topology = topology
    self.groups = groups
    isWalked = [Bool](repeating: false, count: 2 * topology.arcCount)
    passed = [UInt32](repeating: 0, count: topology.nodeCount)
    for half in 0..<UInt32(2 * topology.arcCount) where !isWalked[Int(half)] {
      let group = group(leftOf: half)
      if group >= 0, isBorder(half) { split(cycle(from: half), group) }
    }
  }

  private func group(leftOf half: UInt32) -> Int32 {
    let region = topology.region(leftOf: half)
    return region < 0 ? -1 : groups[Int(region)]
  }

  private func isBorder(_ half: UInt32) -> Bool { group(leftOf: half) != group(leftOf: half ^ 1) }

  private mutating func cycle(from start: UInt32) -> [UInt32] {
    var cycle: [UInt32] = []
    var half = start
    repeat {
      isWalked[Int(half)] = true
      cycle.append(half)
      half = successor(of: half)
    } while half != start
    return cycle
  }

  /// The sharpest turn to the left: what lies between two borders at a node is one piece of ground.
  private func successor(of half: UInt32) -> UInt32 {
    let back = half ^ 1
    let around = topology.halfArcs(from: topology.origins[Int(back)])
    var position = around.firstIndex(of: back) ?? around.startIndex
    repeat {
      position = position == around.startIndex ? around.endIndex - 1 : position - 1
    } while !isBorder(around[position])
    return around[position]
  }

  /// Cuts a walk where it passes a node again: parts that touch in a point, and holes that touch the
  /// outer ring, become rings of their own.
  private mutating func split(_ cycle: [UInt32], _ group: Int32) {
    var path: [UInt32] = []
    for half in cycle {
      let node = Int(topology.origins[Int(half)])
      if passed[node] > 0 { cut(&path, at: Int(passed[node]) - 1, group) }
      path.append(half)
      passed[node] = UInt32(path.count)
    }
    cut(&path, at: 0, group)
  }

  private mutating func cut(_ path: inout [UInt32], at position: Int, _ group: Int32) {
    let start = halfArcs.count
    var area: Int64 = 0
    for half in path[position...] {
      passed[Int(topology.origins[Int(half)])] = 0
      area &+= doubledArea(of: half)
      halfArcs.append(half)
    }
    path.removeLast(path.count - position)
    rings.append(
      FoundRing(group: group, range: start..<halfArcs.count, doubledArea: area))
  }

  private func doubledArea(of half: UInt32) -> Int64 {
    let vertices = topology.vertices(ofArc: Int(half / 2))
    let points = topology.points.span
    var area: Int64 = 0
    for index in vertices.dropLast() {
      area &+= GridGeometry.areaTerm(points[index], points[index + 1])
    }
    return half & 1 == 0 ? area : 0 &- area
  }
}
