import Coverage

/// The minimum spanning tree of positions by mutual reachability: the distance of two positions, or the core distance
/// of one of them where that is greater.
///
/// O. Borůvka 1926; on a k-d tree after W. B. March, P. Ram, A. G. Gray, "Fast Euclidean minimum spanning tree",
/// doi:10.1145/1835804.1835882. What was found nearest outside a component stays a lower bound when components grow,
/// so few positions are searched from again. Where lengths are equal there are several such trees; they join the same
/// positions at every length.
struct ReachabilityTree {
  /// An edge between positions in the order of the tree.
  struct Edge: Sendable {
    var squaredLength: Double
    var first: UInt32
    var second: UInt32
  }

  private let tree: PositionTree
  private let cores: [Double]
  /// The least core distance in each node.
  private let leastCores: [Double]
  private let threads: Int
  /// The component of each position, numbered from 0.
  private var components: [Int32]
  private var componentCount: Int
  /// The component of all that a node holds; −1 for several.
  private var nodeComponents: [Int32]
  /// For each position the nearest one found outside its component, or none; no other outside is nearer than its bound.
  private var candidates: [Candidate]
  private var sets: DisjointSets
  private(set) var edges: [Edge] = []

  private struct Candidate: Sendable {
    var other: Int32 = -1
    var bound = 0.0
  }

  /// - Parameters:
  ///   - tree: The positions.
  ///   - cores: The squares of their core distances.
  ///   - threads: How many threads take part.
  init(_ tree: PositionTree, squaredCores cores: [Double], threads: Int) {
    let count = tree.positions.count
    self.tree = tree
    self.cores = cores
    self.threads = threads
    var leastCores = [Double](repeating: .infinity, count: tree.boxes.count)
    tree.visitUpwards { node, range in
      leastCores[node] =
        node >= tree.firstLeaf
        ? cores[range].min() ?? .infinity
        : min(leastCores[2 * node + 1], leastCores[2 * node + 2])
    }
    self.leastCores = leastCores
    components = (0..<Int32(truncatingIfNeeded: count)).map { $0 }
    componentCount = count
    nodeComponents = Array(repeating: -1, count: tree.boxes.count)
    candidates = Array(repeating: Candidate(), count: count)
    sets = DisjointSets(count: count)
  }

  /// Joins each component with the nearest one, until there is one.
  /// - Parameters:
  ///   - isWanted: Whether somebody still waits.
  ///   - onProgress: Told how many edges there are.
  /// - Throws: `SpatialStatisticsError.cancelled` when nobody waits any more.
  mutating func grow(
    isWanted: @escaping @Sendable () -> Bool, onProgress: (Int) -> Void
  ) throws(SpatialStatisticsError) {
    edges.reserveCapacity(max(components.count - 1, 0))
    while componentCount > 1 {
      renewNodes()
      searchAgain(isWanted)
      guard isWanted() else { throw .cancelled }
      join()
      onProgress(edges.count)
    }
  }

  private mutating func renewNodes() {
    var nodes = nodeComponents
    tree.visitUpwards { node, range in
      if node >= tree.firstLeaf {
        let first = components[range.lowerBound]
        nodes[node] = components[range].allSatisfy { $0 == first } ? first : -1
      } else {
        let (left, right) = (nodes[2 * node + 1], nodes[2 * node + 2])
        nodes[node] = left == right ? left : -1
      }
    }
    nodeComponents = nodes
  }

  /// The shortest known way out of each component.
  private func shortest() -> [Double] {
    var shortest = [Double](repeating: .infinity, count: componentCount)
    for (position, candidate) in candidates.enumerated() where isOutside(candidate, position) {
      let component = Int(components[position])
      shortest[component] = min(shortest[component], candidate.bound)
    }
    return shortest
  }

  private func isOutside(_ candidate: Candidate, _ position: Int) -> Bool {
    candidate.other >= 0 && components[Int(candidate.other)] != components[position]
  }

