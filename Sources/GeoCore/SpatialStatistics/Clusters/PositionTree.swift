/// A k-d tree: positions halved again and again along the longest side of their box.
///
/// J. L. Bentley, "Multidimensional binary search trees used for associative searching", doi:10.1145/361002.361007.
/// All leaves lie at one depth; the children of node i are 2i + 1 and 2i + 2, and what a node holds follows from the
/// halving of the whole, so that nothing but boxes is kept.
struct PositionTree: Sendable {
  /// The positions in the order of leaves.
  let positions: [GeocentricPosition]
  /// The number in the input of each of them.
  let numbers: [UInt32]
  /// The box of each node.
  let boxes: [GeocentricBox]
  /// The number of the first leaf among nodes.
  let firstLeaf: Int

  /// Leaves hold half of this or more.
  private static let leafSize = 12

  /// - Complexity: O(n log n).
  init(_ places: [GeocentricPosition]) {
    var depth = 0
    while places.count >> depth > Self.leafSize { depth += 1 }
    firstLeaf = (1 << depth) - 1
    var building = Building(places: places, nodes: 2 * firstLeaf + 1, firstLeaf: firstLeaf)
    building.split(0, 0..<places.count)
    boxes = building.boxes
    numbers = building.numbers
    positions = building.positions
  }

  /// Halves of what a node holds.
  @inline(__always)
  static func middle(of range: Range<Int>) -> Int { (range.lowerBound + range.upperBound) / 2 }

  /// Calls a body for every node, children before parents, with what it holds.
  func visitUpwards(_ body: (_ node: Int, _ range: Range<Int>) -> Void) {
    func visit(_ node: Int, _ range: Range<Int>) {
      if node < firstLeaf {
        let middle = Self.middle(of: range)
        visit(2 * node + 1, range.lowerBound..<middle)
        visit(2 * node + 2, middle..<range.upperBound)
      }
      body(node, range)
    }
    visit(0, 0..<positions.count)
  }

  private struct Building {
    var positions: [GeocentricPosition]
    var numbers: [UInt32]
    var boxes: [GeocentricBox]
    let firstLeaf: Int

    init(places: [GeocentricPosition], nodes: Int, firstLeaf: Int) {
      positions = places
      numbers = (0..<UInt32(truncatingIfNeeded: places.count)).map { $0 }
      boxes = Array(repeating: .empty, count: nodes)
      self.firstLeaf = firstLeaf
    }

    mutating func split(_ node: Int, _ range: Range<Int>) {
      var box = GeocentricBox.empty
      for position in range { box.add(positions[position]) }
      boxes[node] = box
      guard node < firstLeaf else { return }
      let middle = PositionTree.middle(of: range)
      switch box.longestDimension {
      case 0: select(middle, range) { $0.x }
      case 1: select(middle, range) { $0.y }
      default: select(middle, range) { $0.z }
      }
      split(2 * node + 1, range.lowerBound..<middle)
      split(2 * node + 2, middle..<range.upperBound)
    }

    /// Puts everything below the one at `target` before it.
    /// C. A. R. Hoare, "Algorithm 65: Find", doi:10.1145/366622.366647.
    @inline(__always)
    private mutating func select(
      _ target: Int, _ range: Range<Int>, _ value: (GeocentricPosition) -> Double
    ) {
      var (left, right) = (range.lowerBound, range.upperBound - 1)
      while left < right {
        let pivot = value(positions[(left + right) / 2])
        var (low, high) = (left, right)
        while low <= high {
          while value(positions[low]) < pivot { low += 1 }
          while value(positions[high]) > pivot { high -= 1 }
          guard low <= high else { break }
          positions.swapAt(low, high)
          numbers.swapAt(low, high)
          low += 1
          high -= 1
        }
        if target <= high { right = high } else if target >= low { left = low } else { return }
      }
    }
  }
}
