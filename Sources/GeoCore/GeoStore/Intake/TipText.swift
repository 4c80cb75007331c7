import GeoPrimitives

/// What a tip says, reduced to what two sendings of the same report have in common: letters and digits in
/// lower case, and single blanks.
///
/// Two tips are the same report when their category and texts agree, when they occurred within
/// `windowSeconds`, and when their places are at most `distanceMeters` apart or unknown for both. Tips that
/// say nothing are never the same report: two people may well report from one place.
struct TipText: Equatable {
  /// The texts and the category, in one.
  let text: String
  /// How far apart two such reports may have occurred.
  let windowSeconds: Int64

  /// How far apart the places of one report may be, in metres.
  static let distanceMeters = 250.0
  /// A summary of fewer letters and digits, such as "overstay", does not tell one report from another.
  static let tellingLength = 12
  /// How far apart two reports with the same summary may have occurred.
  static let summaryWindow: Int64 = 86_400

  /// The text of a tip; `nil` where it says too little to be compared.
  ///
  /// Without a telling summary two reports are one only if they occurred in the same second at the same
  /// place in words; a day without a time is no such second.
  /// - Complexity: O(n) in the length of the texts.
  init?(_ tip: TipRecord) {
    let summary = Self.normalized(tip.summary ?? "")
    let place = Self.normalized(tip.placeText ?? "")
    if summary.utf8.count(where: { $0 != UInt8(ascii: " ") }) >= Self.tellingLength {
      windowSeconds = Self.summaryWindow
    } else if !place.isEmpty, !Self.isMidnight(tip.occurredAt) {
      windowSeconds = 0
    } else {
      return nil
    }
    text = "\(tip.category.rawValue)|\(summary)|\(place)"
  }

  /// A number made from the text (Fowler, Noll and Vo, FNV-1a, 64 bits): equal for equal texts. Texts with
  /// equal numbers have to be compared.
  var hash: Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int64(bitPattern: hash)
  }

  /// Whether two tips with equal texts may be one report.
  func isSame(_ a: TipRecord, _ b: TipRecord) -> Bool {
    let (apart, overflow) = a.occurredAt.secondsSince1970
      .subtractingReportingOverflow(b.occurredAt.secondsSince1970)
    guard !overflow, apart.magnitude <= windowSeconds.magnitude else { return false }
    switch (a.place, b.place) {
    // A place in words is part of the text, so it is the same for both.
    case (nil, nil): return true
    case (let a?, let b?): return Self.meters(a, b) <= Self.distanceMeters
    default: return a.placeText != nil && b.placeText != nil
    }
  }

  /// Letters and digits in lower case; everything else is a blank, and blanks are single.
  static func normalized(_ text: String) -> String {
    var result = ""
    var isBlank = true
    for scalar in text.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        result.unicodeScalars.append(scalar)
        isBlank = false
      } else if !isBlank {
        result.append(" ")
        isBlank = true
      }
    }
    return isBlank ? String(result.dropLast()) : result
  }

  /// Whether a moment is the beginning of a day somewhere in Indonesia.
  private static func isMidnight(_ moment: Instant) -> Bool {
    [TimeZoneOffset.wib, .wita, .wit].contains {
      Instant(startOf: moment.date(in: $0), in: $0) == moment
    }
  }

  /// The distance on a sphere of small distances, in metres.
  private static func meters(_ a: Coordinate, _ b: Coordinate) -> Double {
    let perDegree = 111_195.0
    let middle = (a.latitude + b.latitude) / 2 * .pi / 180
    // Cosine by its series: exact to a few metres in the latitudes of Indonesia.
    let cosine = 1 - middle * middle / 2 + middle * middle * middle * middle / 24
    let east = (a.longitude - b.longitude) * perDegree * cosine
    let north = (a.latitude - b.latitude) * perDegree
    return (east * east + north * north).squareRoot()
  }
}