  /// Searches from positions whose candidate has come into their component.
  private mutating func searchAgain(_ isWanted: @escaping @Sendable () -> Bool) {
    let state = self
    let known = shortest()
    candidates = ConcurrentMap.joined(components.count, threads: threads) { part in
      var found = Array(state.candidates[part])
      guard isWanted() else { return found }
      var bounds = LocalBounds(known, positions: part, components: state.components)
      var stack: [(node: Int, range: Range<Int>, bound: Double)] = []
      for (slot, position) in part.enumerated() {
        guard !state.isOutside(found[slot], position) else { continue }
        let component = Int(state.components[position])
        let limit = bounds[component]
        guard found[slot].bound < limit else { continue }
        found[slot] = state.nearestOutside(position, below: limit, &stack)
        if found[slot].other >= 0 { bounds[component] = found[slot].bound }
      }
      return found
    }
  }

  /// Bounds of components; what a part of the positions finds by itself is kept beside what is known of all.
  private struct LocalBounds {
    private let known: [Double]
    private var own: [Int: Double] = [:]
    /// In the first round each position is a component of its own, and nothing can be learnt from others.
    private let isAlone: Bool

    init(_ known: [Double], positions: Range<Int>, components: [Int32]) {
      self.known = known
      isAlone = known.count == components.count
    }

    subscript(component: Int) -> Double {
      get { isAlone ? known[component] : own[component] ?? known[component] }
      set { if !isAlone { own[component] = newValue } }
    }
  }

  /// The nearest position of another component, if it is nearer than a limit.
  private func nearestOutside(
    _ position: Int, below limit: Double,
    _ stack: inout [(node: Int, range: Range<Int>, bound: Double)]
  ) -> Candidate {
    let (place, core, own) = (tree.positions[position], cores[position], components[position])
    var best = Candidate(other: -1, bound: limit)
    guard core < limit else { return best }
    stack.removeAll(keepingCapacity: true)
    stack.append((0, 0..<tree.positions.count, core))
    while let (node, range, bound) = stack.popLast() {
      guard bound < best.bound, nodeComponents[node] != own else { continue }
      if node < tree.firstLeaf {
        push(node, range, place, core, &stack)
        continue
      }
      for other in range where components[other] != own {
        let length = max(
          place.squaredDistance(to: tree.positions[other]), cores[other], core)
        if length < best.bound {
          best = Candidate(other: Int32(truncatingIfNeeded: other), bound: length)
        }
      }
      // Nothing is nearer than the core distance.
      if best.bound <= core { break }
    }
    return best
  }

  @inline(__always)
  private func push(
    _ node: Int, _ range: Range<Int>, _ place: GeocentricPosition, _ core: Double,
    _ stack: inout [(node: Int, range: Range<Int>, bound: Double)]
  ) {
    let middle = PositionTree.middle(of: range)
    let (low, high) = (2 * node + 1, 2 * node + 2)
    let (near, far) = (
      tree.boxes[low].squaredDistance(to: place), tree.boxes[high].squaredDistance(to: place)
    )
    let left = (low, range.lowerBound..<middle, max(near, leastCores[low], core))
    let right = (high, middle..<range.upperBound, max(far, leastCores[high], core))
    // The nearer one is looked at first.
    stack.append(near <= far ? right : left)
    stack.append(near <= far ? left : right)
  }

  /// Takes each component's shortest way out into the tree.
  private mutating func join() {
    var chosen = [Int32](repeating: -1, count: componentCount)
    for (position, candidate) in candidates.enumerated() where isOutside(candidate, position) {
      let component = Int(components[position])
      let best = chosen[component]
      if best < 0 || candidate.bound < candidates[Int(best)].bound {
        chosen[component] = Int32(truncatingIfNeeded: position)
      }
    }
    for position in chosen where position >= 0 {
      let candidate = candidates[Int(position)]
      // Components may have chosen each other, or, among equal lengths, gone in a circle.
      guard sets.unite(Int(position), Int(candidate.other)) else { continue }
      edges.append(
        Edge(
          squaredLength: candidate.bound, first: UInt32(truncatingIfNeeded: position),
          second: UInt32(truncatingIfNeeded: candidate.other)))
    }
    renumber()
  }

  private mutating func renumber() {
    var numbers = [Int32](repeating: -1, count: components.count)
    var count: Int32 = 0
    for position in components.indices {
      let root = sets.root(of: position)
      if numbers[root] < 0 {
        numbers[root] = count
        count += 1
      }
      components[position] = numbers[root]
    }
    componentCount = Int(count)
  }
}
