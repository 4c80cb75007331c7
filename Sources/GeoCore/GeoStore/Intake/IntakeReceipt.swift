public import DisclosureControl
import GRDB
public import GeoPrimitives

/// What a request that brought a tip was answered, kept so that the same request is answered the same.
public struct IntakeReceipt: Hashable, Sendable {
  /// The tip.
  public let tip: String
  /// Whether its place waited for a look.
  public let isInReview: Bool
  /// The digest of what was sent.
  public let body: Digest256

  /// How long receipts are kept: a telephone may be out of reach for days before it sends again.
  public static let keptSeconds: Int64 = 7 * 86_400

  /// A receipt.
  public init(tip: String, isInReview: Bool, body: Digest256) {
    self.tip = tip
    self.isInReview = isInReview
    self.body = body
  }
}

extension WorkspaceTransaction {
  /// The receipt under a key, if one is kept.
  /// - Parameter key: The digest of the key and of whose key it is.
  /// - Returns: The receipt; `nil` for none.
  /// - Throws: `WorkspaceError.locked`, `.damaged`.
  public func receipt(for key: Digest256) throws(WorkspaceError) -> IntakeReceipt? {
    try WorkspaceError.catching(path: path) {
      let statement = try intake.statement(
        "SELECT 0, \"body\", \"tip\", \"in_review\" FROM \"intake_receipts\" WHERE \"key\" = ?1",
        in: db)
      defer { statement.reset() }
      var binder = RowBinder(statement)
      binder.add(key.hex)
      guard try statement.step() else { return nil }
      let body = RowReader.text(of: statement, at: 1).flatMap { Digest256(hex: $0) }
      guard let body, let tip = RowReader.text(of: statement, at: 2) else { return nil }
      return IntakeReceipt(
        tip: tip, isInReview: RowReader.integer(of: statement, at: 3) != 0, body: body)
    }
  }

  /// Keeps a receipt under a key.
  /// - Throws: `WorkspaceError.duplicate` when there is one.
  public func keep(
    _ receipt: IntakeReceipt, for key: Digest256, at moment: Instant
  ) throws(WorkspaceError) {
    let statement = try WorkspaceError.catching(path: path) {
      try intake.statement("INSERT INTO \"intake_receipts\" VALUES (?1, ?2, ?3, ?4, ?5)", in: db)
    }
    var binder = RowBinder(statement)
    binder.add(key.hex)
    binder.add(receipt.body.hex)
    binder.add(receipt.tip)
    binder.add(receipt.isInReview ? 1 : 0)
    binder.add(moment.iso8601)
    if let violation = try statement.run() { throw violation.error(table: .tips, row: receipt.tip) }
  }

  /// Forgets the receipts that have been kept long enough.
  /// - Throws: `WorkspaceError.noSpace`, `.locked`.
  public func forgetOldReceipts(at now: Instant) throws(WorkspaceError) {
    let oldest = now.secondsSince1970 - IntakeReceipt.keptSeconds
    try forgetReceipts(before: Instant(secondsSince1970: oldest))
  }

  /// Forgets the receipts that are older than a moment.
  /// - Returns: How many there were.
  @discardableResult
  public func forgetReceipts(before moment: Instant) throws(WorkspaceError) -> Int {
    try WorkspaceError.catching(path: path) {
      try db.execute(
        sql: "DELETE FROM \"intake_receipts\" WHERE \"at\" < ?", arguments: [moment.iso8601])
      return db.changesCount
    }
  }
}
