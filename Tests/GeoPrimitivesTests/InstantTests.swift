import GeoPrimitives
import Support
import Testing

@Suite("A moment")
struct InstantTests {
  /// 2026-03-09T01:30:00Z, counted by hand: 20 521 days and one and a half hours.
  static let moment = Instant(secondsSince1970: 20_521 * 86_400 + 5400)

  @Test(
    "is read from every form that files use",
    arguments: [
      "2026-03-09T01:30:00Z", "2026-03-09t01:30:00z", "2026-03-09T01:30Z", "2026-03-09 08:30",
      "2026-03-09T08:30:00+07:00", "2026-03-09T08:30:00+0700", "2026-03-09T08:30:00+07",
      "2026-03-09T08:30:00", "2026-03-09 08:30:00.999", "2026-03-09T08:30:00,5+07:00",
      "2026-03-08T20:00:00-05:30", "2026-03-09T10:30:00+09:00", "2026-03-09T01:30:00.123456789Z",
      "2026-03-09T01:30:00-00:00",
    ])
  func readsForms(text: String) {
    #expect(Instant(iso8601: text, defaultZone: .wib) == Self.moment)
  }

  @Test("of a bare date is the first of that day in its zone")
  func bareDates() {
    let zones = [(TimeZoneOffset.utc, 0), (.wib, 7), (.wita, 8), (.wit, 9)]
    for (zone, hours) in zones {
      let moment = Instant(iso8601: "2026-03-09", defaultZone: zone)
      #expect(moment?.secondsSince1970 == Int64(20_521 * 86_400 - hours * 3600))
    }
  }

  @Test("may be the end of a day, and a leap second is the second before it")
  func endsOfDays() {
    let next = Instant(iso8601: "2026-03-10T00:00:00Z", defaultZone: .utc)
    #expect(Instant(iso8601: "2026-03-09T24:00:00Z", defaultZone: .utc) == next)
    let leap = Instant(iso8601: "2026-03-09T23:59:60Z", defaultZone: .utc)
    #expect(leap == Instant(iso8601: "2026-03-09T23:59:59Z", defaultZone: .utc))
  }

  @Test(
    "is not read from anything else",
    arguments: [
      "", "2026", "2026-03", "09-03-2026", "2026-03-09T", "2026-03-09T8:30", "2026-03-09T08",
      "2026-03-09T08:3", "2026-03-09T08:60", "2026-03-09T25:00", "2026-03-09T24:01",
      "2026-03-09T08:30:61", "2026-03-09T08:30:00.", "2026-03-09T08:30:00Zx",
      "2026-03-09T08:30:00 Z", "2026-03-09T08:30:00+7", "2026-03-09T08:30:00+07:6",
      "2026-03-09T08:30:00+07:60", "2026-03-09T08:30:00+99:00", "2026-03-09T08:30:00+07:00:00",
      "2026-02-30T00:00Z", "2026-03-09_08:30", "2026-03-09T08.30", "2026-03-09T-8:30",
      "besok", "２０２６-03-09", "2026-03-09T08:30+", "2026-03-09T08:30Z+07",
      "2026-03-09T08:30:00+07:",
    ])
  func refusesOtherForms(text: String) {
    #expect(Instant(iso8601: text, defaultZone: .wib) == nil)
  }

  @Test("is written in UTC and read back")
  func textRoundTrip() {
    #expect(Self.moment.iso8601 == "2026-03-09T01:30:00Z")
    #expect(Instant(secondsSince1970: -1).iso8601 == "1969-12-31T23:59:59Z")
    var random = SeededRandom(seed: 13)
    for _ in 0..<2000 {
      // From year 1 to year 9999.
      let seconds = Int64.random(in: -62_135_596_800...253_402_300_799, using: &random)
      let moment = Instant(secondsSince1970: seconds)
      #expect(Instant(iso8601: moment.iso8601, defaultZone: .wit) == moment)
    }
  }

  @Test("falls in the day of the zone, not of UTC")
  func dayInZone() {
    let late = Instant(iso8601: "2026-03-09T23:30:00Z", defaultZone: .utc)
    #expect(late?.date(in: .utc).description == "2026-03-09")
    #expect(late?.date(in: .wib).description == "2026-03-10")
    #expect(Instant(secondsSince1970: -1).date(in: .utc).description == "1969-12-31")
  }

  @Test("begins the day that it falls in")
  func startOfDay() {
    var random = SeededRandom(seed: 14)
    for _ in 0..<500 {
      let moment = Instant(secondsSince1970: Int64.random(in: -4e9...4e9, using: &random))
      for zone in [TimeZoneOffset.utc, .wib, .wita, .wit, TimeZoneOffset(seconds: -12_600)] {
        let start = Instant(startOf: moment.date(in: zone), in: zone)
        #expect((0..<86_400).contains(moment.secondsSince1970 - start.secondsSince1970))
      }
    }
  }
}

extension Int64 {
  /// A whole number from a range written in floating point, for readable bounds.
  fileprivate static func random(in range: ClosedRange<Double>, using random: inout SeededRandom)
    -> Int64
  {
    Int64(random.uniform(range))
  }
}
