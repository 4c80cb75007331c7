import GRDBSQLite
import GeoPrimitives

/// Reads the columns of a statement's current row, in order.
///
/// Unsafe only in that it copies from pointers that SQLite keeps valid until the next step.
struct RowReader {
  private let statement: PreparedStatement
  private let table: WorkspaceTable
  private let row: Int64
  private var index: Int32 = 0

  /// Begins after the first column, which holds the row number.
  init(_ statement: PreparedStatement, of table: WorkspaceTable) {
    self.statement = statement
    self.table = table
    row = unsafe sqlite3_column_int64(statement.handle, 0)
  }

  /// The row number (`fid`).
  var rowNumber: Int64 { row }

  /// The next column as text; `nil` when it has no value.
  mutating func optionalText() -> String? {
    index += 1
    return Self.text(of: statement, at: index)
  }

  /// The next column as text.
  mutating func text() throws(WorkspaceError) -> String {
    guard let text = optionalText() else { throw invalid("has no value") }
    return text
  }

  /// The next column as a number; `nil` when it has no value.
  mutating func optionalNumber() -> Double? {
    index += 1
    guard unsafe sqlite3_column_type(statement.handle, index) != SQLITE_NULL else { return nil }
    return unsafe sqlite3_column_double(statement.handle, index)
  }

  /// The next column as a whole number; `nil` when it has no value.
  mutating func optionalInteger() -> Int? {
    index += 1
    guard unsafe sqlite3_column_type(statement.handle, index) != SQLITE_NULL else { return nil }
    return Int(unsafe sqlite3_column_int64(statement.handle, index))
  }

  /// The next column as a whole number.
  mutating func integer() throws(WorkspaceError) -> Int {
    guard let number = optionalInteger() else { throw invalid("has no value") }
    return number
  }

  /// The next column as one of the raw values of an enumeration.
  mutating func choice<Value: RawRepresentable<String>>(
    _ type: Value.Type
  ) throws(WorkspaceError) -> Value {
    let text = try text()
    guard let value = Value(rawValue: text) else { throw invalid("has the unknown value \(text)") }
    return value
  }

  /// The next column as a day; `nil` when it has no value.
  mutating func optionalDay() throws(WorkspaceError) -> CivilDate? {
    guard let text = optionalText() else { return nil }
    guard let day = CivilDate(text) else { throw invalid("is not a date: \(text)") }
    return day
  }

  /// The next column as a day.
  mutating func day() throws(WorkspaceError) -> CivilDate {
    guard let day = try optionalDay() else { throw invalid("has no value") }
    return day
  }

  /// The next column as a moment.
  mutating func moment() throws(WorkspaceError) -> Instant {
    guard let moment = try optionalMoment() else { throw invalid("has no value") }
    return moment
  }

  /// The next column as a moment; `nil` when it has no value.
  mutating func optionalMoment() throws(WorkspaceError) -> Instant? {
    guard let text = optionalText() else { return nil }
    guard let moment = Instant(iso8601: text, defaultZone: .utc) else {
      throw invalid("is not a time: \(text)")
    }
    return moment
  }

  /// The next column as text to the byte; `nil` when it has no value.
  /// - Throws: `WorkspaceError.invalidValue` for a value of another type, and for bytes that are not
  ///   UTF-8.
  mutating func exactText() throws(WorkspaceError) -> String? {
    index += 1
    let type = unsafe sqlite3_column_type(statement.handle, index)
    guard type != SQLITE_NULL else { return nil }
    let bytes = type == SQLITE_TEXT ? Self.blob(of: statement, at: index) : nil
    guard let bytes, let text = String(validating: bytes, as: UTF8.self) else {
      throw invalid("is not a text")
    }
    return text
  }

  /// The next column as a whole number; `nil` when it has no value.
  /// - Throws: `WorkspaceError.invalidValue` for a value of another type.
  mutating func exactInteger() throws(WorkspaceError) -> Int64? {
    index += 1
    let type = unsafe sqlite3_column_type(statement.handle, index)
    guard type != SQLITE_NULL else { return nil }
    guard type == SQLITE_INTEGER else { throw invalid("is not a whole number") }
    return unsafe sqlite3_column_int64(statement.handle, index)
  }

  /// The next column as bytes; `nil` when it has no value.
  mutating func optionalBlob() -> [UInt8]? {
    index += 1
    return Self.blob(of: statement, at: index)
  }

  /// The next column as a geometry; `nil` when there is none or it is empty.
  mutating func geometry() throws(WorkspaceError) -> Geometry? {
    guard let blob = optionalBlob() else { return nil }
    do {
      return try GeoPackageGeometry.geometry(from: blob)
    } catch {
      throw invalid("is not a geometry: \(error)")
    }
  }

  /// An error about the column that was read last.
  func invalid(_ reason: String) -> WorkspaceError {
    let column = table.storedColumns[Int(index) - 1]
    return .invalidValue(table: table.rawValue, row: "\(row)", column: column, reason: reason)
  }

  /// Looks at the bytes of a column where SQLite keeps them; a column without a value has none.
  static func withBytes<R>(
    of statement: PreparedStatement, at index: Int32, _ body: (RawSpan) throws -> R
  ) rethrows -> R {
    let start = unsafe sqlite3_column_blob(statement.handle, index)
    let count = Int(unsafe sqlite3_column_bytes(statement.handle, index))
    return try body(unsafe UnsafeRawBufferPointer(start: start, count: count).bytes)
  }

  /// A column as a whole number; 0 when it has no value.
  static func integer(of statement: PreparedStatement, at index: Int32) -> Int64 {
    unsafe sqlite3_column_int64(statement.handle, index)
  }

  /// A column as text.
  static func text(of statement: PreparedStatement, at index: Int32) -> String? {
    guard let start = unsafe sqlite3_column_text(statement.handle, index) else { return nil }
    let count = Int(unsafe sqlite3_column_bytes(statement.handle, index))
    return unsafe String(
      decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// A column as bytes.
  static func blob(of statement: PreparedStatement, at index: Int32) -> [UInt8]? {
    guard unsafe sqlite3_column_type(statement.handle, index) != SQLITE_NULL else { return nil }
    let start = unsafe sqlite3_column_blob(statement.handle, index)
    let count = Int(unsafe sqlite3_column_bytes(statement.handle, index))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}
