/// The permission under which something derived from tips may leave GeoCore: on whose behalf, for
/// which area, to what end.
///
/// Every function that returns a value derived from tips takes one, and there is no default: the
/// question "who will see this?" is asked where the call is written.
public struct Disclosure: Hashable, Sendable {
  /// On whose behalf.
  public let role: Role
  /// Where the role holds.
  public let area: AreaOfResponsibility
  /// What the answer is for, as it will stand in the audit log; `nil` when nobody has said.
  public let purpose: String?

  /// The owner of the workspace file, who can open it with any tool and therefore sees it whole: the
  /// command line, and a server on loopback that the owner started.
  public static func owner(purpose: String) -> Disclosure {
    Disclosure(role: .owner, area: .everywhere, purpose: purpose)
  }

  /// What a principal may see for a purpose.
  /// - Parameters:
  ///   - principal: On whose behalf.
  ///   - purpose: What for; without one nobody but the owner sees single tips.
  public init(_ principal: Principal, purpose: Purpose?) {
    self.init(role: principal.role, area: principal.area, purpose: purpose?.text)
  }

  private init(role: Role, area: AreaOfResponsibility, purpose: String?) {
    self.role = role
    self.area = area
    self.purpose = purpose
  }

  /// How much of the tips of an area may be seen; the area is given as dotted Kemendagri text.
  ///
  /// An area that reaches beyond the area of responsibility counts as outside it, as does a tip that
  /// lies in no village.
  /// - Complexity: O(codes of the area of responsibility).
  public func tier(for code: some StringProtocol) -> DisclosureTier {
    switch role {
    case .owner: .raw
    case .officer: purpose != nil && area.contains(code: code) ? .raw : .planner
    case .planner: area.contains(code: code) ? .planner : .none
    case .partner: area.contains(code: code) ? .partner : .none
    case .public, .auditor, .admin: .none
    }
  }

  /// Whether something of the area of a code may be seen.
  public func mayRead(_ subject: ProtectedSubject, code: some StringProtocol) -> Bool {
    switch role.mayRead(subject) {
    case .nowhere: false
    case .area: area.contains(code: code)
    case .everywhere: true
    }
  }

  /// Whether single tips may be seen wherever they lie: only by the owner. What is computed from all
  /// tips at once, without regard to areas, is for nobody else.
  public var isUnlimited: Bool { role == .owner }
}

/// How much of the tips of an area may be seen; a greater tier sees all that a lesser one does.
public enum DisclosureTier: Int, Hashable, Sendable, Comparable, CaseIterable {
  /// Nothing that comes from tips.
  case none
  /// Published aggregates of ten tips and more, by district and month.
  case partner
  /// Published aggregates of five tips and more, by village and week or month.
  case planner
  /// Single tips and whatever is computed from them.
  case raw

  /// A tier that sees less comes first.
  public static func < (a: DisclosureTier, b: DisclosureTier) -> Bool { a.rawValue < b.rawValue }
}
