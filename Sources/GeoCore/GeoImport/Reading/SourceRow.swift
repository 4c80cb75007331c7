import PROJBindings

/// One row as it stands in a file, before anything in it is understood.
///
/// One value is filled again and again, so that reading allocates nothing per cell.
struct SourceRow {
  /// The data row, counted from 1.
  var number = 0
  /// The line of a text file on which it begins.
  var line: Int?
  /// The shape that came with it.
  var shape = SourceShape.none
  /// Whether a cell was not UTF-8 and is to be read as Latin-1.
  private(set) var isLatin1 = false
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// The number of cells.
  var count: Int { ends.count }

  /// Forgets the cells and the shape.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    shape = .none
    isLatin1 = false
  }

  /// Adds a byte to the cell that is being written.
  @inline(__always)
  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Adds bytes to the cell that is being written.
  @inline(__always)
  mutating func append(_ more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }

  /// Ends the cell that is being written.
  @inline(__always)
  mutating func endCell() { ends.append(bytes.count) }

  /// Adds a whole cell.
  mutating func appendCell(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    endCell()
  }

  /// The number of bytes over all cells.
  var byteCount: Int { bytes.count }

  /// The text of a cell without surrounding blanks; `nil` when there is none.
  mutating func text(_ column: Int) -> String? {
    guard let range = trimmedRange(column) else { return nil }
    // Most cells are ASCII, for which the check of the general case costs more than the copy.
    if bytes[range].allSatisfy({ $0 < 0x80 }) {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    if let text = String(validating: bytes[range], as: UTF8.self) { return text }
    isLatin1 = true
    return Self.latin1(bytes[range])
  }

  /// Whether a cell holds nothing but blanks.
  func isBlank(_ column: Int) -> Bool { trimmedRange(column) == nil }

  private func trimmedRange(_ column: Int) -> Range<Int>? {
    guard ends.indices.contains(column) else { return nil }
    var start = column == 0 ? 0 : ends[column - 1]
    var end = ends[column]
    while start < end, Self.isBlank(bytes[start]) { start += 1 }
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return start < end ? start..<end : nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  /// Bytes of ISO 8859-1, in which each is the scalar of its number.
  static func latin1(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }
}
