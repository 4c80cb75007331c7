import GRDB

/// The version of the workspace's tables, and the numbered steps that bring an older file up to it.
///
/// A new file is made at once in the current version. When the tables change, `current` rises and a
/// step is added that turns the version before into it; a step that was released is never edited.
enum SchemaVersion {
  /// A change of the tables.
  struct Step: Sendable {
    /// The version that it leads to.
    let version: Int
    /// What changes, for whoever looks into the file.
    let name: String
    /// The change.
    let apply: @Sendable (Database) throws -> Void
  }

  /// The version that this program reads and writes.
  static let current = 6

  /// The steps after version 1, in order.
  static let steps: [Step] = [
    Step(version: 2, name: "journal of changed tips") { db in
      for event in ["insert", "update", "delete"] {
        try db.execute(sql: "DROP TRIGGER IF EXISTS \"generation_tips_\(event)\"")
        // The list of imports is no map data: a change of it must not look like one.
        try db.execute(sql: "DROP TRIGGER IF EXISTS \"generation_imports_\(event)\"")
      }
      try db.execute(sql: TipJournalSQL.createTable)
      for trigger in TipJournalSQL.triggers { try db.execute(sql: trigger.create) }
    },
    Step(version: 3, name: "published atoms and the time of acceptance") { db in
      try AcceptanceSQL.add(to: db)
      for table in [WorkspaceTable.atoms, .periods] {
        for sql in SchemaStatements.create(table) + GeoPackageMetadata.register(table) {
          try db.execute(sql: sql)
        }
      }
    },
    Step(version: 4, name: "editions of villages, official outlines, crosswalk, mark of borders") {
      db in
      for sql in BorderStampSQL.add { try db.execute(sql: sql) }
      for table in [WorkspaceTable.villages, .adminAreas] {
        for trigger in GenerationSQL.triggers(of: table) {
          try db.execute(sql: trigger.drop)
          try db.execute(sql: trigger.create)
        }
      }
      try db.execute(sql: "DROP INDEX \"\(SchemaStatements.keyIndexName(.villages))\"")
      if let index = SchemaStatements.createKeyIndex(.villages) { try db.execute(sql: index) }
      try db.execute(sql: "ALTER TABLE \"lineage\" ADD COLUMN \"basis\" TEXT")
      for table in [WorkspaceTable.officialAreas, .crosswalk] {
        for sql in SchemaStatements.create(table) + GeoPackageMetadata.register(table) {
          try db.execute(sql: sql)
        }
      }
    },
    Step(version: 5, name: "intake of tips: receipts, repeated tips, doubtful places") { db in
      let review = SchemaStatements.create(.review) + GeoPackageMetadata.register(.review)
      for sql in IntakeSQL.createTables + review + IntakeSQL.triggers.map(\.create) {
        try db.execute(sql: sql)
      }
    },
    Step(version: 6, name: "kept results, area notices, saved plans") { db in
      try AnalysisTables.add(to: db)
      try PlanTables.planTables(db)
    },
  ]

  /// Makes the tables of a new file, inside the caller's transaction.
  static func create(in db: Database) throws {
    let generation =
      [
        GenerationSQL.createTable, GenerationSQL.start, TipJournalSQL.createTable,
      ] + BorderStampSQL.add + IntakeSQL.createTables
    for sql in GeoPackageMetadata.create + generation { try db.execute(sql: sql) }
    for table in WorkspaceTable.allCases {
      for sql in SchemaStatements.create(table) + GeoPackageMetadata.register(table) {
        try db.execute(sql: sql)
      }
    }
    try db.execute(sql: createTable)
    try record(current, "new workspace", in: db)
  }

  /// Takes an older file through the steps that it has not seen, inside the caller's transaction.
  static func upgrade(_ db: Database, by steps: [Step] = steps) throws {
    let reached = try found(in: db) ?? 0
    for step in steps where step.version > reached {
      try step.apply(db)
      try record(step.version, step.name, in: db)
    }
  }

  /// The version of a file; `nil` when it is no workspace.
  static func found(in db: Database) throws -> Int? {
    guard try db.tableExists("petabinaan_schema") else { return nil }
    return try Int.fetchOne(db, sql: "SELECT max(\"version\") FROM \"petabinaan_schema\"")
  }

  private static let createTable = """
    CREATE TABLE "petabinaan_schema" (
      "version" INTEGER PRIMARY KEY,
      "name" TEXT NOT NULL,
      "applied_at" DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
    )
    """

  private static func record(_ version: Int, _ name: String, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO \"petabinaan_schema\" (\"version\", \"name\") VALUES (?, ?)",
      arguments: [version, name])
  }
}
