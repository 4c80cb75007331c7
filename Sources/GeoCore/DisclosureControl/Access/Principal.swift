/// Somebody on whose behalf something is asked: an account, the owner of the file, or nobody known.
public struct Principal: Hashable, Sendable {
  /// The name of the account.
  public let name: String
  /// The role.
  public let role: Role
  /// Where the role holds.
  public let area: AreaOfResponsibility

  /// How many characters a name may have.
  public static let nameLength = 1...64

  /// The holder of an account.
  /// - Parameters:
  ///   - name: 1 to 64 visible characters without a colon, which ends the name in HTTP Basic, and
  ///     without white space at its ends.
  ///   - role: One of `Role.ofAccounts`.
  ///   - area: Where the role holds; `nil` for everywhere, which partners, planners and officers
  ///     cannot have.
  /// - Throws: `AccessError.invalidName`, `.roleWithoutAccount`, `.areaMissing`.
  public init(name: String, role: Role, area: AreaOfResponsibility?) throws(AccessError) {
    guard Self.nameLength.contains(name.count), PlainText.isPlain(name),
      !name.contains(":"), PlainText.trimmed(name) == name
    else { throw .invalidName }
    guard Role.ofAccounts.contains(role) else { throw .roleWithoutAccount(role) }
    guard !role.needsArea || area?.codes != nil else { throw .areaMissing(role) }
    self.init(checked: name, role, area ?? .everywhere)
  }

  /// Whoever asks without a token.
  public static let anonymous = Principal(checked: "public", .public, .nowhere)

  /// The owner of the file, under the name in which the audit log tells one from another, such as an
  /// account of the operating system.
  public static func owner(named name: String) -> Principal {
    Principal(checked: name, .owner, .everywhere)
  }

  private init(checked name: String, _ role: Role, _ area: AreaOfResponsibility) {
    self.name = name
    self.role = role
    self.area = area
  }
}
