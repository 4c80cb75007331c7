import GeoPrimitives
import TileMath

/// The noded edges of outlines, each once, with the areas whose outline runs along it.
///
/// An edge has two halves, `2e` and `2e + 1`, in opposite directions. Vertices are numbered along the
/// Hilbert curve and edges by their vertices, so that nothing depends on the order of the areas.
struct PlanarGraph {
  private(set) var vertices: [GridPoint] = []
  /// The vertex from which each half-edge starts.
  private(set) var origins: [UInt32] = []
  /// The areas that lie on one side of an edge and not on the other.
  private var toggleStarts: [UInt32] = [0]
  private var toggles: [UInt32] = []
  /// The half-edges that start from each vertex, counter-clockwise.
  private var leavingStarts: [UInt32] = []
  private var leaving: [UInt32] = []

  var edgeCount: Int { origins.count / 2 }

  /// The graph of noded outlines.
  /// - Complexity: O(n) in the number of edges, by radix.
  init(_ outlines: CoverageOutlines) {
    let numbers = numberVertices(outlines.points)
    joinEdges(outlines, numbers)
    sortLeaving()
  }

  /// The areas that begin or end at an edge, in ascending order.
  @inline(__always)
  func areasChanging(at edge: Int) -> ArraySlice<UInt32> {
    toggles[Int(toggleStarts[edge])..<Int(toggleStarts[edge + 1])]
  }

  /// The half-edges from a vertex, counter-clockwise.
  @inline(__always)
  func halfEdges(from vertex: Int) -> ArraySlice<UInt32> {
    leaving[Int(leavingStarts[vertex])..<Int(leavingStarts[vertex + 1])]
  }

  @inline(__always)
  func origin(of half: UInt32) -> GridPoint { vertices[Int(origins[Int(half)])] }

  @inline(__always)
  func target(of half: UInt32) -> GridPoint { vertices[Int(origins[Int(half ^ 1)])] }

  /// For each half-edge the one that follows it around the face on its left.
  /// - Complexity: O(n).
  func successors() -> [UInt32] {
    var next = [UInt32](repeating: 0, count: origins.count)
    for vertex in vertices.indices {
      let around = halfEdges(from: vertex)
      guard var before = around.last else { continue }
      for half in around {
        next[Int(half ^ 1)] = before
        before = half
      }
    }
    return next
  }

  /// Finds equal points; the answer has the number of the vertex of each point.
  private mutating func numberVertices(_ points: [GridPoint]) -> [UInt32] {
    var keys = points.map(\.hilbertKey)
    var order = [UInt32](points.indices.map { UInt32($0) })
    KeySort.sort(&keys, &order)
    var numbers = [UInt32](repeating: 0, count: points.count)
    var last: UInt64?
    for index in keys.indices {
      if keys[index] != last {
        vertices.append(points[Int(order[index])])
        last = keys[index]
      }
      numbers[Int(order[index])] = UInt32(vertices.count - 1)
    }
    return numbers
  }

  /// Joins equal edges; those along which no area begins or ends are left out.
  private mutating func joinEdges(_ outlines: CoverageOutlines, _ numbers: [UInt32]) {
    var (keys, areas) = Self.edgeKeys(outlines, numbers)
    KeySort.sort(&keys, &areas)
    var start = 0
    var run: [UInt32] = []
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end] == keys[start] { end += 1 }
      run.removeAll(keepingCapacity: true)
      run += areas[start..<end]
      appendEdge(keys[start], &run)
      start = end
    }
  }

  private static func edgeKeys(
    _ outlines: CoverageOutlines, _ numbers: [UInt32]
  ) -> (keys: [UInt64], areas: [UInt32]) {
    var keys: [UInt64] = []
    var areas: [UInt32] = []
    keys.reserveCapacity(numbers.count)
    areas.reserveCapacity(numbers.count)
    for ring in outlines.ringEnds.indices {
      for index in outlines.vertices(ofRing: ring).dropLast() {
        let (a, b) = (numbers[index], numbers[index + 1])
        guard a != b else { continue }
        keys.append(UInt64(min(a, b)) << 32 | UInt64(max(a, b)))
        areas.append(outlines.ringAreas[ring])
      }
    }
    return (keys, areas)
  }

  private mutating func appendEdge(_ key: UInt64, _ areas: inout [UInt32]) {
    areas.sort()
    let before = toggles.count
    var index = 0
    while index < areas.count {
      // An outline that runs along the edge twice has the area on both sides or on neither.
      if index + 1 < areas.count, areas[index] == areas[index + 1] {
        index += 2
      } else {
        toggles.append(areas[index])
        index += 1
      }
    }
    guard toggles.count > before else { return }
    toggleStarts.append(UInt32(toggles.count))
    origins.append(UInt32(truncatingIfNeeded: key >> 32))
    origins.append(UInt32(truncatingIfNeeded: key))
  }

  private mutating func sortLeaving() {
    leavingStarts = [UInt32](repeating: 0, count: vertices.count + 1)
    for vertex in origins { leavingStarts[Int(vertex) + 1] += 1 }
    for index in 1..<leavingStarts.count { leavingStarts[index] += leavingStarts[index - 1] }
    leaving = [UInt32](repeating: 0, count: origins.count)
    var next = leavingStarts
    for half in origins.indices {
      let vertex = Int(origins[half])
      leaving[Int(next[vertex])] = UInt32(half)
      next[vertex] += 1
    }
    for vertex in vertices.indices { sortLeaving(from: vertex) }
  }

  private mutating func sortLeaving(from vertex: Int) {
    let range = Int(leavingStarts[vertex])..<Int(leavingStarts[vertex + 1])
    guard range.count > 2 else { return }
    let center = vertices[vertex]
    let sorted = leaving[range].sorted {
      GridGeometry.isBefore(
        GridGeometry.difference(center, target(of: $0)),
        GridGeometry.difference(center, target(of: $1)))
    }
    leaving.replaceSubrange(range, with: sorted)
  }
}
