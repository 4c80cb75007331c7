import GeoCore

/// A link that signs an account in once, within fifteen minutes.
public struct SignInLink: Sendable {
  /// The name of the account.
  public let account: String
  /// What follows the server's address: `signin#pbc_…`. The code stands after the `#`, which browsers do
  /// not send, so that it reaches no log.
  public let path: String

  /// Links for the accounts that `geoctl demo` makes, in the order of the roles; none for a workspace
  /// without them.
  static func demo(_ access: AccessControl) -> [SignInLink] {
    let accounts = access.accounts.all
    return Role.ofAccounts.compactMap { role in
      let name = "demo-\(role.rawValue)"
      guard let one = accounts.first(where: { $0.principal.name == name }),
        one.principal.role == role, let code = access.codes.issue(for: one.digest)
      else { return nil }
      return SignInLink(account: name, path: "signin#\(code.revealed())")
    }
  }
}
