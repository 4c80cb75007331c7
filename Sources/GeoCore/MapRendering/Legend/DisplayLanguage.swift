public import GeoPrimitives

/// The language of a legend or a map.
public enum DisplayLanguage: String, CaseIterable, Sendable {
  /// Bahasa Indonesia.
  case indonesian = "id"
  /// English.
  case english = "en"

  /// A number with at most `decimals` decimals as the language writes it: `1.234,5` or `1,234.5`.
  public func number(_ value: Double, decimals: Int = 2) -> String {
    let plain = DecimalText.rounded(value, decimals: decimals)
    guard plain.utf8.allSatisfy({ (45...57).contains($0) }) else { return plain }
    let isNegative = plain.hasPrefix("-")
    let parts = plain.drop { $0 == "-" }.split(separator: ".")
    let whole = grouped(parts[0])
    let fraction = parts.count > 1 ? decimalMark + parts[1] : ""
    return (isNegative ? "−" : "") + whole + fraction
  }

  /// A date with the month's name, such as `4 Juni 2024`.
  public func date(_ date: CivilDate) -> String {
    "\(date.day) \(month(date.month, of: date.year))"
  }

  /// A month, 1 … 12, by its name, such as `Juni 2024`.
  public func month(_ month: Int, of year: Int) -> String {
    let months = self == .indonesian ? Self.indonesianMonths : Self.englishMonths
    return months.indices.contains(month - 1) ? "\(months[month - 1]) \(year)" : "\(year)"
  }

  /// A span of time by its first and last day.
  public func period(_ span: TimeInterval, zone: TimeZoneOffset) -> String {
    let first = span.start.map { date($0.date(in: zone)) }
    let last = span.end.map { end in
      date(Instant(secondsSince1970: end.secondsSince1970 - 1).date(in: zone))
    }
    switch (first, last) {
    case (let first?, let last?): return first == last ? first : "\(first) – \(last)"
    case (let first?, nil): return "\(self == .indonesian ? "sejak" : "since") \(first)"
    case (nil, let last?): return "\(self == .indonesian ? "sampai" : "until") \(last)"
    case (nil, nil): return self == .indonesian ? "seluruh waktu" : "all time"
    }
  }

  private var decimalMark: String { self == .indonesian ? "," : "." }
  private var groupMark: String { self == .indonesian ? "." : "," }

  /// The digits in groups of three.
  private func grouped(_ digits: Substring) -> String {
    var groups: [Substring] = []
    var rest = digits
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return ([rest] + groups).joined(separator: groupMark)
  }

  private static let indonesianMonths = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
