import DisclosureControl
import GeoPrimitives
import Testing

@Suite("A reporting month")
struct ReportingMonthTests {
  @Test("is made of whole weeks, each in the month of its Thursday, from 1999 to 2101")
  func partition() throws {
    var month = try #require(ReportingMonth("1999-01"))
    var monday = month.firstDay
    while month.year < 2101 {
      let weeks = month.weeks
      #expect((4...5).contains(weeks.count) && weeks.count == month.weekCount)
      for (place, week) in weeks.enumerated() {
        #expect(week.monday == monday)
        #expect(week.month == month && month.position(of: week) == place)
        #expect((week.thursday.year, week.thursday.month) == (month.year, month.month))
        for offset in 0..<7 {
          let day = CivilDate(daysSince1970: monday.daysSince1970 + offset)
          #expect(ReportingWeek(containing: day) == week)
          #expect(ReportingMonth(containing: day) == month)
        }
        #expect(week.sunday.daysSince1970 == monday.daysSince1970 + 6)
        monday = CivilDate(daysSince1970: monday.daysSince1970 + 7)
      }
      #expect(month.lastDay.daysSince1970 + 1 == monday.daysSince1970)
      #expect(month < month.next && month.next.position(of: weeks[0]) == nil)
      month = month.next
    }
  }

  @Test("begins on a Monday that calendars agree on, also before 1970")
  func knownWeeks() throws {
    #expect(try #require(ReportingMonth("2026-10")).firstDay == CivilDate("2026-09-28"))
    #expect(try #require(ReportingMonth("2026-10")).lastDay == CivilDate("2026-11-01"))
    #expect(try #require(ReportingMonth("2024-12")).lastDay == CivilDate("2024-12-29"))
    #expect(try #require(ReportingMonth("1969-12")).lastDay == CivilDate("1969-12-28"))
    #expect(try #require(ReportingMonth("1900-01")).firstDay == CivilDate("1900-01-01"))
  }

  @Test("is written as it is read, and not read from other forms")
  func text() {
    #expect(ReportingMonth("2026-03")?.description == "2026-03")
    #expect(ReportingMonth(year: 2026, month: 3) == ReportingMonth("2026-03"))
    #expect(ReportingMonth(year: 2026, month: 13) == nil)
    for text in ["", "2026", "2026-3", "2026-13", "2026-03-01", "26-03", " 2026-03"] {
      #expect(ReportingMonth(text) == nil)
    }
  }
}

@Suite("The calendar of closings")
struct ClosingCalendarTests {
  static func day(_ number: Int) -> CivilDate { CivilDate(daysSince1970: 20_000 + number) }

  @Test("closes a month when its days and the delay are over")
  func closing() throws {
    let month = try #require(ReportingMonth("2026-10"))
    let calendar = ClosingCalendar(delay: 7)
    #expect(calendar.lastOpenDay(of: month) == CivilDate("2026-11-08"))
    #expect(!calendar.isClosed(month, on: try #require(CivilDate("2026-11-08"))))
    #expect(calendar.isClosed(month, on: try #require(CivilDate("2026-11-09"))))
    let day = try #require(CivilDate("2027-01-05"))
    #expect(
      calendar.closedMonths(from: month, on: day).map(\.description) == ["2026-10", "2026-11"])
    #expect(calendar.closedMonths(from: month.next.next.next, on: day).isEmpty)
    #expect(ClosingCalendar(delay: -3).delay == 0 && ClosingCalendar(delay: 400).delay == 366)
  }

  @Test("counts a tip in its own week while that is open, else in the week of its arrival")
  func weekOfTip() {
    for delay in [0, 7, 40] {
      let calendar = ClosingCalendar(delay: delay)
      for occurred in 0..<120 {
        for accepted in stride(from: 0, to: 160, by: 3) {
          let week = calendar.week(occurred: Self.day(occurred), accepted: Self.day(accepted))
          let own = ReportingWeek(containing: Self.day(min(occurred, accepted)))
          let isLate = accepted > own.month.lastDay.daysSince1970 - 20_000 + delay
          #expect(week == (isLate ? ReportingWeek(containing: Self.day(accepted)) : own))
          #expect(!calendar.isClosed(week.month, on: Self.day(accepted)))
        }
      }
    }
  }

  @Test("counts a tip in exactly one month, and none that triage holds back")
  func once() {
    let calendar = ClosingCalendar(delay: 10)
    let (occurred, accepted) = (Self.day(5), Self.day(60))
    let month = calendar.week(occurred: occurred, accepted: accepted).month
    var taken: [ReportingMonth] = []
    var next = ReportingMonth(containing: Self.day(-60))
    for _ in 0..<12 {
      if calendar.counts(occurred: occurred, accepted: accepted, countedIn: nil, in: next) {
        taken.append(next)
      }
      #expect(!calendar.counts(occurred: occurred, accepted: nil, countedIn: nil, in: next))
      #expect(!calendar.counts(occurred: occurred, accepted: accepted, countedIn: month, in: next))
      next = next.next
    }
    #expect(taken == [month])
  }
}
