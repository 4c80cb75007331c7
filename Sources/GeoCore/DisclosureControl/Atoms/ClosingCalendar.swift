public import GeoPrimitives

/// When a reporting month closes, and in which week a tip is counted.
///
/// A tip is counted once. It is counted in the week it occurred in while that month is open, else in
/// the week it arrives in. So a closed month never changes, and nobody can watch a published number
/// go up by one.
public struct ClosingCalendar: Hashable, Sendable {
  /// How many days after its last day a month stays open for late arrivals.
  public let delay: Int

  /// Seven days for late arrivals.
  public static let standard = ClosingCalendar(delay: 7)

  /// A calendar; a delay below 0 counts as 0, one above 366 as 366.
  public init(delay: Int) { self.delay = min(max(delay, 0), 366) }

  /// The last day on which a month takes tips.
  public func lastOpenDay(of month: ReportingMonth) -> CivilDate {
    CivilDate(daysSince1970: month.lastDay.daysSince1970 + delay)
  }

  /// Whether a month is closed when a day begins.
  public func isClosed(_ month: ReportingMonth, on day: CivilDate) -> Bool {
    lastOpenDay(of: month) < day
  }

  /// The months from a first one on that are closed when a day begins, the earliest first.
  public func closedMonths(from first: ReportingMonth, on day: CivilDate) -> [ReportingMonth] {
    var months: [ReportingMonth] = []
    var month = first
    while isClosed(month, on: day) {
      months.append(month)
      month = month.next
    }
    return months
  }

  /// The week in which a tip is counted.
  ///
  /// - Parameters:
  ///   - occurred: The day it is about.
  ///   - accepted: The day since which it counts without interruption: when it was recorded or, if
  ///     triage took it out and let it in again, when it was let in.
  /// - Returns: The week of `occurred` if its month is open on `accepted`, else the week of
  ///   `accepted`. A day in the future of `accepted` is taken as `accepted`.
  public func week(occurred: CivilDate, accepted: CivilDate) -> ReportingWeek {
    let week = ReportingWeek(containing: min(occurred, accepted))
    return isClosed(week.month, on: accepted) ? ReportingWeek(containing: accepted) : week
  }

  /// The week in which a tip of a workspace is counted.
  ///
  /// Before the first closing of the workspace nothing has been told, so a tip that was there by then is
  /// counted when it occurred, however late it came: a history that is imported at the start stays a
  /// history.
  /// - Parameters:
  ///   - occurred: The day it is about.
  ///   - accepted: The day since which it counts.
  ///   - first: The day of the first closing; `nil` when there has been none yet.
  /// - Returns: As `week(occurred:accepted:)`.
  public func week(
    occurred: CivilDate, accepted: CivilDate, firstClosing first: CivilDate?
  ) -> ReportingWeek {
    guard let first, first < accepted else {
      return ReportingWeek(containing: min(occurred, accepted))
    }
    return week(occurred: occurred, accepted: accepted)
  }

  /// Whether a tip belongs to the counts with which a month closes.
  ///
  /// - Parameters:
  ///   - occurred: The day it is about.
  ///   - accepted: The day since which it counts; `nil` when triage holds it for unfounded or a
  ///     duplicate at the closing.
  ///   - earlier: The closed month that has counted it already. Such a tip stays there, whatever
  ///     triage says later, and is not counted again.
  ///   - month: The month that closes.
  /// - Returns: Whether it is counted with this month.
  public func counts(
    occurred: CivilDate, accepted: CivilDate?, countedIn earlier: ReportingMonth?,
    in month: ReportingMonth
  ) -> Bool {
    guard let accepted, earlier == nil else { return false }
    return week(occurred: occurred, accepted: accepted).month == month
  }
}
