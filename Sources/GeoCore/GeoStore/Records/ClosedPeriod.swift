public import DisclosureControl
public import GeoPrimitives

/// A month that has been closed: what was published of it stays as it is.
public struct ClosedPeriod: Hashable, Sendable {
  /// The month.
  public let month: ReportingMonth
  /// The day on which it was closed.
  public let closedOn: CivilDate
  /// The rules by which it was published.
  public let rules: AtomRules

  /// A closed month.
  public init(month: ReportingMonth, closedOn: CivilDate, rules: AtomRules) {
    self.month = month
    self.closedOn = closedOn
    self.rules = rules
  }
}
