/// A mark that every change of borders makes anew, by any program, because the triggers use plain SQL.
///
/// What is made from the borders and kept outside the workspace carries the mark of its borders. It is
/// random: two files that went different ways from one copy never have the same mark for different borders.
enum BorderStampSQL {
  /// The table of the mark, one row.
  static let createTable = """
    CREATE TABLE "border_stamp" (
      "id" INTEGER PRIMARY KEY CHECK ("id" = 1),
      "value" TEXT NOT NULL
    )
    """
  /// The first mark.
  static let start = "INSERT INTO \"border_stamp\" VALUES (1, \(fresh))"
  /// The mark as it stands.
  static let read = "SELECT \"value\" FROM \"border_stamp\" WHERE \"id\" = 1"
  /// Another mark.
  static let renew = "UPDATE \"border_stamp\" SET \"value\" = \(fresh) WHERE \"id\" = 1"

  private static let fresh = "lower(hex(randomblob(16)))"

  /// Adds the mark to a file without it.
  static let add: [String] = [createTable, start]
}
