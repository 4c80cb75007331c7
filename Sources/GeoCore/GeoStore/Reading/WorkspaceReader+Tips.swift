public import DisclosureControl
import GRDB
import GRDBSQLite
import GeoPrimitives
import Places

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
    let statement = try PreparedStatement(TipDecoder.all, in: db)
    while try statement.step() {
      if let tip = try decoder.tip(in: statement) { try visit(tip) }
    }
    return decoder.channels.names
  }

  /// Those of some tips that are in the file and have a place.
  /// - Parameters:
  ///   - rows: The row numbers.
  ///   - channelNames: What an earlier reading returned; the names here continue it.
  ///   - disclosure: On whose behalf, for which area, to what end.
  ///   - visit: Called with each tip, in the order of `rows`.
  /// - Returns: The names of the channels, by the number that a tip carries.
  /// - Throws: `WorkspaceError.notDisclosed` when single tips are not open to the role and area.
  public func readTips(
    rows: [Int64], channelNames: [String], for disclosure: Disclosure,
    _ visit: (StoredTip) throws -> Void
  ) throws -> [String] {
    try TipAccess.check(disclosure, .tips)
    var decoder = TipDecoder(channelNames: channelNames)
    let statement = try PreparedStatement(TipDecoder.one, in: db)
    for row in rows {
      var binder = RowBinder(statement)
      binder.add(Int(row))
      if try statement.step(), let tip = try decoder.tip(in: statement) { try visit(tip) }
      statement.reset()
    }
    return decoder.channels.names
  }

  /// The rows of the tips that have been added, changed or removed since a generation, ascending.
  /// - Returns: `nil` when the file does not tell tip by tip what has changed since: something else has
  ///   changed too, or too much.
  /// - Complexity: O(c log c) for c changes.
  public func changedTips(since generation: Int64) throws -> [Int64]? {
    let now = try self.generation()
    guard now >= generation, now - generation <= Int64(TipJournalSQL.capacity) else { return nil }
    let statement = try PreparedStatement(TipJournalSQL.read, in: db)
    var binder = RowBinder(statement)
    binder.add(Int(generation))
    var rows: Set<Int64> = []
    var expected = generation
    while try statement.step() {
      expected += 1
      guard RowReader.integer(of: statement, at: 0) == expected else { return nil }
      rows.insert(RowReader.integer(of: statement, at: 1))
    }
    return expected == now ? rows.sorted() : nil
  }
}

/// Turns rows of the table `tips` into `StoredTip` without making a string.
///
/// Unsafe only in calls of SQLite with a statement that is alive.
private struct TipDecoder {
  static let all = "\(select) WHERE \"geom\" NOTNULL ORDER BY \"fid\""
  static let one = "\(select) WHERE \"geom\" NOTNULL AND \"fid\" = ?1"

  private static let select = """
    SELECT "fid", "geom", "occurred_at", "category", "origin", "status", "level", "radius_m",
      "channel", "accepted_at"
    FROM "tips"
    """

  private(set) var channels: TextInterner
  private let categories = ChoiceDecoder(TipCategory.self)
  private let origins = ChoiceDecoder(TipOrigin.self)
  private let statuses = ChoiceDecoder(TipStatus.self)
  private let levels = ChoiceDecoder(PrecisionLevel.self)

  init(channelNames: [String] = []) { channels = TextInterner(names: channelNames) }

  mutating func tip(in statement: PreparedStatement) throws(WorkspaceError) -> StoredTip? {
    guard let place = try place(in: statement) else { return nil }
    let handle = unsafe statement.handle
    let hasRadius = unsafe sqlite3_column_type(handle, 7) != SQLITE_NULL
    let hasAcceptance = unsafe sqlite3_column_type(handle, 9) != SQLITE_NULL
    return StoredTip(
      row: unsafe sqlite3_column_int64(handle, 0), longitude: place.longitude,
      latitude: place.latitude, secondsSince1970: try seconds(in: statement, 2),
      radiusMeters: hasRadius ? Float(unsafe sqlite3_column_double(handle, 7)) : .nan,
      channel: channel(in: statement), category: try choice(categories, statement, 3),
      origin: try choice(origins, statement, 4), status: try choice(statuses, statement, 5),
      level: try choice(levels, statement, 6),
      acceptedSecondsSince1970: hasAcceptance ? try seconds(in: statement, 9) : nil)
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

  private func seconds(
    in statement: PreparedStatement, _ column: Int32
  ) throws(WorkspaceError) -> Int64 {
    let seconds = RowReader.withBytes(of: statement, at: column) { DateTimeText.seconds(of: $0) }
    if let seconds { return seconds }
    if let text = RowReader.text(of: statement, at: column),
      let moment = Instant(iso8601: text, defaultZone: .utc)
    {
      return moment.secondsSince1970
    }
    throw Self.invalid(statement, column, "is not a time")
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
