import DisclosureControl
import GRDB
import GeoPrimitives
import Testing

@testable import GeoStore

@Suite("Accounts in a workspace")
struct AccountTests {
  private let scratch: Scratch
  private let workspace: Workspace

  init() throws {
    scratch = try Scratch()
    workspace = try Workspace.create(at: scratch.path())
  }

  private func principal(_ name: String, _ role: Role = .officer) throws -> Principal {
    try Principal(name: name, role: role, area: try AreaOfResponsibility(parsing: "35.07,36"))
  }

  private func add(_ principal: Principal) throws -> AccessToken {
    let token = AccessToken()
    try workspace.write { try $0.addUser(principal, tokenDigest: token.digest) }
    return token
  }

  @Test("are found by their tokens, each by its own")
  func roundTrip() throws {
    let roles = Role.ofAccounts
    let principals = try roles.map { try principal($0.rawValue, $0) }
    let everywhere = try Principal(name: "everywhere", role: .admin, area: nil)
    let tokens = try (principals + [everywhere]).map(add)
    let before = try workspace.generation()
    #expect(try workspace.users().map(\.principal) == principals + [everywhere])
    for (token, principal) in zip(tokens, principals + [everywhere]) {
      let user = try #require(try workspace.user(withToken: token.digest))
      #expect(user.principal == principal && user.isActive)
      #expect(user.createdAt.secondsSince1970 > 1_700_000_000)
    }
    #expect(try workspace.user(withToken: AccessToken().digest) == nil)
    #expect(try workspace.check() == [])
    #expect(try workspace.generation() == before)
  }

  @Test("have names that are taken once, whatever their capitals, and for good")
  func duplicates() throws {
    _ = try add(try principal("Kantor"))
    for name in ["Kantor", "kantor", "KANTOR"] {
      #expect(throws: WorkspaceError.duplicate(table: "users", key: "Kantor")) {
        try add(try principal(name))
      }
    }
    try workspace.write { try $0.revokeUser(named: "Kantor") }
    #expect(code { try add(try principal("Kantor")) } == "row.duplicate")
    #expect(try workspace.users().count == 1)
  }

  @Test("that are revoked sign nobody in, and keep the time of the first revocation")
  func revoking() throws {
    let token = try add(try principal("a"))
    let other = try add(try principal("b"))
    #expect(try workspace.write { try $0.revokeUser(named: "a") }.isActive)
    #expect(try workspace.user(withToken: token.digest) == nil)
    #expect(try workspace.user(withToken: other.digest)?.principal.name == "b")
    let revoked = try #require(try workspace.users().first)
    #expect(revoked.revokedAt != nil)
    #expect(try workspace.write { try $0.revokeUser(named: "a") } == revoked)
    #expect(try workspace.users().first == revoked)
    #expect(
      code { try workspace.write { try $0.revokeUser(named: "c") } } == "row.missing")
  }

  @Test("leave no token in the file")
  func noTokenInFile() throws {
    let token = try add(try principal("a"))
    workspace.close()
    let bytes = try scratch.bytes()
    #expect(contains(bytes, Array(token.digest.hex.utf8)))
    #expect(!contains(bytes, Array(token.revealed().dropFirst(3).utf8)))
    #expect(try scratch.names() == ["w.gpkg"])
  }

  @Test(
    "that another program has spoilt are found by the check and sign nobody in",
    arguments: [
      "UPDATE users SET role = 'boss'", "UPDATE users SET role = 'owner'",
      "UPDATE users SET area = NULL", "UPDATE users SET area = '35.0'",
      "UPDATE users SET token_sha256 = 'x'", "UPDATE users SET created_at = 'once'",
      "UPDATE users SET revoked_at = 'once'", "UPDATE users SET name = 'a:b'",
    ])
  func spoilt(sql: String) throws {
    let token = try add(try principal("a"))
    let other = try add(try principal("b"))
    try workspace.write { try $0.db.execute(sql: sql + " WHERE fid = 1") }
    let problems = try workspace.check()
    #expect(problems.contains { $0.code == .value && $0.table == "users" })
    #expect(try workspace.user(withToken: token.digest) == nil)
    #expect(try workspace.user(withToken: other.digest)?.principal.name == "b")
    #expect(code { try workspace.users() } == "row.invalid")
  }
}

/// Whether bytes occur in others.
func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
  guard let first = wanted.first, bytes.count >= wanted.count else { return false }
  return bytes.indices.dropLast(wanted.count - 1).contains { start in
    bytes[start] == first && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
  }
}
