/// What the intake of tips keeps account of: receipts of requests, and which texts have been sent before.
///
/// The account goes with the tip, whichever program removes it.
enum IntakeSQL {
  /// The tables. A receipt is found by the digest of its key; a text by a number made from it.
  static let createTables = [
    """
    CREATE TABLE "intake_receipts" (
      "key" TEXT PRIMARY KEY NOT NULL,
      "body" TEXT NOT NULL,
      "tip" TEXT NOT NULL,
      "in_review" INTEGER NOT NULL,
      "at" DATETIME NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX \"intake_receipts_at\" ON \"intake_receipts\" (\"at\")",
    """
    CREATE TABLE "tip_texts" (
      "row" INTEGER PRIMARY KEY NOT NULL,
      "text_hash" INTEGER NOT NULL,
      "duplicate_of" TEXT
    )
    """,
    "CREATE INDEX \"tip_texts_hash\" ON \"tip_texts\" (\"text_hash\")",
  ]

  /// The triggers of the table `tips`.
  static let triggers: [TriggerSQL] = [
    GenerationSQL.trigger(
      "intake_tips_delete", "DELETE", .tips,
      """
      DELETE FROM "tip_texts" WHERE "row" = OLD."fid";
        DELETE FROM "review" WHERE "id" = OLD."id"
      """),
    GenerationSQL.trigger(
      "intake_tips_update", "UPDATE OF \"place_text\", \"summary\"",
      on: "WHEN NEW.\"summary\" ISNULL AND NEW.\"place_text\" ISNULL", .tips,
      "DELETE FROM \"tip_texts\" WHERE \"row\" = NEW.\"fid\""),
  ]
}
