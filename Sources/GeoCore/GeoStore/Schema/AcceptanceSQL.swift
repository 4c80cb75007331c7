import GRDB
import GeoPrimitives

/// Since when a tip counts for published tables: a column of `tips`, which this program fills itself,
/// and the triggers that fill it when another program adds a tip or puts one back on the maps.
///
/// A tip that leaves the maps by another program keeps its time, so that none is ever counted twice.
enum AcceptanceSQL {
  /// The column.
  static let column = "accepted_at"

  /// The triggers of the table `tips`.
  static let triggers: [TriggerSQL] = [
    trigger("insert", "INSERT"), trigger("update", "UPDATE OF \"status\""),
  ]

  /// Adds the column to a file without it. The tips on the maps count from now on.
  static func add(to db: Database) throws {
    try db.execute(sql: "ALTER TABLE \"tips\" ADD COLUMN \"\(column)\" DATETIME")
    let journal = TipJournalSQL.triggers
    for trigger in journal { try db.execute(sql: trigger.drop) }
    try db.execute(sql: "UPDATE \"tips\" SET \(acceptance) WHERE \(isMapped)")
    for trigger in journal + triggers { try db.execute(sql: trigger.create) }
    try db.execute(sql: GenerationSQL.raise)
  }

  /// When an upgrade added the column; `nil` in a file that was made with it.
  static func upgrade(in db: Database) throws -> Instant? {
    let sql = """
      SELECT "applied_at" FROM "petabinaan_schema" WHERE "version" = 3
        AND EXISTS (SELECT 1 FROM "petabinaan_schema" WHERE "version" < 3)
      """
    let text = try String.fetchOne(db, sql: sql)
    return text.flatMap { Instant(iso8601: $0, defaultZone: .utc) }
  }

  private static let acceptance = "\"\(column)\" = strftime('%Y-%m-%dT%H:%M:%fZ','now')"
  private static let isMapped = condition(on: "")

  private static func trigger(_ name: String, _ event: String) -> TriggerSQL {
    GenerationSQL.trigger(
      "acceptance_tips_\(name)", event,
      on: "WHEN NEW.\"\(column)\" ISNULL AND (\(condition(on: "NEW.")))", .tips,
      "UPDATE \"tips\" SET \(acceptance) WHERE \"fid\" = NEW.\"fid\"")
  }

  private static func condition(on row: String) -> String {
    TipStatus.allCases.filter(\.isMapped).map { "\(row)\"status\" = '\($0.rawValue)'" }
      .joined(separator: " OR ")
  }
}
