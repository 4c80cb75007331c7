/// The thresholds of the tiers, and how fine weeks are told.
public struct AtomRules: Hashable, Sendable {
  /// The areas whose tips are divided by week.
  public enum WeekLevel: String, Hashable, Sendable, CaseIterable {
    /// Villages. Then weeks of a district can only be told where its villages' weeks are grouped alike.
    case village
    /// Districts, which have five or more tips a week far more often than a village.
    case district
    /// Regencies.
    case regency

    var level: Int {
      switch self {
      case .village: DottedCode.village
      case .district: 3
      case .regency: 2
      }
    }
  }

  /// The least count that a planner sees, other than zero.
  public let planner: Int
  /// The least count that a partner sees, other than zero.
  public let partner: Int
  /// The areas whose tips are divided by week. They cannot be divided at two levels: one minus the
  /// other would be small.
  public let weeks: WeekLevel

  /// 5 for planners, 10 for partners, weeks by village.
  public static let standard = AtomRules(checkedPlanner: 5, partner: 10, weeks: .village)

  /// The rules by which a workspace publishes: as `standard`, but weeks by district, where five tips a week
  /// are far more common than in a village.
  public static let published = AtomRules(checkedPlanner: 5, partner: 10, weeks: .district)

  /// Rules of one's own; `nil` unless 3 ≤ planner < partner ≤ 1000. Below 3 nothing is hidden: a
  /// count that is neither zero nor published could only be 1.
  public init?(planner: Int, partner: Int, weeks: WeekLevel = .village) {
    guard planner >= 3, partner > planner, partner <= 1000 else { return nil }
    self.init(checkedPlanner: planner, partner: partner, weeks: weeks)
  }

  private init(checkedPlanner planner: Int, partner: Int, weeks: WeekLevel) {
    self.planner = planner
    self.partner = partner
    self.weeks = weeks
  }

  var plannerRule: RestRule { RestRule(threshold: planner, least: 1) }
  var partnerRule: RestRule { RestRule(threshold: partner, least: planner) }
}
