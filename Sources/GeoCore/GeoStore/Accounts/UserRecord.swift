public import DisclosureControl
public import GeoPrimitives

/// An account as it stands in the file.
public struct UserRecord: Hashable, Sendable {
  /// Who: name, role and area.
  public let principal: Principal
  /// The digest of the token that signs in; the token itself is kept nowhere.
  public let tokenDigest: Digest256
  /// When the account was made, to the second.
  public let createdAt: Instant
  /// When it was revoked; `nil` while it holds.
  public let revokedAt: Instant?

  /// Whether the token still signs in.
  public var isActive: Bool { revokedAt == nil }
}

extension UserRecord: StoredRecord {
  static var table: WorkspaceTable { .users }
  var keyText: String { principal.name }

  func bind(to row: inout RowBinder) throws(WorkspaceError) {
    guard let created = DateTimeText.bytes(of: createdAt) else {
      throw invalid("created_at", "is not within the years 1 to 9999")
    }
    row.add(principal.name)
    row.add(principal.role.rawValue)
    row.add(principal.area.codes.map { $0.joined(separator: ",") })
    row.add(tokenDigest.hex)
    row.add(ascii: created)
    row.add(revokedAt?.iso8601)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    let name = try row.text()
    let role = try row.choice(Role.self)
    let area = row.optionalText()
    do {
      principal = try Principal(
        name: name, role: role, area: try area.map { try AreaOfResponsibility(parsing: $0) })
    } catch {
      throw row.invalid("does not make an account: \(error)")
    }
    guard let digest = Digest256(hex: try row.text()) else {
      throw row.invalid("is not a SHA-256")
    }
    tokenDigest = digest
    createdAt = try row.moment()
    revokedAt = try row.optionalMoment()
  }
}
