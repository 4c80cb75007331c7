/// What stands at the beginning of a file of indexes: what the file is, what it was made from, and
/// where each column lies.
///
/// Numbers are little-endian. In order: 8 bytes that tell the kind of file; version, byte order of the
/// columns, node size and length of the header (32 bits each); length of the file (64); the
/// fingerprint; the indexes, each with its name, its number of points and its columns; zeros up to a
/// whole block; one block that repeats the checksum of the blocks before it. Texts and the fingerprint
/// come after their length, lists after their number of entries (32 bits). The columns begin at whole
/// blocks, counted from the end of the header.
struct IndexFileHeader: Equatable {
  /// One column of an index.
  struct Entry: Equatable {
    var name: String
    var stride: Int
    var count: Int
    /// In bytes, from the end of the header.
    var offset: Int
    var checksum: UInt64
  }

  /// One index.
  struct Section: Equatable {
    var name: String
    var count: Int
    var columns: [Entry]
  }

  /// PNG's idea: a byte beyond ASCII, the kind, and line ends that a transfer as text would change.
  static let magic: [UInt8] = [0x89, 0x50, 0x42, 0x49, 0x0D, 0x0A, 0x1A, 0x0A]
  /// Rises with every change of the layout or of what the columns mean.
  static let version: UInt32 = 2
  /// 1 for a machine that writes the lowest byte first, 2 for the other kind.
  static let byteOrder: UInt32 = 1.littleEndian == 1 ? 1 : 2
  /// The bytes up to where the fingerprint begins.
  static let fixedLength = 32

  /// What the indexes were made from.
  var fingerprint: [UInt8]
  /// The indexes of the file.
  var sections: [Section]
}

extension IndexFileHeader.Entry {
  /// The bytes of the column in the file, whole blocks.
  var blockBytes: Int { ColumnMemory.wholeBlocks(stride * count) }
}

extension [IndexFileHeader.Section] {
  /// The columns of all indexes.
  var joinedColumns: some Sequence<IndexFileHeader.Entry> { lazy.flatMap(\.columns) }
}

extension IndexFileHeader {
  /// The bytes of the header, whole blocks.
  /// - Parameter columnBytes: The length of what follows it.
  /// - Returns: The bytes, sealed with their checksum.
  func encoded(columnBytes: Int) -> Column<UInt8> {
    var writer = HeaderWriter()
    writer.bytes += Self.magic
    writer.write(Self.version)
    writer.write(Self.byteOrder)
    writer.write(UInt32(NodeLayout.nodeSize))
    writer.bytes += [0, 0, 0, 0] + [UInt8](repeating: 0, count: 8)
    writer.write(list: fingerprint)
    writer.write(UInt32(sections.count))
    for section in sections { write(section, to: &writer) }
    return writer.sealed(columnBytes: columnBytes)
  }

  private func write(_ section: Section, to writer: inout HeaderWriter) {
    writer.write(list: Array(section.name.utf8))
    writer.write(UInt64(section.count))
    writer.write(UInt32(section.columns.count))
    for column in section.columns {
      writer.write(list: Array(column.name.utf8))
      writer.write(UInt32(column.stride))
      writer.write(UInt64(column.count))
      writer.write(UInt64(column.offset))
      writer.write(column.checksum)
    }
  }
}

/// Gathers the bytes of a header.
private struct HeaderWriter {
  var bytes: [UInt8] = []

  mutating func write(_ value: some FixedWidthInteger) {
    for byte in 0..<value.bitWidth / 8 {
      bytes.append(UInt8(truncatingIfNeeded: value >> (8 * byte)))
    }
  }

  mutating func write(list: [UInt8]) {
    write(UInt32(list.count))
    bytes += list
  }

  /// Fills the last block, sets the lengths and appends the block of checksums.
  consuming func sealed(columnBytes: Int) -> Column<UInt8> {
    let body = ColumnMemory.wholeBlocks(bytes.count)
    let length = body + ColumnMemory.blockSize
    bytes += [UInt8](repeating: 0, count: body - bytes.count)
    for byte in 0..<4 { bytes[20 + byte] = UInt8(truncatingIfNeeded: length >> (8 * byte)) }
    for byte in 0..<8 {
      bytes[24 + byte] = UInt8(truncatingIfNeeded: (length + columnBytes) >> (8 * byte))
    }
    let checksum = Checksum.of(Column(bytes))
    for _ in 0..<8 { write(checksum) }
    return Column(bytes)
  }
}

extension Checksum {
  /// The checksum of bytes, whole blocks that begin where their memory does.
  static func of(_ bytes: Column<UInt8>) -> UInt64 {
    bytes.stored(as: "").words.map { of($0) } ?? 0
  }
}
