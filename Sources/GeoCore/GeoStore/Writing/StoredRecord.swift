import GeoPrimitives

/// A record that is a row of a table: its values go out and come in by the order of the table's
/// stored columns.
protocol StoredRecord {
  /// The table.
  static var table: WorkspaceTable { get }
  /// The key in words, for a message.
  var keyText: String { get }
  /// The place or area, where there is one in a geometry column.
  var storedGeometry: Geometry? { get }
  /// Adds every value in the order of the columns.
  func bind(to row: inout RowBinder) throws(WorkspaceError)
  /// Takes every value in the order of the columns.
  init(from row: inout RowReader) throws(WorkspaceError)
}

extension StoredRecord {
  var storedGeometry: Geometry? { nil }

  /// An error about a value of this record.
  func invalid(_ column: String, _ reason: String) -> WorkspaceError {
    .invalidValue(table: Self.table.rawValue, row: keyText, column: column, reason: reason)
  }

  /// A place of this record, or an error when it is not a place on the globe.
  func checked(_ place: Coordinate?) throws(WorkspaceError) -> Coordinate? {
    guard let place else { return nil }
    guard place.isOnGlobe else { throw invalid("lon", "and lat are not degrees") }
    return place
  }
}
