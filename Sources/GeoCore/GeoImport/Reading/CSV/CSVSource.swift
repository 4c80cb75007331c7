/// The rows of a delimited text file (RFC 4180): `,`, `;` or tab between cells, cells with line ends
/// in quotation marks, CRLF or LF, a byte-order mark or none. Empty lines are passed over.
///
/// An own reader because GDAL's loses the line numbers and passes over malformed quotation.
struct CSVSource: RowSource, ~Copyable {
  private(set) var description: SourceDescription
  private var stream: ByteStream
  private var separator = UInt8(ascii: ",")
  private var line = 1
  private var rowNumber = 0

  /// No honest row is longer, and a quotation mark left open must not swallow the file.
  private static let longestRow = 1 << 24

  /// Opens a file and reads its header.
  /// - Throws: `file.missing`, `file.not_text`, `file.no_rows` or a problem of the header.
  static func open(path: String) throws(ImportProblem) -> CSVSource {
    var source = CSVSource(try ByteStream(path: path))
    // A packed file holds about five times its length; a short row takes some forty bytes.
    let packing = path.lowercased().hasSuffix(".gz") ? 5 : 1
    source.description.rowEstimate = FilePeek.length(of: path).map { $0 * packing / 40 }
    try source.skipByteOrderMark()
    source.separator = Self.separator(in: source.stream.head(1 << 16))
    source.description.allowsDecimalComma = source.separator != UInt8(ascii: ",")
    source.description.columns = try source.readHeader()
    return source
  }

  private init(_ stream: consuming ByteStream) {
    self.stream = stream
    description = SourceDescription(columns: [], hasShapes: false)
  }

  mutating func next(_ row: inout SourceRow) throws(ImportProblem) -> Bool {
    guard try readRow(&row) else { return false }
    rowNumber += 1
    row.number = rowNumber
    let columns = description.columns.count
    guard row.count != columns else { return true }
    let extra = row.count > columns ? columns..<row.count : 0..<0
    guard row.count > columns, extra.allSatisfy({ row.isBlank($0) }) else {
      throw problem(
        ImportProblem(.rowFieldCount, String(row.count), String(columns)), at: row.line)
    }
    return true
  }

  /// Reads cells up to the end of a row; `false` when only blank lines were left.
  private mutating func readRow(_ row: inout SourceRow) throws(ImportProblem) -> Bool {
    row.clear()
    while let byte = stream.peek(), byte == 10 || byte == 13 {
      stream.skip()
      if byte == 10 { line += 1 }
    }
    guard stream.peek() != nil else { return false }
    row.line = line
    do throws(ImportProblem) {
      while try readCell(into: &row) {}
    } catch {
      rowNumber += 1
      skipLine()
      throw error.at(row: rowNumber, line: row.line)
    }
    return true
  }

  private func problem(_ problem: ImportProblem, at line: Int?) -> ImportProblem {
    problem.at(row: rowNumber, line: line)
  }

  /// Reads one cell and what ends it; `true` when another one follows in the row.
  private mutating func readCell(into row: inout SourceRow) throws(ImportProblem) -> Bool {
    if stream.peek() == UInt8(ascii: "\"") { try readQuoted(into: &row) }
    while true {
      stream.takePlainRun(until: separator, into: &row)
      guard row.byteCount <= Self.longestRow else {
        throw ImportProblem(.rowTooLong, String(Self.longestRow))
      }
      guard let byte = stream.peek() else { break }
      if byte == separator {
        stream.skip()
        row.endCell()
        return true
      }
      if byte == 10 || byte == 13 {
        endLine(byte)
        break
      }
    }
    row.endCell()
    return false
  }

  /// Reads a cell in quotation marks; what follows the closing one must end the cell.
  private mutating func readQuoted(into row: inout SourceRow) throws(ImportProblem) {
    stream.skip()
    while true {
      line += stream.takeQuotedRun(into: &row)
      guard row.byteCount <= Self.longestRow else {
        throw ImportProblem(.rowTooLong, String(Self.longestRow))
      }
      guard let byte = stream.peek() else { throw ImportProblem(.rowOpenQuote) }
      guard byte == UInt8(ascii: "\"") else { continue }
      stream.skip()
      guard stream.peek() == UInt8(ascii: "\"") else { break }
      row.append(UInt8(ascii: "\""))
      stream.skip()
    }
    let after = stream.peek()
    guard after == nil || after == separator || after == 10 || after == 13 else {
      throw ImportProblem(.rowOpenQuote)
    }
  }

  private mutating func endLine(_ byte: UInt8) {
    stream.skip()
    if byte == 13, stream.peek() == 10 { stream.skip() }
    line += 1
  }

  /// Goes on behind a row that could not be read.
  private mutating func skipLine() {
    while let byte = stream.peek() {
      if byte == 10 || byte == 13 {
        endLine(byte)
        return
      }
      stream.skip()
    }
  }

  private mutating func skipByteOrderMark() throws(ImportProblem) {
    let head = Array(stream.head(3))
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      throw ImportProblem(.fileNotText)
    }
    if head == [0xEF, 0xBB, 0xBF] { for _ in 0..<3 { stream.skip() } }
    if stream.head(4096).contains(0) { throw ImportProblem(.fileNotText) }
  }

  private mutating func readHeader() throws(ImportProblem) -> [String] {
    var header = SourceRow()
    guard try readRow(&header) else { throw ImportProblem(.fileWithoutRows) }
    return (0..<header.count).map { header.text($0) ?? "" }
  }

  /// The candidate that occurs most often in the header line, outside quotation marks.
  private static func separator(in head: ArraySlice<UInt8>) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 9]
    var counts = [0, 0, 0]
    var isQuoted = false
    for byte in head {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 10 || byte == 13 { break }
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }
}
