import DisclosureControl
import GeoPrimitives

/// The published counts of all months that have been closed.
///
/// Whoever sees no single tips sees what is computed from these numbers, and nothing else.
struct PublishedTables: Sendable {
  /// A month, or some of its weeks.
  struct Piece: Sendable {
    var table: AtomTable
    /// The positions of the weeks; `nil` for the whole month.
    var weeks: Set<Int>?
  }

  /// The months, ascending.
  let months: [AtomTable]

  /// Nothing has been published yet.
  static let none = PublishedTables(months: [])

  init(months: [AtomTable]) {
    self.months = months.sorted { $0.month < $1.month }
  }

  /// Whether no month has been closed yet.
  var isEmpty: Bool { months.isEmpty }

  /// The first and the last day that are published.
  var days: ClosedRange<CivilDate>? {
    guard let first = months.first?.month.firstDay, let last = months.last?.month.lastDay else {
      return nil
    }
    return first...last
  }

  /// The months and weeks that answer a filter.
  /// - Throws: `DisclosureRefusal.parameter` naming what published numbers do not tell apart.
  func pieces(
    of filter: TipFilter, _ zone: TimeZoneOffset, for audience: Audience
  ) throws(DisclosureRefusal) -> [Piece] {
    if filter.origins != TipFilter().origins {
      throw audience.refusal(
        "origin", value: filter.origins.map(\.rawValue).sorted().joined(separator: ","),
        allowed: TipFilter().origins.map(\.rawValue).joined(separator: ","))
    }
    if !filter.channels.isEmpty {
      throw audience.refusal(
        "channel", value: filter.channels.sorted().joined(separator: ","), allowed: "all channels")
    }
    if let level = filter.minimumPrecision, level < .desa {
      throw audience.refusal("min_precision", value: level.rawValue, allowed: "desa")
    }
    let isPartner = if case .published(.partner, _) = audience { true } else { false }
    if filter.hasCategories, isPartner {
      throw audience.refusal(
        "category", value: filter.categories.map(\.rawValue).sorted().joined(separator: ","),
        allowed: "all categories")
    }
    return try pieces(
      of: filter.interval, allowsWeeks: !isPartner && !filter.hasCategories, zone, for: audience)
  }

  /// The months and weeks that make up a span of time.
  ///
  /// A span that begins before the first month is one that begins with it, as there are no tips before;
  /// an open end stands for the last closed month. Everything else has to consist of whole weeks that
  /// have been published.
  /// - Parameters:
  ///   - interval: The span.
  ///   - allowsWeeks: Whether parts of a month may be asked for.
  ///   - zone: Where its bounds are read as days.
  ///   - audience: Who asks, for the refusal.
  /// - Returns: The pieces, the earliest first.
  /// - Throws: `DisclosureRefusal.parameter` with the nearest span that is allowed.
  func pieces(
    of interval: TimeInterval, allowsWeeks: Bool, _ zone: TimeZoneOffset, for audience: Audience
  ) throws(DisclosureRefusal) -> [Piece] {
    guard let days else { return [] }
    let start = interval.start.map { max($0.date(in: zone), days.lowerBound) } ?? days.lowerBound
    let after = CivilDate(daysSince1970: days.upperBound.daysSince1970 + 1)
    let end = interval.end?.date(in: zone) ?? after
    guard start < end else { return [] }
    let isOnDays = [interval.start, interval.end].allSatisfy { moment in
      moment.map { Instant(startOf: $0.date(in: zone), in: zone) == $0 } ?? true
    }
    let isAligned = [start, end].allSatisfy { isBound($0, ofWeeks: allowsWeeks) }
    guard isOnDays, isAligned, end <= after else {
      throw audience.refusal(
        "datetime", value: interval.description,
        allowed: "\(nearestBound(to: start))/\(nearestBound(to: min(end, after), after: start))"
          + " (whole \(allowsWeeks ? "weeks from Monday" : "reporting months") that are closed)")
    }
    return months.compactMap { Self.piece(of: $0, from: start, before: end) }
  }

  private static func piece(
    of table: AtomTable, from start: CivilDate, before end: CivilDate
  ) -> Piece? {
    let weeks = table.month.weeks
    let inside = weeks.indices.filter { weeks[$0].monday >= start && weeks[$0].sunday < end }
    guard !inside.isEmpty else { return nil }
    return Piece(table: table, weeks: inside.count == weeks.count ? nil : Set(inside))
  }

  /// Whether a week, or a month, begins with a day.
  private func isBound(_ day: CivilDate, ofWeeks: Bool) -> Bool {
    let week = ReportingWeek(containing: day)
    return week.monday == day && (ofWeeks || week.month.firstDay == day)
  }

  /// The first day of the month that a day is counted in, or of the one after if that is later than
  /// `start` alone.
  private func nearestBound(to day: CivilDate, after start: CivilDate? = nil) -> CivilDate {
    let month = ReportingMonth(containing: day)
    guard let start else { return month.firstDay }
    let first = ReportingMonth(containing: start).firstDay
    return month.firstDay > first ? month.firstDay : month.next.firstDay
  }
}
