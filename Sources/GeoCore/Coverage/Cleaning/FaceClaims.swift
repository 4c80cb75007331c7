/// The areas that claim each face: those inside whose source outline it lies.
struct FaceClaims {
  private var starts: [UInt32]
  private var counts: [UInt32]
  private var pool: [UInt32] = []

  /// The number of claims; positions in the lists of claimants count through them.
  var count: Int { pool.count }

  /// Walks from the outside across one edge after another.
  /// - Complexity: O(n) in the number of edges, times the claims of a face, mostly one.
  init(_ graph: PlanarGraph, _ faces: PlanarFaces) {
    starts = [UInt32](repeating: .max, count: faces.count)
    counts = [UInt32](repeating: 0, count: faces.count)
    starts[0] = 0
    var queue: [UInt32] = [0]
    var position = 0
    while position < queue.count {
      let face = Int(queue[position])
      position += 1
      for start in faces.cycles(of: face) {
        var half = start
        repeat {
          let other = Int(faces.faceOfHalfEdge[Int(half ^ 1)])
          if starts[other] == .max {
            enter(other, from: face, changing: graph.areasChanging(at: Int(half / 2)))
            queue.append(UInt32(other))
          }
          half = faces.next[Int(half)]
        } while half != start
      }
    }
  }

  /// The areas that claim a face, in ascending order.
  @inline(__always)
  func claimants(of face: Int) -> ArraySlice<UInt32> {
    let start = Int(starts[face])
    return pool[start..<start + Int(counts[face])]
  }

  /// The claims of a face are those of the face next to it, but for the areas that change in between.
  private mutating func enter(_ face: Int, from origin: Int, changing: ArraySlice<UInt32>) {
    let first = pool.count
    var known = Int(starts[origin])
    let end = known + Int(counts[origin])
    var change = changing.startIndex
    while known < end || change < changing.endIndex {
      if change == changing.endIndex || (known < end && pool[known] < changing[change]) {
        pool.append(pool[known])
        known += 1
      } else if known == end || changing[change] < pool[known] {
        pool.append(changing[change])
        change += 1
      } else {
        known += 1
        change += 1
      }
    }
    starts[face] = UInt32(first)
    counts[face] = UInt32(pool.count - first)
  }
}
