public import DisclosureControl
import GRDB
import GeoPrimitives

extension WorkspaceTransaction {
  /// Adds an account.
  /// - Parameters:
  ///   - principal: Name, role and area. A name is taken for good: not even a revoked account gives it
  ///     back, and names that differ in capitals alone are the same.
  ///   - digest: The digest of its token.
  /// - Throws: `WorkspaceError.duplicate` when the name is taken.
  /// - Complexity: O(accounts).
  public func addUser(_ principal: Principal, tokenDigest digest: Digest256) throws {
    let name = principal.name.lowercased()
    if let taken = try reader.users().first(where: { $0.principal.name.lowercased() == name }) {
      throw WorkspaceError.duplicate(
        table: WorkspaceTable.users.rawValue, key: taken.principal.name)
    }
    let record = UserRecord(
      principal: principal, tokenDigest: digest, createdAt: try now(), revokedAt: nil)
    _ = try writer(of: .users).store(record, onDuplicate: .error)
  }

  /// Ends an account: its token does not sign in any more. One that has been revoked stays as it is.
  /// - Returns: The account as it was before.
  /// - Throws: `WorkspaceError.noSuchRow` when there is no account of this name.
  @discardableResult
  public func revokeUser(named name: String) throws -> UserRecord {
    guard let user = try reader.users().first(where: { $0.principal.name == name }) else {
      throw WorkspaceError.noSuchRow(table: WorkspaceTable.users.rawValue, key: name)
    }
    guard user.isActive else { return user }
    let sql = "UPDATE \"users\" SET \"revoked_at\" = ? WHERE \"name\" = ?"
    let moment = try nowText()
    try change(.users, key: name, adding: nil, sql) { row in
      row.add(moment)
      row.add(user.principal.name)
    }
    return user
  }

  /// The time of now as the file writes it: `2026-03-09T01:30:00.123Z`.
  func nowText() throws -> String {
    let text = try String.fetchOne(db, sql: "SELECT strftime('%Y-%m-%dT%H:%M:%fZ','now')")
    guard let text else { throw WorkspaceError.failed(path: path, detail: "there is no time") }
    return text
  }

  /// The time of now, to the second.
  func now() throws -> Instant {
    let text = try nowText()
    guard let moment = Instant(iso8601: text, defaultZone: .utc) else {
      throw WorkspaceError.failed(path: path, detail: "\(text) is not a time")
    }
    return moment
  }
}

extension WorkspaceReader {
  /// Every account, revoked ones included, in the order in which they were made.
  public func users() throws -> [UserRecord] {
    var users: [UserRecord] = []
    try each(UserRecord.self) { users.append($0) }
    return users
  }

  /// Every account that signs somebody in. A row that makes no account, which the check reports, signs
  /// nobody in and keeps nobody out.
  public func activeUsers() throws -> [UserRecord] {
    var users: [UserRecord] = []
    let statement = try PreparedStatement(WorkspaceTable.users.selectSQL(), in: db)
    while try statement.step() {
      var row = RowReader(statement, of: .users)
      if let user = try? UserRecord(from: &row), user.isActive { users.append(user) }
    }
    return users
  }

  /// The account, not revoked, whose token has a digest.
  ///
  /// Every digest is compared in constant time, so that the answer does not tell by its duration how
  /// near a guess came.
  /// - Complexity: O(accounts).
  public func user(withToken digest: Digest256) throws -> UserRecord? {
    var found: UserRecord?
    for user in try activeUsers() where user.tokenDigest == digest { found = user }
    return found
  }
}

extension Workspace {
  /// Every account, revoked ones included, in the order in which they were made.
  public func users() throws -> [UserRecord] { try read { try $0.users() } }

  /// Every account that signs somebody in.
  public func activeUsers() throws -> [UserRecord] { try read { try $0.activeUsers() } }

  /// The account, not revoked, whose token has a digest.
  public func user(withToken digest: Digest256) throws -> UserRecord? {
    try read { try $0.user(withToken: digest) }
  }
}
