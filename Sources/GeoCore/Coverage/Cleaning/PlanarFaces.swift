import TileMath

/// The faces into which a planar graph divides the grid. Face 0 is the ground outside of everything.
struct PlanarFaces {
  /// The face on the left of each half-edge.
  private(set) var faceOfHalfEdge: [UInt32]
  /// For each half-edge the next one around its face.
  let next: [UInt32]
  /// One half-edge of each cycle, by face: a face has a cycle for its outer border and for each hole.
  private var cycleStarts: [UInt32] = []
  private var cycles: [UInt32] = []
  /// The area in square cells; of face 0 it means nothing.
  private(set) var cells: [Double] = []

  /// The number of faces, the outside included.
  var count: Int { cells.count }

  /// The faces of a graph.
  /// - Complexity: O(n), and for each connected part a scan of the edges in a strip of the plane.
  init(_ graph: PlanarGraph) {
    next = graph.successors()
    var found = CycleList(graph, next)
    let nesting = CycleNesting(graph, found)
    faceOfHalfEdge = found.takeCycleOfHalfEdge()
    join(found, nesting.faceOfCycle, faceCount: nesting.faceCount)
  }

  /// One half-edge of every cycle around a face.
  func cycles(of face: Int) -> ArraySlice<UInt32> {
    cycles[Int(cycleStarts[face])..<Int(cycleStarts[face + 1])]
  }

  /// Calls `visit` with every half-edge that has the face on its left.
  @inline(__always)
  func forEachHalfEdge(of face: Int, _ visit: (UInt32) -> Void) {
    for start in cycles(of: face) {
      var half = start
      repeat {
        visit(half)
        half = next[Int(half)]
      } while half != start
    }
  }

  private mutating func join(_ found: borrowing CycleList, _ faces: [UInt32], faceCount: Int) {
    cells = [Double](repeating: 0, count: faceCount)
    cycleStarts = [UInt32](repeating: 0, count: faceCount + 1)
    for cycle in faces.indices {
      cells[Int(faces[cycle])] += Double(found.doubledAreas[cycle]) / 2
      cycleStarts[Int(faces[cycle]) + 1] += 1
    }
    for face in 1..<cycleStarts.count { cycleStarts[face] += cycleStarts[face - 1] }
    cycles = [UInt32](repeating: 0, count: faces.count)
    var next = cycleStarts
    for cycle in faces.indices {
      let face = Int(faces[cycle])
      cycles[Int(next[face])] = found.starts[cycle]
      next[face] += 1
    }
    for half in faceOfHalfEdge.indices {
      faceOfHalfEdge[half] = faces[Int(faceOfHalfEdge[half])]
    }
  }
}

/// The closed walks around the faces of a graph, each with the face on its left.
struct CycleList: ~Copyable {
  private(set) var cycleOfHalfEdge: [UInt32]
  /// A half-edge of each cycle.
  private(set) var starts: [UInt32] = []
  /// Twice the area in square cells: positive for the outer border of a face, negative for the border of
  /// a connected part of the graph as seen from outside.
  private(set) var doubledAreas: [Int64] = []

  init(_ graph: PlanarGraph, _ next: [UInt32]) {
    cycleOfHalfEdge = [UInt32](repeating: .max, count: next.count)
    for half in next.indices where cycleOfHalfEdge[half] == .max {
      walk(from: UInt32(half), graph, next)
    }
  }

  private mutating func walk(from start: UInt32, _ graph: PlanarGraph, _ next: [UInt32]) {
    let cycle = UInt32(starts.count)
    var area: Int64 = 0
    var half = start
    repeat {
      cycleOfHalfEdge[Int(half)] = cycle
      area &+= GridGeometry.areaTerm(graph.origin(of: half), graph.target(of: half))
      half = next[Int(half)]
    } while half != start
    starts.append(start)
    doubledAreas.append(area)
  }

  /// Gives the cycles of the half-edges away.
  mutating func takeCycleOfHalfEdge() -> [UInt32] {
    var taken: [UInt32] = []
    swap(&taken, &cycleOfHalfEdge)
    return taken
  }
}
