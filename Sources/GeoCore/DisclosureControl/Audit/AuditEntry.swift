/// What an entry of the audit log says somebody did.
public struct AuditEvent: Hashable, Sendable {
  /// Who: the name of an account, or the owner's.
  public var actor: String
  /// In which role.
  public var role: Role
  /// What for, as far as it was said.
  public var purpose: String?
  /// What was done, in small letters with dots, such as `user.add` or `audit.show`.
  public var action: String
  /// To what, such as the name of an account or the parameters of a request.
  public var detail: String?
  /// How many rows were shown or changed.
  public var rowCount: Int?

  /// Something that somebody did.
  public init(
    by principal: Principal, purpose: String?, action: String, detail: String? = nil,
    rowCount: Int? = nil
  ) {
    actor = principal.name
    role = principal.role
    self.purpose = purpose
    self.action = action
    self.detail = detail
    self.rowCount = rowCount
  }
}

/// An entry of the audit log as it stands in the file.
///
/// Times, roles and codes are texts here, because an entry that was tampered with must be readable as
/// it is: what is sealed is what is written, to the byte.
public struct AuditEntry: Hashable, Sendable {
  /// The row number, which is the entry's place in the log: 1, 2, 3 …
  public var number: Int64
  /// When, in UTC: `2026-03-09T01:30:00.000Z`.
  public var at: String
  /// Who.
  public var actor: String
  /// In which role.
  public var role: String
  /// What for.
  public var purpose: String?
  /// What was done.
  public var action: String
  /// To what.
  public var detail: String?
  /// How many rows were shown or changed.
  public var rowCount: Int64?
  /// The seal: HMAC-SHA256 over the entry before and this one, 64 hexadecimal digits.
  public var mac: String

  /// An entry as it is read from a file.
  public init(
    number: Int64, at: String, actor: String, role: String, purpose: String?, action: String,
    detail: String?, rowCount: Int64?, mac: String
  ) {
    self.number = number
    self.at = at
    self.actor = actor
    self.role = role
    self.purpose = purpose
    self.action = action
    self.detail = detail
    self.rowCount = rowCount
    self.mac = mac
  }

  /// A new entry, sealed.
  /// - Parameters:
  ///   - event: What happened.
  ///   - at: When, in UTC.
  ///   - number: The place in the log.
  ///   - mac: The seal of the last entry as it stands there; `nil` for the first of a log.
  ///   - key: The key of the log.
  public init(
    _ event: AuditEvent, at: String, number: Int64, afterMAC mac: String?, sealedBy key: AuditKey
  ) {
    self.init(
      number: number, at: at, actor: event.actor, role: event.role.rawValue,
      purpose: event.purpose, action: event.action, detail: event.detail,
      rowCount: event.rowCount.map(Int64.init), mac: "")
    self.mac = code(after: Self.code(ofMAC: mac), key).hex
  }

  /// The seal that the entry should bear when it follows one with a given seal.
  func code(after previous: Digest256, _ key: AuditKey) -> Digest256 {
    key.authenticationCode(of: AuditEncoding.bytes(of: self, after: previous))
  }

  /// The seal that it bears; zero when what stands there is none.
  var storedCode: Digest256 { Self.code(ofMAC: mac) }

  private static func code(ofMAC mac: String?) -> Digest256 {
    guard let mac, let code = Digest256(hex: mac), code.hex == mac else { return .zero }
    return code
  }
}
