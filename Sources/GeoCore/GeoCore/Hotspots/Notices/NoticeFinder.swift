import DisclosureControl
import GeoStore
import Places
import SpatialStatistics

/// Finds what holds now: new and intensifying hotspots, and clusters that reach into the newest month. It looks at
/// published numbers alone, so whoever sees those may read of it.
struct NoticeFinder {
  let snapshot: DatasetSnapshot
  let rules: NoticeRules
  /// The newest month that is looked at; the newest that is published when `nil`.
  var newest: ReportingMonth?

  /// How far back it looks. A district without a published number for some month of them takes no part, so longer is
  /// not better.
  private static let monthCount = 12

  /// What holds now, in a fixed order; nothing where too little has been published.
  /// - Complexity: that of the trends of the nation, and of a scan of every regency and province with reports.
  func notices() throws -> [AreaNotice] {
    guard let last = months.last, !snapshot.villages.areas.isEmpty else { return [] }
    return try NoticeRecord.Tier.allCases.flatMap { tier in
      try hotspots(tier) + clusters(tier, upTo: last)
    }
  }

  /// The months that are looked at.
  private var months: [ReportingMonth] {
    let published = snapshot.published.months.map(\.month)
    return published.filter { month in newest.map { month <= $0 } ?? true }
      .suffix(Self.monthCount).map(\.self)
  }

  private func query(_ tier: NoticeRecord.Tier, within code: String? = nil) throws -> HotspotQuery {
    var values = [("by", NoticeRecord.Tier.level.rawValue)]
    if let code { values.append(("within", code)) }
    if let first = months.first, let last = months.last {
      values.append(("datetime", "\(first.firstDay)/\(last.next.firstDay)"))
    }
    return try HotspotQuery(
      QueryParameters(values), zone: snapshot.zone,
      for: tier == .planner ? .planner : .partner)
  }

  /// What cannot be told is no notice.
  private func told<Value>(_ body: () throws -> Value) throws -> Value? {
    do {
      return try body()
    } catch is AnalysisError {
      return nil
    }
  }

  // MARK: Hotspots

  private func hotspots(_ tier: NoticeRecord.Tier) throws -> [AreaNotice] {
    let disclosure = try tier.disclosure(in: snapshot)
    let query = try query(tier)
    guard let trends = try told({ try snapshot.trends(query, for: disclosure) }),
      let first = trends.months.first, let last = trends.months.last
    else { return [] }
    var found: [String: AreaNotice] = [:]
    for line in trends.lines {
      guard let figures = line.figures, let rule = NoticeRecord.Rule(figures.pattern),
        let area = try AreaCode(line.code).ancestor(at: tier.areaLevel)?.text
      else { continue }
      let key = "\(rule.rawValue) \(area)"
      var notice =
        found[key]
        ?? AreaNotice(
          rule: rule, tier: tier, area: area, codes: [],
          months: (rule == .newHotspot ? last : first)...last, cases: 0)
      notice.codes.append(line.code)
      notice.cases += figures.count
      found[key] = notice
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  // MARK: Clusters

  private func clusters(
    _ tier: NoticeRecord.Tier, upTo month: ReportingMonth
  ) throws -> [AreaNotice] {
    let disclosure = try tier.disclosure(in: snapshot)
    var candidates: [(area: String, cluster: ReportScan.Cluster)] = []
    for area in try areasWithReports(tier, disclosure) {
      let query = try query(tier, within: area)
      guard let scan = try told({ try snapshot.scan(query, for: disclosure) }) else { continue }
      candidates += scan.clusters.map { (area, $0) }
    }
    let rates = FalseDiscovery.adjusted(candidates.map(\.cluster.found.p))
    return zip(candidates, rates).compactMap { candidate, rate in
      let cluster = candidate.cluster
      guard rate <= rules.greatestRate, cluster.found.cases >= rules.fewestCases,
        cluster.months.upperBound == month
      else { return nil }
      return AreaNotice(
        rule: .cluster, tier: tier, area: candidate.area, codes: cluster.codes.sorted(),
        months: cluster.months, cases: cluster.found.cases, expected: cluster.found.expected,
        rate: rate)
    }
  }

  /// The regencies or provinces with enough reports for a notice.
  private func areasWithReports(
    _ tier: NoticeRecord.Tier, _ disclosure: Disclosure
  ) throws -> [String] {
    let areas = try snapshot.studyAreas(try query(tier), for: disclosure)
    var sums: [String: Double] = [:]
    for (position, value) in zip(areas.positions, areas.values) {
      guard let area = areas.layer.areas[position].code.ancestor(at: tier.areaLevel) else {
        continue
      }
      sums[area.text, default: 0] += value
    }
    return sums.filter { $0.value >= Double(rules.fewestCases) }.keys.sorted()
  }
}

extension NoticeRecord.Rule {
  /// The rule that a pattern is about; `nil` for one that no notice is raised for.
  fileprivate init?(_ pattern: EmergingPattern) {
    switch pattern {
    case .newHot: self = .newHotspot
    case .intensifyingHot: self = .intensifyingHotspot
    default: return nil
    }
  }
}
