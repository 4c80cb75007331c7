/// A span of time that includes its start and excludes its end; an open end has no bound.
public struct TimeInterval: Hashable, Sendable {
  /// The first moment inside; `nil` for "since ever".
  public let start: Instant?
  /// The first moment after; `nil` for "until ever".
  public let end: Instant?

  /// A span from its ends; `nil` when the end is not after the start.
  public init?(start: Instant?, end: Instant?) {
    if let start, let end, end <= start { return nil }
    self.start = start
    self.end = end
  }

  /// All of time.
  public static let always = TimeInterval(unboundedStart: nil, unboundedEnd: nil)

  private init(unboundedStart: Instant?, unboundedEnd: Instant?) {
    start = unboundedStart
    end = unboundedEnd
  }

  /// A span from the text of a `datetime` parameter: `start/end` with `..` (or nothing) for an open
  /// end, or one date (that whole day), or one moment (that second).
  ///
  /// A bare date is a day in `zone`; as an end it is the first moment of that day, since the span
  /// excludes its end.
  public init?(datetime text: String, zone: TimeZoneOffset) {
    let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    if parts.count == 1 {
      guard let start = Instant(iso8601: parts[0], defaultZone: zone) else { return nil }
      let length: Int64 = parts[0].utf8.count == 10 ? 86_400 : 1
      let end = Instant(secondsSince1970: start.secondsSince1970 + length)
      self.init(start: start, end: end)
      return
    }
    guard parts.count == 2, let start = Self.bound(parts[0], zone),
      let end = Self.bound(parts[1], zone)
    else { return nil }
    self.init(start: start.moment, end: end.moment)
  }

  /// Whether the moment lies inside.
  public func contains(_ moment: Instant) -> Bool {
    if let start, moment < start { return false }
    if let end, moment >= end { return false }
    return true
  }

  private struct Bound { var moment: Instant? }

  private static func bound(_ text: Substring, _ zone: TimeZoneOffset) -> Bound? {
    if text.isEmpty || text == ".." { return Bound(moment: nil) }
    return Instant(iso8601: text, defaultZone: zone).map { Bound(moment: $0) }
  }
}

extension TimeInterval: CustomStringConvertible {
  /// The span as a `datetime` parameter.
  public var description: String {
    "\(start?.iso8601 ?? "..")/\(end?.iso8601 ?? "..")"
  }
}
