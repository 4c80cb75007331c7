/// The data generation: a counter that every change of map data raises, made by any program, because
/// the triggers use plain SQL.
enum GenerationSQL {
  /// The table of the counter, one row.
  static let createTable = """
    CREATE TABLE "data_generation" (
      "id" INTEGER PRIMARY KEY CHECK ("id" = 1),
      "value" INTEGER NOT NULL
    )
    """
  /// The counter's start.
  static let start = "INSERT INTO \"data_generation\" VALUES (1, 1)"
  /// The counter as it stands.
  static let read = "SELECT \"value\" FROM \"data_generation\" WHERE \"id\" = 1"
  /// One step.
  static let raise = "UPDATE \"data_generation\" SET \"value\" = \"value\" + 1 WHERE \"id\" = 1"

  /// The triggers of a table.
  static func triggers(of table: WorkspaceTable) -> [TriggerSQL] {
    guard table != .tips else { return TipJournalSQL.triggers }
    return ["insert", "update", "delete"].map { event in
      trigger("generation_\(table.rawValue)_\(event)", event.uppercased(), table, raising(table))
    }
  }

  /// One step after a change of a table, in one statement or several.
  static func raising(_ table: WorkspaceTable) -> String {
    table.changesBorders ? "\(raise);\n    \(BorderStampSQL.renew)" : raise
  }

  /// A trigger that runs after each row of a table that an event changes, if a condition holds; its
  /// statements come without the last semicolon.
  static func trigger(
    _ name: String, _ event: String, on condition: String = "", _ table: WorkspaceTable,
    _ statements: String
  ) -> TriggerSQL {
    let create = """
      CREATE TRIGGER "\(name)" AFTER \(event) ON "\(table.rawValue)" \(condition)
      BEGIN
        \(statements);
      END
      """
    return TriggerSQL(name: name, create: create)
  }
}

/// The journal of tips: which row each of the latest generations changed, so that a program that holds
/// ten million of them reads one anew and not all.
///
/// A generation without an entry changed something else, or many rows at once. Whoever finds one among
/// those since his own reads everything anew; so does whoever comes too late.
enum TipJournalSQL {
  /// The entries that are kept.
  static let capacity = 65_536

  /// The table of the journal, a row for each change.
  static let createTable = """
    CREATE TABLE "tip_changes" (
      "generation" INTEGER PRIMARY KEY,
      "row" INTEGER NOT NULL
    )
    """

  /// The generations since one, with the rows that they changed.
  static let read = """
    SELECT "generation", "row" FROM "tip_changes" WHERE "generation" > ?1 ORDER BY "generation"
    """

  /// The triggers of the table `tips`. A row that gets another number is two rows that change, and is
  /// left to the reader as a gap.
  static let triggers: [TriggerSQL] = [
    GenerationSQL.trigger("generation_tips_insert", "INSERT", .tips, noting("NEW")),
    GenerationSQL.trigger("generation_tips_update", "UPDATE", .tips, noting("NEW")),
    GenerationSQL.trigger("generation_tips_delete", "DELETE", .tips, noting("OLD")),
    GenerationSQL.trigger(
      "generation_tips_renumber", "UPDATE OF \"fid\"", on: "WHEN OLD.\"fid\" <> NEW.\"fid\"", .tips,
      GenerationSQL.raise),
  ]

  private static func noting(_ row: String) -> String {
    """
    \(GenerationSQL.raise);
      INSERT OR REPLACE INTO "tip_changes"
        SELECT "value", \(row)."fid" FROM "data_generation" WHERE "id" = 1;
      DELETE FROM "tip_changes" WHERE "generation" <=
        (SELECT "value" - \(capacity) FROM "data_generation" WHERE "id" = 1)
    """
  }
}
