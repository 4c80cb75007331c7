/// Why an account, an area, a purpose or a token is refused. No case carries a secret.
public enum AccessError: Error, Hashable, Sendable {
  /// An area without a single code.
  case emptyArea
  /// Something that is no code of a province, regency, district or village.
  case invalidAreaCode(String)
  /// The role sees only an area, and none was named.
  case areaMissing(Role)
  /// There is no role of this name.
  case unknownRole(String)
  /// No account can have the role.
  case roleWithoutAccount(Role)
  /// A name that is empty, too long or not plain text.
  case invalidName
  /// A purpose that is too short, too long or not plain text.
  case invalidPurpose
  /// Something that is not a token of the expected kind.
  case malformedToken

  /// The name of the case, the same in every language and version.
  public var code: String {
    switch self {
    case .emptyArea: "access.empty_area"
    case .invalidAreaCode: "access.invalid_area_code"
    case .areaMissing: "access.area_missing"
    case .unknownRole: "access.unknown_role"
    case .roleWithoutAccount: "access.role_without_account"
    case .invalidName: "access.invalid_name"
    case .invalidPurpose: "access.invalid_purpose"
    case .malformedToken: "access.malformed_token"
    }
  }
}

extension AccessError: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .emptyArea: "the area has no code"
    case .invalidAreaCode(let text):
      "\(Self.shown(text)) is not a code of a province, regency, district or village (35, 35.07)"
    case .areaMissing(let role): "the role \(role.rawValue) needs an area"
    case .unknownRole(let text):
      "there is no role \(Self.shown(text)); roles of accounts are \(Self.roles)"
    case .roleWithoutAccount(let role):
      "no account can have the role \(role.rawValue); roles of accounts are \(Self.roles)"
    case .invalidName:
      "a name has 1 to 64 visible characters, no colon, and no blanks at its ends"
    case .invalidPurpose: "a purpose has 3 to 200 characters on one line"
    case .malformedToken: "this is not a token"
    }
  }

  /// Input as it may be shown: in quotation marks, short, control characters as escapes.
  public static func shown(_ text: String) -> String {
    String(reflecting: String(text.prefix(60)))
  }

  /// The roles that an account can have, in words.
  public static var roles: String {
    Role.ofAccounts.map(\.rawValue).joined(separator: ", ")
  }
}
