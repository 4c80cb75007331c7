public import GeoPrimitives

/// A month of the calendar, such as `2026-10`.
public struct CalendarMonth: Hashable, Sendable {
  /// Its first day.
  public let firstDay: CivilDate
  /// The first day of the next month.
  public let end: CivilDate

  /// A month from text of the form `2026-10`, years 1 … 9998; `nil` when it is not of that form.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 7, let first = CivilDate(text + "-01") else { return nil }
    let isDecember = first.month == 12
    guard
      let end = CivilDate(
        year: first.year + (isDecember ? 1 : 0), month: isDecember ? 1 : first.month + 1, day: 1)
    else { return nil }
    firstDay = first
    self.end = end
  }

  /// Its last day.
  public var lastDay: CivilDate { end.adding(days: -1) }

  /// The last day of the month before.
  public var dayBefore: CivilDate { firstDay.adding(days: -1) }

  /// Its days.
  public var days: Range<CivilDate> { firstDay..<end }
}

extension CalendarMonth: CustomStringConvertible {
  /// The month as `YYYY-MM`.
  public var description: String { String(firstDay.description.prefix(7)) }
}

extension CivilDate {
  /// The day so many days later, or earlier.
  func adding(days: Int) -> CivilDate { CivilDate(daysSince1970: daysSince1970 + days) }

  /// The same day of the month so many months before; where that month is shorter its last day.
  func months(before count: Int) -> CivilDate {
    let months = year * 12 + month - 1 - count
    let (year, month) = (max(months / 12, 1), months % 12 + 1)
    return (0..<4).lazy.compactMap { CivilDate(year: year, month: month, day: self.day - $0) }.first
      ?? self
  }
}
