/// A file that holds one or several indexes, each under a name, ready to be used where it lies: opening
/// it maps it into memory.
///
/// The file is made anew whenever what it was made from changes, so it is never trusted: a fingerprint
/// tells whether it belongs to the data, checksums tell whether it is whole. It may be deleted at any
/// time. While it is open it must not be shortened by others; `write` replaces it, and whoever has the
/// old one open keeps it.
public struct IndexFile: Sendable {
  /// An index of a file.
  public struct Entry: Sendable {
    /// The name, unique in its file.
    public var name: String
    /// The index.
    public var index: PointIndex
    /// Numbers that the owner of the file keeps beside the index.
    public var numbers: [Int64]

    /// An index under a name.
    public init(_ name: String, _ index: PointIndex, numbers: [Int64] = []) {
      self.name = name
      self.index = index
      self.numbers = numbers
    }
  }

  private let sections: [IndexFileHeader.Section]
  private let file: ColumnMemory
  private let headerLength: Int

  /// Writes indexes to a file, by way of a new one beside it that takes its place once it is safe on
  /// the disk.
  /// - Parameters:
  ///   - entries: The indexes, each under its own name.
  ///   - fingerprint: What the indexes were made from, for example the generation of the data.
  ///   - path: The file.
  ///   - permissions: Who may read it; the places of reports are not for everyone.
  /// - Throws: `IndexFileError.unwritable`; the file is then as it was.
  /// - Complexity: O(n).
  public static func write(
    _ entries: [Entry], fingerprint: [UInt8], to path: String, permissions: UInt32 = 0o600
  ) throws(IndexFileError) {
    var header = IndexFileHeader(fingerprint: fingerprint, sections: [])
    var columns: [StoredColumn] = []
    var offset = 0
    for entry in entries {
      var section = IndexFileHeader.Section(
        name: entry.name, count: entry.index.count, columns: [])
      let numbers = Column(entry.numbers).stored(as: numbersColumn)
      for column in entry.index.storedColumns + [numbers] {
        section.columns.append(IndexFileHeader.Entry(column, offset: offset))
        offset += column.blockBytes
        columns.append(column)
      }
      header.sections.append(section)
    }
    let head = header.encoded(columnBytes: offset).stored(as: "header")
    try IndexFileStorage.write([head] + columns, to: path, permissions: permissions)
  }

  /// Opens a file and checks all of it.
  /// - Parameters:
  ///   - path: The file.
  ///   - fingerprint: What the indexes must have been made from.
  /// - Throws: `IndexFileError` with the reason why the file is of no use.
  /// - Complexity: O(n): the bytes are read once, as fast as memory goes.
  public init(path: String, fingerprint: [UInt8]) throws(IndexFileError) {
    try self.init(path: path, expecting: fingerprint)
  }

  /// Checks that a file is whole, whatever it was made from.
  /// - Throws: `IndexFileError` with the reason why the file is of no use.
  /// - Complexity: O(n).
  public static func check(path: String) throws(IndexFileError) {
    _ = try IndexFile(path: path, expecting: nil)
  }

  private init(path: String, expecting fingerprint: [UInt8]?) throws(IndexFileError) {
    let file = try IndexFileStorage.map(path)
    let (header, length) = try IndexFileHeader.parse(file)
    guard fingerprint == nil || header.fingerprint == fingerprint else { throw .stale }
    self.file = file
    sections = header.sections
    headerLength = length
    for section in sections {
      for column in section.columns { try check(column, of: section) }
    }
  }

  /// The names of the indexes, in the order in which they were written.
  public var names: [String] { sections.map(\.name) }

  private static let numbersColumn = "number"

  /// The index of a name, which lives in the file's memory and keeps it; `nil` when there is none.
  public func entry(named name: String) -> Entry? {
    guard let section = sections.first(where: { $0.name == name }) else { return nil }
    let columns = section.columns.map { stored($0) }
    let numbers: Column<Int64>? = StoredColumns(columns).column(Self.numbersColumn)
    guard let numbers, let index = PointIndex(count: section.count, storedColumns: columns) else {
      return nil
    }
    return Entry(name, index, numbers: Array(numbers))
  }

  /// The index of a name alone.
  public func index(named name: String) -> PointIndex? { entry(named: name)?.index }

  private func stored(_ column: IndexFileHeader.Entry) -> StoredColumn {
    StoredColumn(
      name: column.name, count: column.count, stride: column.stride,
      offset: headerLength + column.offset, memory: file)
  }

  private func check(
    _ column: IndexFileHeader.Entry, of section: IndexFileHeader.Section
  ) throws(IndexFileError) {
    guard let words = stored(column).words, Checksum.of(words) == column.checksum else {
      throw .damaged("\(section.name), \(column.name)")
    }
  }
}

extension IndexFileHeader.Entry {
  init(_ column: StoredColumn, offset: Int) {
    self.init(
      name: column.name, stride: column.stride, count: column.count, offset: offset,
      checksum: column.words.map { Checksum.of($0) } ?? 0)
  }
}
