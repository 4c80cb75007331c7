import GRDBSQLite
import GeoPrimitives

/// Binds the values of one row to the parameters of a statement, in order.
///
/// Unsafe only in that it hands SQLite pointers that are valid during the call; SQLite copies.
struct RowBinder {
  private let statement: PreparedStatement
  private var index: Int32 = 0

  /// Whether SQLite took every value; it refuses texts and blobs of a gigabyte and more.
  private(set) var isComplete = true

  /// Begins with the first parameter.
  init(_ statement: PreparedStatement) { self.statement = statement }

  /// Adds a text, or nothing.
  mutating func add(_ text: String?) {
    index += 1
    guard var text else { return addNull(at: index) }
    // An empty buffer may have no address, which SQLite takes for NULL.
    if text.isEmpty { return note(unsafe sqlite3_bind_text(statement.handle, index, "", 0, nil)) }
    let handle = unsafe statement.handle
    let index = index
    let result = text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
        unsafe sqlite3_bind_text64(
          handle, index, characters.baseAddress, UInt64(characters.count), Self.copied,
          UInt8(SQLITE_UTF8))
      }
    }
    note(result)
  }

  /// Adds a text given as bytes, or nothing.
  mutating func add(ascii bytes: [UInt8]?) {
    index += 1
    guard let bytes else { return addNull(at: index) }
    let handle = unsafe statement.handle
    let index = index
    let result = unsafe bytes.withUnsafeBytes { bytes in
      let characters = unsafe bytes.bindMemory(to: CChar.self)
      return unsafe sqlite3_bind_text64(
        handle, index, characters.baseAddress, UInt64(characters.count), Self.copied,
        UInt8(SQLITE_UTF8))
    }
    note(result)
  }

  /// Adds a number, or nothing.
  mutating func add(_ number: Double?) {
    index += 1
    guard let number else { return addNull(at: index) }
    unsafe sqlite3_bind_double(statement.handle, index, number)
  }

  /// Adds a whole number, or nothing.
  mutating func add(_ number: Int?) {
    index += 1
    guard let number else { return addNull(at: index) }
    unsafe sqlite3_bind_int64(statement.handle, index, Int64(number))
  }

  /// Adds a day, or nothing.
  mutating func add(_ day: CivilDate?) { add(day?.description) }

  /// Adds a geometry in its stored form, or nothing.
  mutating func add(_ geometry: Geometry?) {
    guard let geometry else {
      index += 1
      return addNull(at: index)
    }
    add(blob: GeoPackageGeometry.blob(of: geometry))
  }

  /// Adds bytes.
  mutating func add(blob: [UInt8]) {
    index += 1
    let handle = unsafe statement.handle
    let index = index
    let result = unsafe blob.withUnsafeBytes { bytes in
      unsafe sqlite3_bind_blob64(
        handle, index, bytes.baseAddress, UInt64(bytes.count), Self.copied)
    }
    note(result)
  }

  private mutating func note(_ result: Int32) {
    if result != SQLITE_OK { isComplete = false }
  }

  private func addNull(at index: Int32) {
    unsafe sqlite3_bind_null(statement.handle, index)
  }

  /// Tells SQLite to copy at once: the pointer is valid only during the call.
  private static var copied: sqlite3_destructor_type {
    unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
}
