/// The part of ISO 8601 that exchange files and the `datetime` parameter use.
enum ISO8601 {
  /// A moment from the bytes of its text; see `Instant.init(iso8601:defaultZone:)`.
  static func parse(_ text: [UInt8], _ zone: TimeZoneOffset) -> Instant? {
    guard text.count >= 10, let date = CivilDate(String(decoding: text[..<10], as: UTF8.self))
    else { return nil }
    let midnight = Instant(startOf: date, in: .utc).secondsSince1970
    if text.count == 10 { return Instant(startOf: date, in: zone) }
    guard text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: "t") || text[10] == 32 else {
      return nil
    }
    var rest = text[11...]
    guard let seconds = secondsOfDay(&rest), let offset = offset(rest, zone) else { return nil }
    return Instant(secondsSince1970: midnight + Int64(seconds - offset.seconds))
  }

  /// Consumes `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff`.
  private static func secondsOfDay(_ text: inout ArraySlice<UInt8>) -> Int? {
    guard let hour = twoDigits(&text), hour <= 24, consume(":", &text),
      let minute = twoDigits(&text), minute < 60
    else { return nil }
    var second = 0
    if consume(":", &text) {
      guard let value = twoDigits(&text), value <= 60 else { return nil }
      second = min(value, 59)
      if consume(".", &text) || consume(",", &text) {
        let fraction = text.prefix { (48...57).contains($0) }
        guard !fraction.isEmpty else { return nil }
        text = text.dropFirst(fraction.count)
      }
    }
    let total = hour * 3600 + minute * 60 + second
    return total <= 86_400 ? total : nil
  }

  private static func offset(_ text: ArraySlice<UInt8>, _ zone: TimeZoneOffset) -> TimeZoneOffset? {
    var rest = text
    if rest.isEmpty { return zone }
    if rest.count == 1, rest.first == UInt8(ascii: "Z") || rest.first == UInt8(ascii: "z") {
      return .utc
    }
    let sign: Int
    if consume("+", &rest) {
      sign = 1
    } else if consume("-", &rest) {
      sign = -1
    } else {
      return nil
    }
    guard let hours = twoDigits(&rest), hours <= 18 else { return nil }
    let hasColon = consume(":", &rest)
    let minutes = rest.isEmpty && !hasColon ? 0 : twoDigits(&rest)
    guard let minutes, minutes < 60, rest.isEmpty else { return nil }
    return TimeZoneOffset(seconds: sign * (hours * 3600 + minutes * 60))
  }

  private static func twoDigits(_ text: inout ArraySlice<UInt8>) -> Int? {
    guard text.count >= 2, let value = DigitText.integer(text.prefix(2)) else { return nil }
    text = text.dropFirst(2)
    return value
  }

  private static func consume(_ character: Unicode.Scalar, _ text: inout ArraySlice<UInt8>) -> Bool
  {
    guard let first = text.first, UInt32(first) == character.value else { return false }
    text = text.dropFirst()
    return true
  }
}
