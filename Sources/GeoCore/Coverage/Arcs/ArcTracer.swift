import TileMath

extension ArcTopology {
  /// The borders between the owners of faces.
  /// - Parameters:
  ///   - graph: The noded edges.
  ///   - faces: Its faces.
  ///   - owners: The region of each face; −1 outside.
  ///   - regionCount: The number of regions.
  /// - Complexity: O(n) in the number of edges, and the weights.
  init(_ graph: PlanarGraph, _ faces: PlanarFaces, owners: [Int32], regionCount: Int) {
    var tracer = ArcTracer(graph, faces, owners, regionCount: regionCount)
    tracer.traceOpenArcs()
    tracer.traceClosedArcs()
    self = tracer.finish()
    weights = VertexWeights.of(self)
  }
}

/// Follows edges with different owners on either side from node to node.
struct ArcTracer {
  private let graph: PlanarGraph
  private let faces: PlanarFaces
  private let owners: [Int32]
  private var topology: ArcTopology
  private var isTraced: [Bool]
  /// The arc that begins with a half-edge from a node, by the half-edge.
  private var halfArcOfHalfEdge: [UInt32: UInt32] = [:]
  private var nodeVertices: [UInt32] = []
  private var closedArcs: [UInt32] = []

  init(_ graph: PlanarGraph, _ faces: PlanarFaces, _ owners: [Int32], regionCount: Int) {
    (self.graph, self.faces, self.owners) = (graph, faces, owners)
    topology = ArcTopology(regionCount: regionCount)
    isTraced = [Bool](repeating: false, count: graph.edgeCount)
  }

  @inline(__always)
  private func owner(leftOf half: UInt32) -> Int32 {
    owners[Int(faces.faceOfHalfEdge[Int(half)])]
  }

  @inline(__always)
  private func isBorder(_ half: UInt32) -> Bool { owner(leftOf: half) != owner(leftOf: half ^ 1) }

  mutating func traceOpenArcs() {
    for vertex in graph.vertices.indices where isNode(vertex) {
      nodeVertices.append(UInt32(vertex))
      for half in graph.halfEdges(from: vertex) where isBorder(half) && !isTraced[Int(half / 2)] {
        traceOpenArc(half)
      }
    }
  }

  /// Whether more than two borders meet.
  private func isNode(_ vertex: Int) -> Bool {
    let around = graph.halfEdges(from: vertex)
    guard around.count > 2 else { return false }
    var borders = 0
    for half in around where isBorder(half) { borders += 1 }
    return borders > 2
  }

  private mutating func traceOpenArc(_ start: UInt32) {
    let arc = UInt32(topology.arcCount)
    topology.points.append(graph.origin(of: start))
    var half = start
    while true {
      isTraced[Int(half / 2)] = true
      topology.points.append(graph.target(of: half))
      guard let next = onlySuccessor(of: half) else { break }
      half = next
    }
    close(start)
    halfArcOfHalfEdge[start] = 2 * arc
    halfArcOfHalfEdge[half ^ 1] = 2 * arc + 1
  }

  /// The border that goes on from the end of another; `nil` at a node.
  private func onlySuccessor(of half: UInt32) -> UInt32? {
    var found: UInt32?
    for candidate in graph.halfEdges(from: Int(graph.origins[Int(half ^ 1)]))
    where candidate != half ^ 1 && isBorder(candidate) {
      guard found == nil else { return nil }
      found = candidate
    }
    return found
  }

  private mutating func close(_ half: UInt32) {
    topology.leftRegions.append(owner(leftOf: half))
    topology.rightRegions.append(owner(leftOf: half ^ 1))
    topology.arcStarts.append(UInt32(topology.points.count))
  }

  /// What no node is part of: rings, which start at their westernmost vertex and run counter-clockwise.
  mutating func traceClosedArcs() {
    for edge in 0..<graph.edgeCount where !isTraced[edge] && isBorder(UInt32(2 * edge)) {
      var ring: [UInt32] = []
      var half = UInt32(2 * edge)
      while !isTraced[Int(half / 2)] {
        isTraced[Int(half / 2)] = true
        ring.append(half)
        guard let next = onlySuccessor(of: half) else { break }
        half = next
      }
      appendClosedArc(ring)
    }
  }

  private mutating func appendClosedArc(_ ring: [UInt32]) {
    let area = ring.reduce(Int64(0)) {
      $0 &+ GridGeometry.areaTerm(graph.origin(of: $1), graph.target(of: $1))
    }
    let halves = area > 0 ? ring : ring.reversed().map { $0 ^ 1 }
    let first =
      halves.indices.min {
        graph.origin(of: halves[$0]).word < graph.origin(of: halves[$1]).word
      } ?? 0
    for offset in halves.indices {
      let half = halves[(first + offset) % halves.count]
      topology.points.append(graph.origin(of: half))
    }
    topology.points.append(graph.origin(of: halves[first]))
    closedArcs.append(UInt32(topology.arcCount))
    close(halves[first])
  }

  /// The arcs with their nodes.
  consuming func finish() -> ArcTopology {
    topology.origins = [UInt32](repeating: 0, count: 2 * topology.arcCount)
    for vertex in nodeVertices {
      append(
        node: graph.halfEdges(from: Int(vertex)).compactMap { halfArcOfHalfEdge[$0] })
    }
    for arc in closedArcs { append(node: [2 * arc, 2 * arc + 1]) }
    return topology
  }

  private mutating func append(node halfArcs: [UInt32]) {
    for half in halfArcs { topology.origins[Int(half)] = UInt32(topology.nodeCount) }
    topology.leaving += halfArcs
    topology.leavingStarts.append(UInt32(topology.leaving.count))
  }
}
