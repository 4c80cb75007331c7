import GRDB

/// The statements of the intake within a transaction, each prepared once.
final class IntakeStatements {
  private var statements: [String: PreparedStatement] = [:]

  /// A statement, reset by whoever used it last.
  func statement(_ sql: String, in db: Database) throws -> PreparedStatement {
    if let statement = statements[sql] { return statement }
    let statement = try PreparedStatement(sql, in: db)
    statements[sql] = statement
    return statement
  }
}
