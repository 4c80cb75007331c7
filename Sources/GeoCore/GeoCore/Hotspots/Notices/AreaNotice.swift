import DisclosureControl
import GeoStore
import Places

/// Something that holds in an area now, by numbers that are published.
struct AreaNotice: Hashable {
  var rule: NoticeRecord.Rule
  var tier: NoticeRecord.Tier
  /// The regency or province.
  var area: String
  /// The villages or districts, ascending.
  var codes: [String]
  var months: ClosedRange<ReportingMonth>
  var cases: Int
  var expected: Double?
  var rate: Double?

  /// Whether a notice that was raised is about the same: of clusters those that have an area in common.
  func isAbout(_ record: NoticeRecord) -> Bool {
    rule == record.rule && tier == record.tier && area == record.area
      && (rule != .cluster || !Set(codes).isDisjoint(with: record.codes))
  }
}

/// When a notice is raised.
public struct NoticeRules: Hashable, Sendable {
  /// The fewest reports of a cluster.
  public var fewestCases = 10
  /// The greatest false discovery rate of a cluster, over all clusters that were looked at.
  public var greatestRate = 0.05
  /// After how many days a notice ends of which nothing is heard.
  public var days = 62

  /// The usual rules.
  public init() {}
}

extension NoticeRecord.Tier {
  /// What is looked at one by one: few villages have a published number for every month, and most districts do.
  static let level = AdministrativeLevel.district
  /// What notices are about, as a whole.
  var areaLevel: AdministrativeLevel { self == .planner ? .regency : .province }

  /// On whose behalf numbers of the tier are looked at: somebody who is responsible for all provinces.
  func disclosure(in snapshot: DatasetSnapshot) throws -> Disclosure {
    let provinces = Set(
      snapshot.villages.areas.compactMap { $0.code.ancestor(at: .province)?.text })
    let principal = try Principal(
      name: "notices", role: self == .planner ? .planner : .partner,
      area: AreaOfResponsibility(codes: provinces.sorted()))
    return Disclosure(principal, purpose: nil)
  }
}
