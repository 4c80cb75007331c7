/// The permission under which something derived from tips may leave GeoCore: on whose behalf, for
/// which area, to what end.
///
/// Every function that returns a value derived from tips takes one, and there is no default: the
/// question "who will see this?" is asked where the call is written.
public struct Disclosure: Hashable, Sendable {
  /// On whose behalf.
  public let role: Role
  /// The code prefixes of the area that may be seen; `nil` for everywhere.
  public let area: [String]?
  /// What the answer is for, as it will stand in the audit log.
  public let purpose: String

  /// The owner of the workspace file, who can open it with any tool and therefore sees it whole: the
  /// command line, and a server on loopback that the owner started.
  public static func owner(purpose: String) -> Disclosure {
    Disclosure(role: .owner, area: nil, purpose: purpose)
  }

  private init(role: Role, area: [String]?, purpose: String) {
    self.role = role
    self.area = area
    self.purpose = purpose
  }
}

/// The roles that PetaBinaan knows.
public enum Role: String, Hashable, Sendable, CaseIterable {
  /// Whoever holds the workspace file.
  case owner
}
