import DisclosureControl
import GeoPrimitives
import Places
import SpatialStatistics

/// Reports by area and month: what scans and trends are made of.
///
/// Months are reporting months, of whole weeks, since published numbers tell no others.
struct CaseMonths {
  /// The months, ascending.
  let months: [ReportingMonth]
  /// Positions among the areas of the layer, of those that are told in every month.
  let positions: [Int]
  /// For each of these the reports of every month.
  let counts: [[Int]]
  /// Positions of areas that are not told in some month.
  let suppressed: [Int]
  let layer: AreaLayer
}

extension DatasetSnapshot {
  /// A span of months longer than this is cut to its end.
  static let greatestMonthCount = 60
  /// About two years, which an officer sees unless he asks for others.
  private static let usualDayCount = 730

  /// The reports of every month.
  /// - Throws: `DisclosureRefusal`; `SpatialStatisticsError` where there is no whole month.
  func caseMonths(_ query: HotspotQuery, for disclosure: Disclosure) throws -> CaseMonths {
    let months = try months(of: query, for: disclosure)
    var counts: [Int: [Int]] = [:]
    var seen: Set<Int> = []
    var monthQuery = query
    monthQuery.measure = .count
    for month in months {
      monthQuery.counted.filter.interval = interval(of: month)
      let areas = try studyAreas(monthQuery, for: disclosure)
      seen.formUnion(areas.positions)
      seen.formUnion(areas.suppressed)
      for (position, value) in zip(areas.positions, areas.values) {
        counts[position, default: []].append(Int(value))
      }
    }
    let told = seen.filter { counts[$0]?.count == months.count }.sorted()
    return CaseMonths(
      months: months, positions: told, counts: told.map { counts[$0] ?? [] },
      suppressed: seen.subtracting(told).sorted(), layer: layer(query.level))
  }

  /// The whole months inside the period of a query and inside that of the reports.
  func months(
    of query: HotspotQuery, for disclosure: Disclosure
  ) throws -> [ReportingMonth] {
    let asked = query.counted.filter.interval
    let audience = try admitted(query.counted, for: disclosure).audience
    guard let days = reportDays(for: audience, asked: asked) else {
      throw AnalysisError(.tooFewPeriods(count: 0, needed: 2))
    }
    var month = ReportingMonth(containing: days.lowerBound)
    if let start = asked.start?.date(in: zone), start > month.firstDay {
      month = ReportingMonth(containing: start)
      if month.firstDay < start { month = month.next }
    }
    let last = ReportingMonth(containing: days.upperBound)
    let end = asked.end?.date(in: zone)
    var months: [ReportingMonth] = []
    // A month that goes on would look like a fall.
    while month <= last, month.lastDay < today, end.map({ month.lastDay < $0 }) ?? true {
      months.append(month)
      month = month.next
    }
    guard months.count >= 2 else {
      throw AnalysisError(.tooFewPeriods(count: months.count, needed: 2))
    }
    return months.suffix(Self.greatestMonthCount)
  }

  /// The days from which an audience may know something. Those of an officer do not follow from the reports: the
  /// first of them may lie outside his area.
  private func reportDays(
    for audience: Audience, asked: TimeInterval
  ) -> ClosedRange<CivilDate>? {
    switch audience {
    case .published: return published.days
    case .owner:
      return tips.period.map { $0.lowerBound.date(in: zone)...$0.upperBound.date(in: zone) }
    case .officer:
      let usual = CivilDate(daysSince1970: today.daysSince1970 - Self.usualDayCount)
      return min(asked.start?.date(in: zone) ?? usual, today)...today
    }
  }

  func interval(of month: ReportingMonth) -> TimeInterval {
    let end = CivilDate(daysSince1970: month.lastDay.daysSince1970 + 1)
    return TimeInterval(
      start: Instant(startOf: month.firstDay, in: zone), end: Instant(startOf: end, in: zone))
      ?? .always
  }
}
