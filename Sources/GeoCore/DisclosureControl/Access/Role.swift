/// The roles that PetaBinaan knows.
public enum Role: String, Hashable, Sendable, CaseIterable {
  /// Whoever asks without a token: borders, coverage, service points, and nothing from tips.
  case `public`
  /// Another agency of the area: aggregates by district.
  case partner
  /// The division that plans the programme in an area: aggregates by village.
  case planner
  /// An officer with an area of responsibility: single tips there, and elsewhere what a planner sees.
  case officer
  /// Reads the audit log and how the service is used.
  case auditor
  /// Keeps configuration, imports and accounts. Sees no tips through the service: who hands out
  /// permissions must not use them unseen, and an account made for that purpose stands in the audit
  /// log.
  case admin
  /// Whoever holds the workspace file and can open it with any tool.
  case owner

  /// The roles that an account can have: `public` needs no token, and the owner has the file.
  public static let ofAccounts: [Role] = allCases.filter { $0 != .public && $0 != .owner }

  /// Whether what the role sees depends on an area, so that an account of it must name one.
  public var needsArea: Bool { [.partner, .planner, .officer].contains(self) }
}
