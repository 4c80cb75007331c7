public import GeoPrimitives

/// A week from Monday to Sunday, counted in the month its Thursday lies in.
public struct ReportingWeek: Hashable, Sendable, Comparable {
  /// Weeks since the one whose Thursday is 1 January 1970.
  let index: Int

  init(index: Int) { self.index = index }

  /// The week that a day lies in.
  public init(containing day: CivilDate) {
    index = Self.floorDivision(day.daysSince1970 + 3, by: 7)
  }

  /// The first day.
  public var monday: CivilDate { CivilDate(daysSince1970: 7 * index - 3) }

  /// The last day.
  public var sunday: CivilDate { CivilDate(daysSince1970: 7 * index + 3) }

  /// The day that says which month the week is counted in.
  public var thursday: CivilDate { CivilDate(daysSince1970: 7 * index) }

  /// The month that the week is counted in.
  public var month: ReportingMonth { ReportingMonth(calendarMonthOf: thursday) }

  /// Earlier weeks come first.
  public static func < (a: ReportingWeek, b: ReportingWeek) -> Bool { a.index < b.index }

  /// Division that rounds down, also below zero.
  static func floorDivision(_ value: Int, by divisor: Int) -> Int {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }
}
