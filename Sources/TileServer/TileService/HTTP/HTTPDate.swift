import GeoCore

/// The time as HTTP writes it (RFC 9110, 5.6.7).
enum HTTPDate {
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// A moment from 1970 on, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
  static func text(secondsSince1970 seconds: UInt32) -> String {
    let (days, rest) = Int(seconds).quotientAndRemainder(dividingBy: 86_400)
    let date = CivilDate(daysSince1970: days)
    let clock = [rest / 3600, rest / 60 % 60, rest % 60].map(twoDigits).joined(separator: ":")
    // The first of January 1970 was a Thursday.
    return "\(weekdays[(days + 3) % 7]), \(twoDigits(date.day)) "
      + "\(months[date.month - 1]) \(date.year) \(clock) GMT"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
