import GRDB

/// The tables of results that were kept and of area notices, as an older file gets them.
enum AnalysisTables {
  /// The columns of kept results.
  static let analysisColumns: [ColumnDefinition] = [
    .required("name"), .required("kind"), .required("parameters"),
    .required("generation", .integer), .required("made_at", .dateTime), .required("result"),
  ]

  /// The columns of notices.
  static let noticeColumns: [ColumnDefinition] = [
    .required("id"), .required("rule"), .required("tier"), .required("area"), .required("codes"),
    .required("first_month"), .required("last_month"), .required("cases", .integer),
    .optional("expected", .real), .optional("rate", .real), .required("raised_at", .dateTime),
    .required("expires_at", .dateTime), .optional("ended_at", .dateTime),
  ]

  /// Adds the tables to a file.
  static func add(to db: Database) throws {
    for table in [WorkspaceTable.analyses, .notices] {
      for sql in SchemaStatements.create(table) + GeoPackageMetadata.register(table) {
        try db.execute(sql: sql)
      }
    }
  }
}
