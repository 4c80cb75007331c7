extension IndexFileHeader {
  /// Reads the header of a file that lies in memory, and checks that every column it names lies in the
  /// file. The columns themselves are not looked at.
  /// - Parameter file: The whole file.
  /// - Returns: The header and its length in bytes.
  /// - Throws: `IndexFileError` with the reason why the file is of no use.
  static func parse(
    _ file: ColumnMemory
  ) throws(IndexFileError) -> (header: IndexFileHeader, length: Int) {
    guard let bytes = Column<UInt8>(in: file, offset: 0, count: file.byteCount)
    else { throw .truncated }
    guard bytes.starts(with: magic.prefix(bytes.count)) else { throw .foreign }
    guard bytes.count >= fixedLength else { throw .truncated }
    var reader = HeaderReader(bytes: bytes, position: magic.count, end: fixedLength)
    let length = try headerLength(&reader, fileLength: bytes.count)
    try checkChecksum(of: file, headerLength: length)
    reader.end = length - ColumnMemory.blockSize
    let header = IndexFileHeader(
      fingerprint: try reader.list(), sections: try sections(&reader))
    try header.checkColumns(columnBytes: bytes.count - length)
    return (header, length)
  }

  /// Reads the fixed part, and tells how long the header is.
  private static func headerLength(
    _ reader: inout HeaderReader, fileLength: Int
  ) throws(IndexFileError) -> Int {
    let version = try reader.number(UInt32.self)
    guard version == Self.version else { throw .otherVersion(version) }
    guard try reader.number(UInt32.self) == byteOrder else { throw .otherByteOrder }
    let nodeSize = try reader.number(UInt32.self)
    guard nodeSize == NodeLayout.nodeSize else { throw .otherNodeSize(nodeSize) }
    let length = try reader.number(UInt32.self)
    guard try reader.number(UInt64.self) == fileLength else { throw .truncated }
    guard length.isMultiple(of: ColumnMemory.blockSize), length >= 2 * ColumnMemory.blockSize,
      length <= fileLength
    else { throw .damaged("header") }
    return length
  }

  private static func checkChecksum(
    of file: ColumnMemory, headerLength: Int
  ) throws(IndexFileError) {
    let body = headerLength - ColumnMemory.blockSize
    guard let words = Column<UInt64>(in: file, offset: 0, count: body / 8),
      let sums = Column<UInt64>(
        in: file, offset: body, count: ColumnMemory.blockSize / 8)
    else { throw .truncated }
    let checksum = Checksum.of(words).littleEndian
    guard sums.allSatisfy({ $0 == checksum }) else { throw .damaged("header") }
  }

  private static func sections(
    _ reader: inout HeaderReader
  ) throws(IndexFileError) -> [Section] {
    var sections: [Section] = []
    for _ in 0..<(try reader.number(UInt32.self)) {
      var section = Section(
        name: try reader.text(), count: try reader.number(UInt64.self), columns: [])
      for _ in 0..<(try reader.number(UInt32.self)) { section.columns.append(try column(&reader)) }
      sections.append(section)
    }
    return sections
  }

  private static func column(_ reader: inout HeaderReader) throws(IndexFileError) -> Entry {
    Entry(
      name: try reader.text(), stride: try reader.number(UInt32.self),
      count: try reader.number(UInt64.self), offset: try reader.number(UInt64.self),
      checksum: try reader.word())
  }

  /// Checks that no column begins or ends outside the file.
  private func checkColumns(columnBytes: Int) throws(IndexFileError) {
    for column in sections.joinedColumns {
      let (length, overflow) = column.stride.multipliedReportingOverflow(by: column.count)
      guard !overflow, column.offset.isMultiple(of: ColumnMemory.blockSize),
        column.offset <= columnBytes, length <= columnBytes - column.offset,
        column.blockBytes <= columnBytes - column.offset
      else { throw .damaged("header") }
    }
  }
}

/// Reads the numbers and lists of a header, never beyond its end.
private struct HeaderReader {
  let bytes: Column<UInt8>
  var position: Int
  var end: Int

  mutating func word(byteCount: Int = 8) throws(IndexFileError) -> UInt64 {
    guard byteCount <= end - position else { throw .damaged("header") }
    var value: UInt64 = 0
    for byte in 0..<byteCount { value |= UInt64(bytes[position + byte]) << UInt64(8 * byte) }
    position += byteCount
    return value
  }

  /// A number of the size of a type, which must fit an `Int`.
  mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(IndexFileError) -> Int {
    guard let value = Int(exactly: try word(byteCount: Number.bitWidth / 8)) else {
      throw .damaged("header")
    }
    return value
  }

  mutating func list() throws(IndexFileError) -> [UInt8] {
    let count = try number(UInt32.self)
    guard count <= end - position else { throw .damaged("header") }
    defer { position += count }
    return (position..<position + count).map { bytes[$0] }
  }

  mutating func text() throws(IndexFileError) -> String {
    guard let text = String(validating: try list(), as: UTF8.self) else { throw .damaged("header") }
    return text
  }
}
