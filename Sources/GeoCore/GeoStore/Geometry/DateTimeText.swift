import GeoPrimitives

/// A moment as the text of a GeoPackage DATETIME, without the strings in between: ten million tips
/// are written and read through here.
enum DateTimeText {
  /// The moments that a year of four digits can tell, in seconds since 1970: years 1 … 9999.
  static let range: Range<Int64> = -62_135_596_800..<253_402_300_800

  /// `2026-03-09T01:30:00.000Z`, since GeoPackage 1.3 asks for milliseconds; `nil` outside `range`.
  static func bytes(of moment: Instant) -> [UInt8]? {
    guard range.contains(moment.secondsSince1970) else { return nil }
    let seconds = Int(moment.secondsSince1970)
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let day = CivilDate(daysSince1970: days)
    let second = seconds - days * 86_400
    var text = [UInt8](repeating: UInt8(ascii: "0"), count: 24)
    put(day.year / 100, at: 0, in: &text)
    put(day.year % 100, at: 2, in: &text)
    text[4] = UInt8(ascii: "-")
    put(day.month, at: 5, in: &text)
    text[7] = UInt8(ascii: "-")
    put(day.day, at: 8, in: &text)
    text[10] = UInt8(ascii: "T")
    put(second / 3600, at: 11, in: &text)
    text[13] = UInt8(ascii: ":")
    put(second / 60 % 60, at: 14, in: &text)
    text[16] = UInt8(ascii: ":")
    put(second % 60, at: 17, in: &text)
    text[19] = UInt8(ascii: ".")
    text[23] = UInt8(ascii: "Z")
    return text
  }

  /// The seconds since 1970 of text such as `bytes(of:)` writes, with a fraction of any length, which
  /// is cut off, or without; `nil` for any other form.
  static func seconds(of text: RawSpan) -> Int64? {
    guard text.byteCount >= 20, text.byte(at: text.byteCount - 1) == UInt8(ascii: "Z"),
      text.byteCount == 20 || text.byte(at: 19) == UInt8(ascii: "."),
      text.byte(at: 4) == UInt8(ascii: "-"),
      text.byte(at: 7) == UInt8(ascii: "-"), text.byte(at: 10) == UInt8(ascii: "T"),
      text.byte(at: 13) == UInt8(ascii: ":"),
      text.byte(at: 16) == UInt8(ascii: ":"), let century = number(text, at: 0),
      let year = number(text, at: 2), let month = number(text, at: 5),
      let day = number(text, at: 8), let hour = number(text, at: 11), hour < 24,
      let minute = number(text, at: 14), minute < 60, let second = number(text, at: 17),
      second < 60, let date = CivilDate(year: century * 100 + year, month: month, day: day)
    else { return nil }
    return Int64(date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second)
  }

  private static func put(_ number: Int, at index: Int, in text: inout [UInt8]) {
    text[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10)
    text[index + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
  }

  private static func number(_ text: RawSpan, at index: Int) -> Int? {
    let tens = text.byte(at: index) &- UInt8(ascii: "0")
    let ones = text.byte(at: index + 1) &- UInt8(ascii: "0")
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
  }
}
