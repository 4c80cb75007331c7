/// A column of any element, as it lies in a file: a name and whole blocks of bytes.
struct StoredColumn: Sendable {
  /// What the column holds, unique within its index.
  let name: String
  /// The number of elements.
  let count: Int
  /// The bytes of one element.
  let stride: Int
  /// Where the elements begin in the memory.
  let offset: Int
  /// What holds the elements.
  let memory: ColumnMemory

  /// The bytes of the elements, up to the end of the last block; the rest of that block is zero.
  var blockBytes: Int { ColumnMemory.wholeBlocks(count * stride) }

  /// The whole blocks as words; `nil` when they do not lie inside the memory.
  var words: Column<UInt64>? {
    Column(in: memory, offset: offset, count: blockBytes / MemoryLayout<UInt64>.stride)
  }

  /// The elements; `nil` when there are not as many, or of another size.
  func elements<Element: PlainElement>(count expected: Int) -> Column<Element>? {
    guard count == expected, stride == MemoryLayout<Element>.stride else { return nil }
    return Column(in: memory, offset: offset, count: count)
  }
}

extension Column {
  /// The column as it is written to a file.
  func stored(as name: String) -> StoredColumn {
    StoredColumn(
      name: name, count: count, stride: MemoryLayout<Element>.stride, offset: offset, memory: memory
    )
  }
}

/// The columns of one index of a file, by their names.
struct StoredColumns {
  private let columns: [StoredColumn]

  init(_ columns: [StoredColumn]) { self.columns = columns }

  /// A column of so many elements; `nil` when there is none, or a different one.
  func column<Element: PlainElement>(_ name: String, _ count: Int) -> Column<Element>? {
    columns.first { $0.name == name }?.elements(count: count)
  }

  /// A column of however many elements; `nil` when there is none, or one of another size of element.
  func column<Element: PlainElement>(_ name: String) -> Column<Element>? {
    columns.first { $0.name == name }.flatMap { $0.elements(count: $0.count) }
  }
}
