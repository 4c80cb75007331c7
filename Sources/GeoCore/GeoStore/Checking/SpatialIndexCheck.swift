import GRDB
import GeoPrimitives

/// Whether the spatial index of a table is sound and holds each row where it is.
struct SpatialIndexCheck {
  private let db: Database
  private let table: WorkspaceTable

  init(_ db: Database, _ table: WorkspaceTable) {
    self.db = db
    self.table = table
  }

  /// Runs the check.
  func run(_ problems: inout ProblemList) {
    let index = SpatialIndexSQL.indexName(table)
    problems.collect(.spatialIndex, table.rawValue) { problems in
      let report = try String.fetchOne(db, sql: "SELECT rtreecheck('main', ?)", arguments: [index])
      guard report != "ok" else { return }
      problems.add(.spatialIndex, table.rawValue, report ?? "the index cannot be examined")
    }
    problems.collect(.spatialIndexRow, table.rawValue) { problems in
      try checkRows(index, &problems)
      try checkStrangers(index, &problems)
    }
  }

  /// Every geometry lies in its box, and a row without one has no box.
  private func checkRows(_ index: String, _ problems: inout ProblemList) throws {
    let statement = try PreparedStatement(
      """
      SELECT t."fid", t."geom", r.minx, r.miny, r.maxx, r.maxy
      FROM "\(table.rawValue)" t LEFT JOIN "\(index)" r ON r.id = t."fid" ORDER BY t."fid"
      """, in: db)
    while try statement.step() { checkRow(RowReader(statement, of: table), &problems) }
  }

  private func checkRow(_ reader: RowReader, _ problems: inout ProblemList) {
    var row = reader
    let number = "\(row.rowNumber)"
    let blob = row.optionalBlob() ?? []
    let header = try? GeoPackageHeader(blob)
    if let header, header.srsID != GeoPackageGeometry.srsID {
      problems.add(
        .referenceSystem, table.rawValue, row: number,
        "the geometry is in reference system \(header.srsID)")
    }
    let envelope = (try? GeoPackageGeometry.envelope(of: blob)) ?? nil
    switch (envelope, row.optionalBox()) {
    case (nil, nil): break
    case (nil, _): add("has a box but no geometry", number, &problems)
    case (_, nil): add("is missing in the spatial index", number, &problems)
    case (let envelope?, let box?):
      if !box.contains(envelope) { add("lies outside its box", number, &problems) }
    }
  }

  /// Every box belongs to a row.
  private func checkStrangers(_ index: String, _ problems: inout ProblemList) throws {
    let sql = """
      SELECT rowid FROM "\(index)_rowid"
      WHERE rowid NOT IN (SELECT "fid" FROM "\(table.rawValue)") LIMIT \(ProblemList.limit + 1)
      """
    for row in try Int64.fetchAll(db, sql: sql) {
      add("is in the spatial index but not in the table", "\(row)", &problems)
    }
  }

  private func add(_ message: String, _ row: String, _ problems: inout ProblemList) {
    problems.add(.spatialIndexRow, table.rawValue, row: row, "the row \(message)")
  }
}

extension RowReader {
  /// The next four columns as a box; `nil` when they have no values.
  fileprivate mutating func optionalBox() -> Envelope? {
    let edges = (0..<4).map { _ in optionalNumber() }
    guard let minX = edges[0], let minY = edges[1], let maxX = edges[2], let maxY = edges[3] else {
      return nil
    }
    return Envelope(minX: minX, minY: minY, maxX: maxX, maxY: maxY)
  }
}
