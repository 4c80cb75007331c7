import ArgumentParser
import GeoCore

/// `geoctl user add|list|revoke`: who may sign in.
struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user",
    abstract: "Mengelola akun dan tokennya / Manages accounts and their tokens.",
    subcommands: [UserAddCommand.self, UserListCommand.self, UserRevokeCommand.self])
}

/// `geoctl user add`: a new account; its token is printed once and kept nowhere.
struct UserAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Membuat akun dan mencetak tokennya sekali / Adds an account.")

  @Option(name: .long, help: "Nama akun, yang tercatat dalam log audit.")
  var name: String

  @Option(name: .long, help: "partner, planner, officer, auditor, atau admin.")
  var role: String

  @Option(name: .long, help: "Wilayah kerja: awalan kode dipisah koma, mis. 35,36.71.")
  var area: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let principal = try principal()
    let account = try global.withWorkspace(.readWrite) { workspace in
      let key = try workspace.auditKey()
      do {
        return try workspace.write {
          try IssuedAccount(principal, in: $0, sealedBy: key)
        }
      } catch WorkspaceError.duplicate(_, let taken) {
        throw Failure(
          global.text("akun '\(taken)' sudah ada", "there is an account '\(taken)' already"))
      }
    }
    tell(account)
  }

  private func principal() throws -> Principal {
    do throws(AccessError) {
      guard let role = Role(rawValue: role) else { throw .unknownRole(role) }
      let area: AreaOfResponsibility?
      if let given = self.area {
        area = try AreaOfResponsibility(parsing: given)
      } else {
        area = nil
      }
      return try Principal(name: name, role: role, area: area)
    } catch {
      throw global.refusal(error)
    }
  }

  private func tell(_ account: IssuedAccount) {
    if global.json { return Console.say(account.json) }
    let (name, role) = (account.principal.name, account.principal.role.rawValue)
    global.report(
      global.text(
        "Akun '\(name)' (\(role)) dibuat. Token, ditampilkan sekali ini saja:",
        "The account '\(name)' (\(role)) is made. Its token, shown this once:"))
    Console.say(account.token.revealed())
  }
}

/// `geoctl user list`: the accounts, without anything that signs in.
struct UserListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Mendaftar akun / Lists the accounts.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let users = try global.withWorkspace(.readWrite) { workspace in
      try workspace.write(noting: GlobalOptions.event("user.list")) { transaction, event in
        let users = try transaction.reader.users()
        event.rowCount = users.count
        return users
      }
    }
    if global.json {
      Console.say("{\"users\":[\(users.map(Self.json).joined(separator: ","))]}")
    } else {
      for user in users { Console.say(line(user)) }
    }
  }

  private func line(_ user: UserRecord) -> String {
    let principal = user.principal
    let state = user.revokedAt.map { global.text("dicabut", "revoked") + " \($0.iso8601)" }
    let pieces = [
      principal.name, principal.role.rawValue, "\(principal.area)", user.createdAt.iso8601, state,
    ]
    return pieces.compactMap(\.self).joined(separator: "\t")
  }

  private static func json(_ user: UserRecord) -> String {
    let revoked = user.revokedAt.map { JSONText.string($0.iso8601) } ?? "null"
    return """
      {\(user.principal.jsonMembers),"created_at":\(JSONText.string(user.createdAt.iso8601)),\
      "revoked_at":\(revoked)}
      """
  }
}

/// `geoctl user revoke`: the account's token signs in no more.
struct UserRevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Mencabut akun / Revokes an account.")

  @Option(name: .long, help: "Nama akun.")
  var name: String

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let event = GlobalOptions.event("user.revoke", detail: name, rowCount: 1)
    let before = try global.withWorkspace(.readWrite) { workspace in
      do {
        return try workspace.write(noting: event) { transaction, _ in
          try transaction.revokeUser(named: name)
        }
      } catch WorkspaceError.noSuchRow {
        let shown = AccessError.shown(name)
        throw Failure(global.text("tidak ada akun \(shown)", "there is no account \(shown)"))
      }
    }
    tell(before)
  }

  private func tell(_ before: UserRecord) {
    let name = before.principal.name
    if global.json {
      Console.say("{\"name\":\(JSONText.string(name)),\"revoked\":\(before.isActive)}")
    } else if before.isActive {
      global.report(global.text("Akun '\(name)' dicabut.", "The account '\(name)' is revoked."))
    } else {
      global.report(
        global.text(
          "Akun '\(name)' sudah dicabut sebelumnya.", "The account '\(name)' was revoked before."))
    }
  }
}
