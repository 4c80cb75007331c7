import GeoPrimitives

/// The boxes of a table's rows in the order of the Hilbert curve through their centres, so that rows
/// that follow each other lie near each other.
///
/// Source: I. Kamel, C. Faloutsos, "On Packing R-trees", CIKM 1993.
struct PackedEntries {
  /// A row's box with its place on the curve.
  struct Entry {
    /// The position of the centre along the curve.
    var key: UInt64
    /// The box.
    var box: RTreeNode.Box
    /// Where the row stands among the rows in order of their numbers.
    var ordinal: UInt32
  }

  /// The row numbers, ascending.
  private(set) var rows: [Int64] = []
  /// The entries, in order of rows until `sort` has put them in order of the curve.
  private(set) var entries: [Entry] = []
  /// The box around everything.
  private(set) var extent = Envelope.empty

  /// Makes room for so many rows.
  mutating func reserve(_ count: Int) {
    rows.reserveCapacity(count)
    entries.reserveCapacity(count)
  }

  /// Adds a row; their numbers come in ascending order.
  mutating func append(row: Int64, _ envelope: Envelope) {
    let ordinal = UInt32(truncatingIfNeeded: rows.count)
    rows.append(row)
    entries.append(Entry(key: 0, box: RTreeNode.Box(around: envelope), ordinal: ordinal))
    extent = extent.union(envelope)
  }

  /// Puts the entries in the order of the curve; ties keep the order of rows.
  /// - Complexity: O(n log n).
  mutating func sort() {
    let scaleX = Self.scale(extent.width)
    let scaleY = Self.scale(extent.height)
    for index in entries.indices {
      let box = entries[index].box
      let x = (Double(box.minX) + Double(box.maxX)) / 2 - extent.minX
      let y = (Double(box.minY) + Double(box.maxY)) / 2 - extent.minY
      entries[index].key = HilbertCurve.key(
        x: UInt32(min(max(x * scaleX, 0), Self.cells)),
        y: UInt32(min(max(y * scaleY, 0), Self.cells)))
    }
    entries.sort { ($0.key, $0.ordinal) < ($1.key, $1.ordinal) }
  }

  private static let cells = Double(UInt32.max)

  private static func scale(_ length: Double) -> Double { length > 0 ? cells / length : 0 }
}
