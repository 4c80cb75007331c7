import DisclosureControl
import GeoPrimitives
import Testing

@Suite("The month in which a tip is counted")
struct CountedMonthTests {
  private func month(_ occurred: String, _ accepted: String, first: String? = "2026-02-09") throws
    -> String
  {
    let day = { (text: String) in try #require(CivilDate(text)) }
    let week = ClosingCalendar.standard.week(
      occurred: try day(occurred), accepted: try day(accepted), firstClosing: try first.map(day))
    return week.month.description
  }

  @Test("is that of the occurrence while nothing had been told, however late the tip came")
  func beforeTheFirstClosing() throws {
    for first in ["2026-02-09", nil] {
      #expect(try month("2024-06-20", "2026-02-09", first: first) == "2024-06")
      #expect(try month("2026-01-20", "2026-01-21", first: first) == "2026-01")
    }
    #expect(try month("2024-06-20", "2026-02-10") == "2026-02")
  }

  @Test("is that of the occurrence until a week after the month's last day, then that of arrival")
  func afterwards() throws {
    // March 2026 ends on Sunday the 29th.
    #expect(try month("2026-03-10", "2026-04-05") == "2026-03")
    #expect(try month("2026-03-10", "2026-04-06") == "2026-04")
    #expect(try month("2026-03-30", "2026-04-06") == "2026-04")
  }

  @Test("does not become a later one when the date of a tip is corrected")
  func corrections() throws {
    for accepted in ["2026-01-15", "2026-02-09", "2026-02-10", "2026-03-04"] {
      let latest = try month(accepted, accepted)
      for occurred in ["2025-01-01", "2026-02-20", "2026-09-09"] {
        #expect(try month(occurred, accepted) <= latest)
      }
    }
  }
}
