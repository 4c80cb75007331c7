/// A moment in time, to the second.
public struct Instant: Hashable, Sendable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public var secondsSince1970: Int64

  /// A moment so many seconds after 1970-01-01T00:00:00Z.
  public init(secondsSince1970: Int64) {
    self.secondsSince1970 = secondsSince1970
  }

  /// The first moment of a day in a zone.
  public init(startOf date: CivilDate, in zone: TimeZoneOffset) {
    secondsSince1970 = Int64(date.daysSince1970) * 86_400 - Int64(zone.seconds)
  }

  /// A moment from ISO 8601 text: a date (its first moment in `zone`), or a date and time with
  /// `Z`, an offset, or neither (then in `zone`). Fractions of a second are cut off.
  ///
  /// Accepts `T`, `t` or a space between date and time, and a time without seconds; `nil` for text of
  /// any other form.
  /// - Parameters:
  ///   - text: Such as `2026-03-09`, `2026-03-09T08:30:00+07:00` or `2026-03-09 08:30`.
  ///   - zone: Where the text was written.
  public init?(iso8601 text: some StringProtocol, defaultZone zone: TimeZoneOffset) {
    guard let moment = ISO8601.parse(Array(text.utf8), zone) else { return nil }
    self = moment
  }

  /// Earlier moments come first.
  public static func < (a: Instant, b: Instant) -> Bool {
    a.secondsSince1970 < b.secondsSince1970
  }

  /// The day in which the moment falls in a zone.
  public func date(in zone: TimeZoneOffset) -> CivilDate {
    let local = secondsSince1970 + Int64(zone.seconds)
    let days = (local >= 0 ? local : local - 86_399) / 86_400
    return CivilDate(daysSince1970: Int(days))
  }

  /// The moment in UTC as a GeoPackage DATETIME: `2026-03-09T01:30:00Z`.
  public var iso8601: String {
    let day = date(in: .utc)
    let second = Int(secondsSince1970 - Int64(day.daysSince1970) * 86_400)
    let time = [second / 3600, second / 60 % 60, second % 60].map { DigitText.padded($0, to: 2) }
    return "\(day)T\(time.joined(separator: ":"))Z"
  }
}

/// The distance of a zone's clocks from UTC.
public struct TimeZoneOffset: Hashable, Sendable {
  /// Seconds to add to UTC to read the local clock.
  public let seconds: Int

  /// An offset in whole hours east of Greenwich.
  public init(hours: Int) { seconds = hours * 3600 }

  /// An offset in seconds east of Greenwich.
  public init(seconds: Int) { self.seconds = seconds }

  /// Coordinated universal time.
  public static let utc = TimeZoneOffset(hours: 0)
  /// Waktu Indonesia Barat, UTC+7.
  public static let wib = TimeZoneOffset(hours: 7)
  /// Waktu Indonesia Tengah, UTC+8.
  public static let wita = TimeZoneOffset(hours: 8)
  /// Waktu Indonesia Timur, UTC+9.
  public static let wit = TimeZoneOffset(hours: 9)
}
