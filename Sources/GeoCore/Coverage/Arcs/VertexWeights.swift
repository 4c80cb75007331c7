import TileMath

/// Takes vertices out of the arcs of a topology one after another, the least area first, and notes how much
/// each mattered when its turn came. A weight is never less than that of a vertex taken out before, so
/// the vertices above any threshold are those that were left at one moment.
///
/// A vertex whose triangle holds another vertex that is left must wait: without it a border would jump
/// over that vertex. So the borders that are left cross nowhere, at no threshold, and rings stay valid.
/// It is tried again one weight later.
///
/// Source: Visvalingam & Whyatt 1993; the test of the triangle after de Berg, van Kreveld & Schirra 1998,
/// "Topologically correct subdivision simplification using the bandwidth criterion".
struct VertexWeights {
  private let topology: ArcTopology
  private var left: RemainingVertices
  /// Neighbours along the arc among the vertices that are left.
  private var before: [UInt32]
  private var after: [UInt32]
  /// The weight at which each vertex waits; `always` for those that do not.
  private var turns: [UInt8]
  private var weights: [UInt8]
  private var queue = AreaQueue()
  /// For each closed arc how many vertices are left between first and last.
  private var ringCounts: [Int32]
  private var arcs: [UInt32]

  /// The weight of every vertex.
  /// - Complexity: O(n log n) for n vertices; each is looked at with those near it.
  static func of(_ topology: ArcTopology) -> [UInt8] {
    guard !topology.points.isEmpty else { return [] }
    var weights = VertexWeights(topology)
    for weight in 0..<Int(VertexWeight.always) { weights.empty(weight) }
    return weights.weights
  }

  private init(_ topology: ArcTopology) {
    self.topology = topology
    let count = topology.points.count
    before = (0..<count).map { UInt32($0 == 0 ? 0 : $0 - 1) }
    after = (0..<count).map { UInt32($0 + 1) }
    turns = [UInt8](repeating: VertexWeight.always, count: count)
    weights = turns
    ringCounts = [Int32](repeating: .max, count: topology.arcCount)
    arcs = [UInt32](repeating: 0, count: count)
    left = RemainingVertices(topology)
    for arc in 0..<topology.arcCount { enter(arc) }
  }

  private mutating func enter(_ arc: Int) {
    let vertices = topology.vertices(ofArc: arc)
    if topology.isClosed(arc: arc) { ringCounts[arc] = Int32(vertices.count - 2) }
    for vertex in vertices { arcs[vertex] = UInt32(arc) }
    for vertex in vertices.dropFirst().dropLast() { enqueue(vertex, notBefore: 0) }
  }

  private mutating func enqueue(_ vertex: Int, notBefore least: Int) {
    let area = doubledArea(at: vertex)
    let turn = max(Int(VertexWeight.weight(doubledArea: area)), least)
    turns[vertex] = UInt8(turn)
    queue.push(AreaQueue.Entry(doubledArea: area, vertex: UInt32(vertex)), weight: turn)
  }

  /// Twice the area of the triangle of a vertex and its neighbours among those that are left.
  private func doubledArea(at vertex: Int) -> UInt64 {
    GridGeometry.turn(
      topology.points[Int(before[vertex])], topology.points[vertex],
      topology.points[Int(after[vertex])]
    ).magnitude
  }

  /// Takes out what can be taken out at a weight. Entries of vertices that were put in again since, with
  /// other neighbours, are passed over.
  private mutating func empty(_ weight: Int) {
    left.adapt(toWeight: weight)
    queue.begin(weight)
    while let entry = queue.pop() {
      let vertex = Int(entry.vertex)
      guard Int(turns[vertex]) == weight, doubledArea(at: vertex) == entry.doubledArea else {
        continue
      }
      take(vertex, at: weight)
    }
  }

  private mutating func take(_ vertex: Int, at weight: Int) {
    let (p, n) = (Int(before[vertex]), Int(after[vertex]))
    let arc = Int(arcs[vertex])
    turns[vertex] = VertexWeight.always
    guard ringCounts[arc] > 2, isShort(p, n) else { return }
    let triangle = GridTriangle(topology.points[p], topology.points[vertex], topology.points[n])
    guard !left.hasVertex(in: triangle) else {
      return enqueue(vertex, notBefore: min(weight + 1, Int(VertexWeight.always)))
    }
    weights[vertex] = UInt8(weight)
    left.remove(vertex)
    after[p] = UInt32(n)
    before[n] = UInt32(p)
    ringCounts[arc] -= 1
    for neighbor in [p, n] where turns[neighbor] != VertexWeight.always {
      enqueue(neighbor, notBefore: weight)
    }
  }

  /// Whether areas of triangles stay exact if two vertices are joined.
  private func isShort(_ a: Int, _ b: Int) -> Bool {
    let (dx, dy) = GridGeometry.difference(topology.points[a], topology.points[b])
    return max(abs(dx), abs(dy)) <= 2 * GridGeometry.longestStep
  }
}
