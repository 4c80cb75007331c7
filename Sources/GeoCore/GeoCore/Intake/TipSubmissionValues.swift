import DisclosureControl
import GeoPrimitives
import GeoStore
import Places

/// The fields of a tip as they stand in its JSON.
struct TipSubmissionValues: Sendable {
  private var fields: [String: StrictJSON] = [:]
  /// The place of a Feature; `nil` where the fields say it.
  private var point: Coordinate?

  /// Takes the fields of an object or Feature.
  init(_ json: StrictJSON, isFeature: Bool) throws(IntakeError) {
    guard case .object(let members) = json else { throw .notTip }
    guard isFeature || json["type"] == .text("Feature") else {
      try take(members)
      return
    }
    guard json["type"] == .text("Feature") else { throw .notTip }
    for member in members where !["type", "geometry", "properties"].contains(member.name) {
      throw .unknownField(member.name)
    }
    point = try Self.point(json["geometry"] ?? .null)
    guard case .object(let properties)? = json["properties"] else { throw .missing("properties") }
    try take(properties)
    if point != nil {
      for name in ["lon", "lat"] where fields[name] != nil {
        throw .badValue(field: name, expected: "the place stands in the geometry already")
      }
    }
  }

  private mutating func take(_ members: [StrictJSON.Member]) throws(IntakeError) {
    for member in members {
      guard TipSubmission.fields.contains(member.name) else { throw .unknownField(member.name) }
      // A form that leaves a field empty often sends null.
      if member.value != .null { fields[member.name] = member.value }
    }
  }

  private static func point(_ geometry: StrictJSON) throws(IntakeError) -> Coordinate? {
    if geometry == .null { return nil }
    let expected = "a Point with [longitude, latitude], or null"
    guard case .object(let members) = geometry, geometry["type"] == .text("Point"),
      case .list(let numbers)? = geometry["coordinates"], (2...3).contains(numbers.count),
      members.count == 2
    else { throw .badValue(field: "geometry", expected: expected) }
    let values = numbers.compactMap(\.double)
    guard values.count == numbers.count else {
      throw .badValue(field: "geometry", expected: expected)
    }
    return try checked(Coordinate(longitude: values[0], latitude: values[1]), "geometry")
  }

  /// The tip that the fields make; its id is still empty.
  func record(by role: Role, at now: Instant) throws(IntakeError) -> TipRecord {
    let place = try place()
    // A time without an offset was read off a clock at the place.
    let zone = place.map { ProvinceZone.offset(ofLongitude: $0.longitude) } ?? .wib
    let moment = try moment(in: zone, notAfter: now)
    var tip = TipRecord(
      id: "", occurredAt: moment, category: try choice("category", TipCategory.self))
    tip.place = place
    tip.placeText = try text("place_text", upTo: 500)
    guard place != nil || tip.placeText != nil else { throw .missing("place_text") }
    tip.channel = try channel()
    tip.origin = try origin(by: role)
    tip.radiusMeters = try number("radius_m", in: 0...500_000)
    tip.summary = try text("summary", upTo: 2000)
    return tip
  }

  // MARK: Single fields

  private func place() throws(IntakeError) -> Coordinate? {
    if let point { return point }
    let (longitude, latitude) = (
      try number("lon", in: -180...180), try number("lat", in: -90...90)
    )
    switch (longitude, latitude) {
    case (nil, nil): return nil
    case (_?, nil): throw .missing("lat")
    case (nil, _?): throw .missing("lon")
    case (let x?, let y?): return try Self.checked(Coordinate(longitude: x, latitude: y), "lon")
    }
  }

  private static func checked(
    _ place: Coordinate, _ field: String
  ) throws(IntakeError) -> Coordinate {
    guard Envelope.indonesia.contains(place) else {
      throw .badValue(
        field: field, expected: "a place in Indonesia, longitude 94…142, latitude -12…7")
    }
    return place
  }

  private func moment(in zone: TimeZoneOffset, notAfter now: Instant) throws(IntakeError) -> Instant
  {
    let expected = "a date or time in ISO 8601 since 2000, not in the future"
    guard let text = try text("occurred_at", upTo: 40) else { throw .missing("occurred_at") }
    guard let moment = Instant(iso8601: text, defaultZone: zone),
      moment >= Self.earliest, moment.secondsSince1970 <= now.secondsSince1970 + Self.clockTolerance
    else { throw .badValue(field: "occurred_at", expected: expected) }
    return moment
  }

  /// 1 January 2000.
  private static let earliest = Instant(secondsSince1970: 946_684_800)
  /// Clocks of telephones are not exact, and a day in the east of Indonesia begins earlier.
  private static let clockTolerance: Int64 = 86_400

  private func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ field: String, _ type: Value.Type
  ) throws(IntakeError) -> Value {
    guard let text = try text(field, upTo: 40) else { throw .missing(field) }
    guard let value = Value(rawValue: text) else {
      let values = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badValue(field: field, expected: "one of \(values)")
    }
    return value
  }

  /// A report of the public is a public report: whatever else a caller says about that would go into
  /// statistics.
  private func origin(by role: Role) throws(IntakeError) -> TipOrigin {
    guard fields["origin"] != nil else { return role == .partner ? .partner : .publicReport }
    let origin = try choice("origin", TipOrigin.self)
    switch role {
    case .officer, .owner: return origin
    case .partner where origin == .partner: return origin
    default:
      guard origin == .publicReport else { throw .notAllowed(field: "origin", role) }
      return origin
    }
  }

  /// The way it was sent, a short word such as `whatsapp`; digits could be those of its sender.
  private func channel() throws(IntakeError) -> String? {
    guard let text = try text("channel", upTo: 40)?.lowercased() else { return nil }
    let isWord = text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || " -_.".unicodeScalars.contains(scalar))
    }
    guard isWord else {
      throw .badValue(field: "channel", expected: "a word of letters, such as whatsapp")
    }
    return text
  }

  private func text(_ field: String, upTo limit: Int) throws(IntakeError) -> String? {
    guard let value = fields[field] else { return nil }
    guard case .text(let text) = value else {
      throw .badValue(field: field, expected: "a string, not \(value.kind)")
    }
    guard text.unicodeScalars.count <= limit else {
      throw .badValue(field: field, expected: "at most \(limit) characters")
    }
    guard text.unicodeScalars.allSatisfy(Self.isPrintable) else {
      throw .badValue(field: field, expected: "a text without control characters")
    }
    let trimmed = Self.trimmed(text)
    return trimmed.isEmpty ? nil : trimmed
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\t"
      || scalar.properties.generalCategory != .control
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  private func number(
    _ field: String, in range: ClosedRange<Double>
  ) throws(IntakeError) -> Double? {
    guard let value = fields[field] else { return nil }
    guard let number = value.double, range.contains(number) else {
      throw .badValue(
        field: field, expected: "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))"
      )
    }
    return number
  }
}

extension StrictJSON {
  /// The value of a number that is finite; `nil` for others.
  fileprivate var double: Double? {
    guard case .number(let digits) = self, let value = Double(digits), value.isFinite else {
      return nil
    }
    return value
  }
}
