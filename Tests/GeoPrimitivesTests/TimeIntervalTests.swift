import GeoPrimitives
import Testing

@Suite("A span of time")
struct TimeIntervalTests {
  static func moment(_ text: String) throws -> Instant {
    try #require(Instant(iso8601: text, defaultZone: .wib))
  }

  @Test("has its start inside and its end outside")
  func isHalfOpen() throws {
    let span = try #require(TimeInterval(datetime: "2026-01-01/2026-04-01", zone: .wib))
    let (start, end) = (try Self.moment("2026-01-01"), try Self.moment("2026-04-01"))
    #expect(span.start == start && span.end == end)
    #expect(span.contains(start))
    #expect(!span.contains(Instant(secondsSince1970: start.secondsSince1970 - 1)))
    #expect(span.contains(Instant(secondsSince1970: end.secondsSince1970 - 1)))
    #expect(!span.contains(end))
  }

  @Test("that follows another shares no moment with it")
  func neighboursDoNotOverlap() throws {
    let first = try #require(TimeInterval(datetime: "2026-01-01/2026-02-01", zone: .wib))
    let second = try #require(TimeInterval(datetime: "2026-02-01/2026-03-01", zone: .wib))
    for offset in -2...2 {
      let border = try Self.moment("2026-02-01").secondsSince1970
      let moment = Instant(secondsSince1970: border + Int64(offset))
      #expect(first.contains(moment) != second.contains(moment))
    }
  }

  @Test(
    "may be open at either end",
    arguments: [
      ("../2026-01-01", false, true), ("/2026-01-01", false, true), ("2026-01-01/..", true, false),
      ("2026-01-01/", true, false), ("../..", false, false),
    ])
  func openEnds(text: String, hasStart: Bool, hasEnd: Bool) throws {
    let span = try #require(TimeInterval(datetime: text, zone: .wib))
    #expect((span.start != nil) == hasStart)
    #expect((span.end != nil) == hasEnd)
    let (early, late) = (try Self.moment("1900-01-01"), try Self.moment("2100-01-01"))
    #expect(span.contains(early) == !hasStart)
    #expect(span.contains(late) == !hasEnd)
  }

  @Test("of one date is that whole day of the zone")
  func oneDate() throws {
    let span = try #require(TimeInterval(datetime: "2026-03-09", zone: .wit))
    #expect(span.description == "2026-03-08T15:00:00Z/2026-03-09T15:00:00Z")
  }

  @Test("of one moment is that second")
  func oneMoment() throws {
    let span = try #require(TimeInterval(datetime: "2026-03-09T08:30:00+07:00", zone: .wit))
    #expect(span.description == "2026-03-09T01:30:00Z/2026-03-09T01:30:01Z")
  }

  @Test(
    "that is empty, backwards or not a span is refused",
    arguments: [
      "", "..", "2026-01-01/2026-01-01", "2026-02-01/2026-01-01",
      "2026-01-01/2026-02-01/2026-03-01",
      "2026-01-01/x", "x/2026-01-01", "2026-01-01 / 2026-02-01", "2026-01-01,2026-02-01",
      "2026-13-01", ".../..",
    ])
  func refusesOthers(text: String) {
    #expect(TimeInterval(datetime: text, zone: .wib) == nil)
  }

  @Test("is refused from ends that do not follow each other, and written as it is read")
  func endsAndText() throws {
    let (a, b) = (try Self.moment("2026-01-01"), try Self.moment("2026-02-01"))
    #expect(TimeInterval(start: a, end: a) == nil)
    #expect(TimeInterval(start: b, end: a) == nil)
    for span in [TimeInterval(start: a, end: b), TimeInterval(start: nil, end: b), .always] {
      let span = try #require(span)
      #expect(TimeInterval(datetime: span.description, zone: .utc) == span)
    }
  }
}
