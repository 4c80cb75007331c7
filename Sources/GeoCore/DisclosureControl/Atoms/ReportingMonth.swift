public import GeoPrimitives

/// The four or five whole weeks whose Thursdays lie in a calendar month.
///
/// Weeks nest in such months. With calendar months they would not: where a month ends within a week,
/// the sum of the weeks minus the sum of the month would be the count of a few single days, and the
/// rule that every published number is zero or large would not hold for that difference.
public struct ReportingMonth: Hashable, Sendable, Comparable {
  /// The first day of the calendar month, which need not lie in the reporting month.
  let calendarStart: CivilDate

  /// The reporting month that has the name of a calendar month; `nil` when there is no such month.
  public init?(year: Int, month: Int) {
    guard let start = CivilDate(year: year, month: month, day: 1) else { return nil }
    calendarStart = start
  }

  /// The reporting month that a day is counted in.
  public init(containing day: CivilDate) { self = ReportingWeek(containing: day).month }

  /// A month from text of the form `2026-03`; `nil` when it is not of that form.
  public init?(_ text: some StringProtocol) {
    guard let start = CivilDate(text + "-01") else { return nil }
    calendarStart = start
  }

  init(calendarMonthOf day: CivilDate) {
    calendarStart = CivilDate(daysSince1970: day.daysSince1970 - day.day + 1)
  }

  /// The year in the month's name.
  public var year: Int { calendarStart.year }

  /// The number in the month's name, 1 … 12.
  public var month: Int { calendarStart.month }

  /// The month after this one.
  public var next: ReportingMonth {
    ReportingMonth(calendarMonthOf: CivilDate(daysSince1970: calendarStart.daysSince1970 + 31))
  }

  /// Its weeks, the earliest first.
  public var weeks: [ReportingWeek] { weekIndices.map { ReportingWeek(index: $0) } }

  /// How many weeks it has: 4 or 5.
  public var weekCount: Int { weekIndices.count }

  /// The first day, a Monday.
  public var firstDay: CivilDate { ReportingWeek(index: weekIndices.lowerBound).monday }

  /// The last day, a Sunday.
  public var lastDay: CivilDate { ReportingWeek(index: weekIndices.upperBound - 1).sunday }

  /// The place of a week among the weeks of this month, from 0; `nil` when it is not one of them.
  public func position(of week: ReportingWeek) -> Int? {
    let indices = weekIndices
    return indices.contains(week.index) ? week.index - indices.lowerBound : nil
  }

  /// Earlier months come first.
  public static func < (a: ReportingMonth, b: ReportingMonth) -> Bool {
    a.calendarStart < b.calendarStart
  }

  /// Day 0 is a Thursday, so Thursdays are the multiples of seven.
  private var weekIndices: Range<Int> {
    Self.firstThursday(from: calendarStart)..<Self.firstThursday(from: next.calendarStart)
  }

  private static func firstThursday(from day: CivilDate) -> Int {
    ReportingWeek.floorDivision(day.daysSince1970 + 6, by: 7)
  }
}

extension ReportingMonth: CustomStringConvertible {
  /// The month as `2026-03`.
  public var description: String { String(calendarStart.description.dropLast(3)) }
}
