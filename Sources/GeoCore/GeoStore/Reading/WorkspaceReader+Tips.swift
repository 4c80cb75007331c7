public import DisclosureControl
import GRDB
import GRDBSQLite
import GeoPrimitives

extension WorkspaceReader {
  /// Every tip that has a place, in the order of the row numbers.
  /// - Parameters:
  ///   - disclosure: On whose behalf, for which area, to what end.
  ///   - visit: Called with each tip.
  /// - Returns: The names of the channels, by the number that a tip carries; the first is "".
  /// - Throws: `WorkspaceError.notDisclosed` when single tips are not open to the role and area.
  @discardableResult
  public func readTips(
    for disclosure: Disclosure, _ visit: (StoredTip) throws -> Void
  ) throws -> [String] {
    try TipAccess.check(disclosure, .tips)
    var decoder = TipDecoder()
    let statement = try PreparedStatement(TipDecoder.sql, in: db)
    while try statement.step() {
      if let tip = try decoder.tip(in: statement) { try visit(tip) }
    }
    return decoder.channels.names
  }
}

/// Turns rows of the table `tips` into `StoredTip` without making a string.
///
/// Unsafe only in calls of SQLite with a statement that is alive.
private struct TipDecoder {
  static let sql = """
    SELECT "fid", "geom", "occurred_at", "category", "origin", "status", "level", "radius_m",
      "channel"
    FROM "tips" WHERE "geom" NOTNULL ORDER BY "fid"
    """

  var channels = TextInterner()
  private let categories = ChoiceDecoder(TipCategory.self)
  private let origins = ChoiceDecoder(TipOrigin.self)
  private let statuses = ChoiceDecoder(TipStatus.self)
  private let levels = ChoiceDecoder(PrecisionLevel.self)

  mutating func tip(in statement: PreparedStatement) throws(WorkspaceError) -> StoredTip? {
    guard let place = try place(in: statement) else { return nil }
    let handle = unsafe statement.handle
    let hasRadius = unsafe sqlite3_column_type(handle, 7) != SQLITE_NULL
    return StoredTip(
      row: unsafe sqlite3_column_int64(handle, 0), longitude: place.longitude,
      latitude: place.latitude, secondsSince1970: try seconds(in: statement),
      radiusMeters: hasRadius ? Float(unsafe sqlite3_column_double(handle, 7)) : .nan,
      channel: channel(in: statement), category: try choice(categories, statement, 3),
      origin: try choice(origins, statement, 4), status: try choice(statuses, statement, 5),
      level: try choice(levels, statement, 6))
  }

  private func choice<Value>(
    _ decoder: ChoiceDecoder<Value>, _ statement: PreparedStatement, _ column: Int32
  ) throws(WorkspaceError) -> Value {
    let value = RowReader.withBytes(of: statement, at: column) { decoder.value(of: $0) }
    guard let value else { throw Self.invalid(statement, column, "has an unknown value") }
    return value
  }

  private mutating func channel(in statement: PreparedStatement) -> Int32 {
    RowReader.withBytes(of: statement, at: 8) { $0.isEmpty ? 0 : channels.number(of: $0) }
  }

  private func seconds(in statement: PreparedStatement) throws(WorkspaceError) -> Int64 {
    let seconds = RowReader.withBytes(of: statement, at: 2) { DateTimeText.seconds(of: $0) }
    if let seconds { return seconds }
    if let text = RowReader.text(of: statement, at: 2),
      let moment = Instant(iso8601: text, defaultZone: .utc)
    {
      return moment.secondsSince1970
    }
    throw Self.invalid(statement, 2, "is not a time")
  }

  /// The usual point is read where it lies; any other form goes through the codec.
  private func place(in statement: PreparedStatement) throws(WorkspaceError) -> Coordinate? {
    if let place = RowReader.withBytes(of: statement, at: 1, PlainPoint.place) { return place }
    guard let blob = RowReader.blob(of: statement, at: 1) else { return nil }
    let geometry: Geometry?
    do {
      geometry = try GeoPackageGeometry.geometry(from: blob)
    } catch {
      throw Self.invalid(statement, 1, "is not a geometry: \(error)")
    }
    switch geometry {
    case nil: return nil
    case .point(let place): return place
    case .multiPolygon: throw Self.invalid(statement, 1, "is an area where a point belongs")
    }
  }

  private static func invalid(
    _ statement: PreparedStatement, _ column: Int32, _ reason: String
  ) -> WorkspaceError {
    let row = unsafe sqlite3_column_int64(statement.handle, 0)
    let name = unsafe sqlite3_column_name(statement.handle, column).map {
      unsafe String(cString: $0)
    }
    return .invalidValue(
      table: WorkspaceTable.tips.rawValue, row: "\(row)", column: name ?? "", reason: reason)
  }
}
