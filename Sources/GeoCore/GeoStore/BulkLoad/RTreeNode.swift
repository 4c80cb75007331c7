import GeoPrimitives

/// One node of SQLite's R*Tree module as it is stored: two bytes of depth (in the root), two bytes of
/// cell count, then per cell eight bytes of row or node number and the four edges minx, maxx, miny,
/// maxy as 32-bit floats; everything big-endian, the rest zero.
///
/// Source: "The SQLite R*Tree Module", section 6, and its table of the node format.
enum RTreeNode {
  /// Bytes before the first cell.
  static let headerLength = 4
  /// Bytes of a cell in two dimensions.
  static let cellLength = 24

  /// A cell: what it points to, and the box around that.
  struct Cell {
    /// The row of the table, or the number of the child node.
    var target: Int64
    /// The box.
    var box: Box
  }

  /// A box in the precision of the index.
  struct Box: Hashable {
    var minX, maxX, minY, maxY: Float

    /// The smallest box of floats around a box of doubles.
    init(around envelope: Envelope) {
      minX = Self.down(envelope.minX)
      maxX = Self.up(envelope.maxX)
      minY = Self.down(envelope.minY)
      maxY = Self.up(envelope.maxY)
    }

    /// The smallest box around some cells, of which there is at least one.
    init(around cells: ArraySlice<Cell>) {
      self.init(around: Envelope.empty)
      for cell in cells {
        minX = min(minX, cell.box.minX)
        maxX = max(maxX, cell.box.maxX)
        minY = min(minY, cell.box.minY)
        maxY = max(maxY, cell.box.maxY)
      }
    }

    private static func down(_ value: Double) -> Float {
      let rounded = Float(value)
      return Double(rounded) > value ? rounded.nextDown : rounded
    }

    private static func up(_ value: Double) -> Float {
      let rounded = Float(value)
      return Double(rounded) < value ? rounded.nextUp : rounded
    }
  }

  /// The stored form of a node.
  /// - Parameters:
  ///   - cells: What it holds; no more than `size` has room for.
  ///   - depth: The number of levels below; zero in every node but the root.
  ///   - size: The length that every node of the index has.
  /// - Returns: `size` bytes, or more when the cells have no room in them.
  static func bytes(of cells: ArraySlice<Cell>, depth: Int, size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    append(UInt64(depth), bits: 16, to: &bytes)
    append(UInt64(cells.count), bits: 16, to: &bytes)
    for cell in cells {
      append(UInt64(bitPattern: cell.target), bits: 64, to: &bytes)
      let box = cell.box
      append(UInt64(box.minX.bitPattern), bits: 32, to: &bytes)
      append(UInt64(box.maxX.bitPattern), bits: 32, to: &bytes)
      append(UInt64(box.minY.bitPattern), bits: 32, to: &bytes)
      append(UInt64(box.maxY.bitPattern), bits: 32, to: &bytes)
    }
    bytes.append(contentsOf: repeatElement(0, count: max(size - bytes.count, 0)))
    return bytes
  }

  /// The boxes of the cells of a stored node.
  static func boxes(in node: [UInt8]) -> [Envelope] {
    guard node.count >= headerLength else { return [] }
    let count = Int(node[2]) << 8 | Int(node[3])
    let held = min(count, (node.count - headerLength) / cellLength)
    return (0..<held).map { index in
      let start = headerLength + index * cellLength + 8
      return Envelope(
        minX: edge(node, at: start), minY: edge(node, at: start + 8),
        maxX: edge(node, at: start + 4), maxY: edge(node, at: start + 12))
    }
  }

  private static func edge(_ node: [UInt8], at start: Int) -> Double {
    let bits = node[start..<(start + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return Double(Float(bitPattern: bits))
  }

  private static func append(_ value: UInt64, bits: UInt64, to bytes: inout [UInt8]) {
    var shift = bits
    while shift > 0 {
      shift -= 8
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
