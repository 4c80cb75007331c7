import GRDB

/// The table of saved plans, as an older file gets it.
enum PlanTables {
  /// The columns.
  static let columns: [ColumnDefinition] = [
    .required("name"), .required("saved_at", .dateTime), .required("saved_by"), .required("area"),
    .required("chosen"), .required("scenario"), .required("result"),
  ]

  /// Adds the table to a file.
  static func planTables(_ db: Database) throws {
    for sql in SchemaStatements.create(.plans) + GeoPackageMetadata.register(.plans) {
      try db.execute(sql: sql)
    }
  }
}
