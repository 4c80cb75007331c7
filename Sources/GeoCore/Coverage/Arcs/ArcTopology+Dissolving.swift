import TileMath

extension ArcTopology {
  /// The borders between groups as a topology of their own, for small scales.
  ///
  /// Where a border inside a group ends, the arcs before and after become one, so that the vertex there can
  /// be left out like any other; a district that consists of a hundred villages would keep a hundred
  /// vertices at every zoom else.
  /// - Parameters:
  ///   - outlines: The outlines of the groups along these arcs; they become the regions, by number.
  ///   - threshold: The least weight of a vertex that is taken at all.
  /// - Returns: The topology, with weights of its own from the threshold on.
  /// - Complexity: O(n log n) in the vertices that are taken.
  public func dissolved(into outlines: ArcOutlines, threshold: UInt8) -> ArcTopology {
    var joining = ArcJoining(self, outlines, threshold: threshold)
    joining.joinOpenArcs()
    joining.joinClosedArcs()
    return joining.finish()
  }
}

/// Joins arcs at nodes where only two borders of groups meet.
private struct ArcJoining {
  private let source: ArcTopology
  /// The group on the left of each half-arc; −1 for none.
  private let owners: [Int32]
  private let threshold: UInt8
  private var result: ArcTopology
  private var isJoined: [Bool]
  /// The half-arc of the result that begins with a half-arc of the source; −1 for none.
  private var beginnings: [Int32]
  /// The nodes that stay, in the order in which they get their numbers.
  private var nodes: [UInt32] = []

  init(_ source: ArcTopology, _ outlines: ArcOutlines, threshold: UInt8) {
    self.source = source
    self.threshold = threshold
    var owners = [Int32](repeating: -1, count: 2 * source.arcCount)
    for group in 0..<outlines.count {
      for polygon in outlines.polygons(of: group) {
        for ring in outlines.rings(of: polygon) {
          for half in outlines.halfArcs(of: ring) { owners[Int(half)] = Int32(group) }
        }
      }
    }
    self.owners = owners
    result = ArcTopology(regionCount: outlines.count)
    isJoined = [Bool](repeating: false, count: source.arcCount)
    beginnings = [Int32](repeating: -1, count: 2 * source.arcCount)
  }

  private func isBorder(_ half: UInt32) -> Bool { owners[Int(half)] != owners[Int(half ^ 1)] }

  private func borders(at node: UInt32) -> Int {
    source.halfArcs(from: node).reduce(0) { $0 + (isBorder($1) ? 1 : 0) }
  }

  /// From every node where another number of borders meets than two.
  mutating func joinOpenArcs() {
    for node in 0..<UInt32(source.nodeCount) {
      let count = borders(at: node)
      guard count > 0, count != 2 else { continue }
      nodes.append(node)
      for half in source.halfArcs(from: node) where isBorder(half) && !isJoined[Int(half / 2)] {
        add(chain(from: half))
      }
    }
  }

  /// What is left are rings without such a node; each keeps one node.
  mutating func joinClosedArcs() {
    for arc in 0..<UInt32(source.arcCount) where isBorder(2 * arc) && !isJoined[Int(arc)] {
      nodes.append(source.origins[Int(2 * arc)])
      add(chain(from: 2 * arc))
    }
  }

  private mutating func chain(from start: UInt32) -> [UInt32] {
    var chain: [UInt32] = []
    var half = start
    while true {
      chain.append(half)
      isJoined[Int(half / 2)] = true
      let node = source.origins[Int(half ^ 1)]
      guard borders(at: node) == 2,
        let next = source.halfArcs(from: node).first(where: { isBorder($0) && $0 != half ^ 1 }),
        !isJoined[Int(next / 2)]
      else { return chain }
      half = next
    }
  }

  private mutating func add(_ chain: [UInt32]) {
    guard let first = chain.first, let last = chain.last else { return }
    let arc = result.arcCount
    beginnings[Int(first)] = Int32(2 * arc)
    beginnings[Int(last ^ 1)] = Int32(2 * arc + 1)
    result.leftRegions.append(owners[Int(first)])
    result.rightRegions.append(owners[Int(first ^ 1)])
    for half in chain {
      let range = source.vertices(ofArc: Int(half / 2))
      if half & 1 == 0 {
        for index in range.dropLast() { take(index) }
      } else {
        for index in range.dropFirst().reversed() { take(index) }
      }
    }
    let range = source.vertices(ofArc: Int(last / 2))
    take(last & 1 == 0 ? range.upperBound - 1 : range.lowerBound)
    result.arcStarts.append(UInt32(result.points.count))
  }

  private mutating func take(_ index: Int) {
    if source.weights[index] >= threshold { result.points.append(source.points[index]) }
  }

  /// The half-arcs around the nodes, and the weights.
  mutating func finish() -> ArcTopology {
    result.origins = [UInt32](repeating: 0, count: 2 * result.arcCount)
    for (number, node) in nodes.enumerated() {
      for half in source.halfArcs(from: node) where beginnings[Int(half)] >= 0 {
        result.origins[Int(beginnings[Int(half)])] = UInt32(number)
        result.leaving.append(UInt32(beginnings[Int(half)]))
      }
      result.leavingStarts.append(UInt32(result.leaving.count))
    }
    result.weights = VertexWeights.of(result)
    return result
  }
}
