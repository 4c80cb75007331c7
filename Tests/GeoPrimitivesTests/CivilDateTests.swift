import GeoPrimitives
import Testing

@Suite("A civil date")
struct CivilDateTests {
  /// A calendar that knows only how long a month is.
  struct DayByDay {
    var year = 1
    var month = 1
    var day = 1

    var monthLength: Int {
      let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
      return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    mutating func advance() {
      day += 1
      if day > monthLength { (day, month) = (1, month + 1) }
      if month > 12 { (month, year) = (1, year + 1) }
    }
  }

  @Test("counts days as a calendar turned leaf by leaf, from year 1 to 2400")
  func matchesBruteForce() throws {
    var calendar = DayByDay()
    // 719 162 days lie between 0001-01-01 and 1970-01-01.
    var number = -719_162
    var mismatches = 0
    while calendar.year <= 2400 {
      let date = try #require(
        CivilDate(year: calendar.year, month: calendar.month, day: calendar.day))
      let back = CivilDate(daysSince1970: number)
      if date.daysSince1970 != number || back != date { mismatches += 1 }
      calendar.advance()
      number += 1
    }
    #expect(mismatches == 0)
    #expect(CivilDate(year: 1970, month: 1, day: 1)?.daysSince1970 == 0)
    #expect(CivilDate(year: 2000, month: 3, day: 1)?.daysSince1970 == 11_017)
    #expect(CivilDate(year: 9999, month: 12, day: 31)?.daysSince1970 == 2_932_896)
  }

  @Test("exists only in the calendar")
  func refusesDatesThatAreNot() {
    let refused = [
      (2026, 2, 29), (1900, 2, 29), (2100, 2, 29), (2024, 2, 30), (2026, 4, 31), (2026, 6, 31),
      (2026, 9, 31), (2026, 11, 31), (2026, 1, 32), (2026, 1, 0), (2026, 0, 1), (2026, 13, 1),
      (0, 1, 1), (10_000, 1, 1), (-4, 1, 1), (2026, 3, -1),
    ]
    for (year, month, day) in refused {
      #expect(CivilDate(year: year, month: month, day: day) == nil)
    }
    for (year, month, day) in [(2024, 2, 29), (2000, 2, 29), (1, 1, 1), (9999, 12, 31)] {
      #expect(CivilDate(year: year, month: month, day: day) != nil)
    }
  }

  @Test("is written as it is read", arguments: ["2026-03-09", "0001-01-01", "9999-12-31"])
  func textRoundTrip(text: String) {
    #expect(CivilDate(text)?.description == text)
  }

  @Test(
    "is not read from other forms",
    arguments: [
      "", "2026", "2026-3-9", "2026-03", "26-03-09", "2026/03/09", "2026-03-09 ", " 2026-03-09",
      "2026-03-09T00", "2026-02-30", "20260309", "-026-03-09", "2026-0３-09", "2026--03-09",
      "+026-03-09", "2026-03-0x",
    ])
  func refusesOtherForms(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test("comes before later ones")
  func order() {
    let dates = ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01", "2027-01-01"]
      .compactMap { CivilDate($0) }
    #expect(dates.count == 5)
    for (early, late) in zip(dates, dates.dropFirst()) {
      #expect(early < late)
      #expect(!(late < early))
    }
  }
}
