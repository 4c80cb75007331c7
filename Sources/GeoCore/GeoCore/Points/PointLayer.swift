public import DisclosureControl

/// The layers that show things one by one, or in groups of them where they are too close.
public enum PointLayer: String, Hashable, Sendable, CaseIterable {
  /// Places that lodge guests, and whether they report.
  case accommodations
  /// Places of service.
  case servicePoints = "service-points"
  /// Immigration offices.
  case offices
  /// Outreach sessions.
  case activities
  /// Single reports.
  case tips

  /// What of the service it shows.
  public var subject: ProtectedSubject {
    switch self {
    case .accommodations: .accommodations
    case .servicePoints, .offices: .places
    case .activities: .officeWork
    case .tips: .tips
    }
  }
}
