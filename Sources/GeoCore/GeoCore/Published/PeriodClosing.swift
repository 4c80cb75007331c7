import Coverage
public import DisclosureControl
public import GeoPrimitives
public import GeoStore

/// What a closing has published.
public struct ClosingReport: Sendable {
  /// The months that were closed, the earliest first.
  public internal(set) var months: [ReportingMonth] = []
  /// The tips that were counted.
  public internal(set) var countedTips = 0
  /// The numbers that were published.
  public internal(set) var publishedNumbers = 0
  /// Tips of these months that lie in no village with a code of the ministry, and are not counted.
  public internal(set) var tipsWithoutVillage = 0
}

extension DatasetSnapshot {
  /// Whether a month after those that are closed has ended, late arrivals included; `false` before the
  /// first closing, which is the owner's step.
  public func isClosingDue(on day: CivilDate) -> Bool {
    published.months.last.map {
      ClosingCalendar.standard.isClosed($0.month.next, on: day)
    } ?? false
  }

  /// Closes every month that is due: counts its tips, merges what is too small, and publishes the numbers
  /// for good.
  ///
  /// The very first closing takes all months since the earliest tip, each tip in the month in which it
  /// occurred; it is the owner's step, after the first tips have been imported. Later ones take months as
  /// they end, with the tips that have arrived by then.
  /// - Parameters:
  ///   - workspace: The workspace that this snapshot was read from, open for writing.
  ///   - day: Today, in western Indonesian time.
  ///   - rules: What is too small.
  /// - Returns: What was published; `nil` when the workspace has changed since the snapshot was read: then
  ///   a new snapshot has to be taken.
  /// - Throws: `WorkspaceError`; then nothing was published.
  /// - Complexity: O(n log n) for n tips.
  public func closePeriods(
    in workspace: Workspace, on day: CivilDate, rules: AtomRules = .published
  ) throws -> ClosingReport? {
    let (periods, tips) = try workspace.read { reader in
      (try reader.closedPeriods(), try countedTips(reader, try reader.closedPeriods()))
    }
    guard let tips else { return nil }
    let months = Self.due(after: periods.last?.month, tips, on: day)
    guard !months.isEmpty else { return ClosingReport() }
    var report = ClosingReport()
    let register = try AtomRegister(
      villages: villages.areas.lazy.map(\.code).filter { $0.scheme == .kemendagri }.map(\.text))
    let tables = try months.map { month in
      try AtomTable(closing: counts(of: month, tips, register, &report), rules: rules)
    }
    let isPublished = try workspace.write { transaction in
      guard try transaction.reader.generation() == generation else { return false }
      for table in tables {
        try transaction.publish(table.rows, month: table.month, on: day, rules: rules)
      }
      return true
    }
    guard isPublished else { return nil }
    report.months = months
    report.publishedNumbers = tables.reduce(0) { $0 + $1.rows.count }
    return report
  }

  /// The tips that count, by the month that counts them; `nil` when the workspace has changed.
  private func countedTips(
    _ reader: WorkspaceReader, _ periods: [ClosedPeriod]
  ) throws -> [ReportingMonth: [CountedTip]]? {
    guard try reader.generation() == generation else { return nil }
    let homes = try tipVillages(threads: 2)
    let last = periods.last?.month
    var tips: [ReportingMonth: [CountedTip]] = [:]
    // Counting is what makes numbers that others may see; no single tip leaves from here.
    _ = try reader.readTips(for: .owner(purpose: "closing of periods")) { tip in
      guard tip.origin == .publicReport, tip.status.isMapped, tip.level <= .desa,
        let accepted = tip.acceptedSecondsSince1970
      else { return }
      let week = ClosingCalendar.standard.week(
        occurred: Instant(secondsSince1970: tip.secondsSince1970).date(in: .wib),
        accepted: Instant(secondsSince1970: accepted).date(in: .wib),
        firstClosing: periods.first?.closedOn)
      // What a closed month has counted, or missed for good, need not be collected again.
      guard last.map({ week.month > $0 }) ?? true, let position = week.month.position(of: week)
      else { return }
      tips[week.month, default: []].append(
        CountedTip(
          village: village(ofRow: tip.row, homes), week: UInt8(position),
          category: tip.category.position))
    }
    return tips
  }

  /// The position of the village of a tip, `AreaAssignment.none` outside all of them.
  private func village(ofRow row: Int64, _ homes: [Int32]) -> Int32 {
    if let added = tips.added.rows.position(of: row) { return village(ofAddedTip: added) }
    return tips.base.columns.rows.position(of: row).map { homes[$0] } ?? AreaAssignment.none
  }

  /// The months to close: from the one after the last, or from the earliest with a tip, to the last that
  /// is due.
  private static func due(
    after last: ReportingMonth?, _ tips: [ReportingMonth: [CountedTip]], on day: CivilDate
  ) -> [ReportingMonth] {
    guard let first = last?.next ?? tips.keys.min() else { return [] }
    return ClosingCalendar.standard.closedMonths(from: first, on: day)
  }

  private func counts(
    of month: ReportingMonth, _ tips: [ReportingMonth: [CountedTip]], _ register: AtomRegister,
    _ report: inout ClosingReport
  ) throws(AtomError) -> AtomCounts {
    let categories = TipCategory.allCases.map(\.rawValue)
    var counts = AtomCounts(month: month, register: register, categories: categories)
    let weeks = month.weeks
    let sorted = (tips[month] ?? []).sorted()
    var start = 0
    while start < sorted.count {
      let tip = sorted[start]
      let end = sorted[start...].firstIndex { $0 != tip } ?? sorted.count
      defer { start = end }
      guard tip.village != AreaAssignment.none,
        villages.areas[Int(tip.village)].code.scheme == .kemendagri
      else {
        report.tipsWithoutVillage += end - start
        continue
      }
      report.countedTips += end - start
      try counts.add(
        end - start, village: villages.areas[Int(tip.village)].code.text,
        week: weeks[Int(tip.week)], category: categories[Int(tip.category)])
    }
    return counts
  }
}

/// What of a tip is counted.
private struct CountedTip: Hashable, Comparable {
  let village: Int32
  let week: UInt8
  let category: UInt8

  static func < (a: CountedTip, b: CountedTip) -> Bool {
    (a.village, a.week, a.category) < (b.village, b.week, b.category)
  }
}
