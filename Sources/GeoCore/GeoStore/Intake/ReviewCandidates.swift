import GeoPrimitives
public import Places

/// Places that a text may mean, as the queue keeps them and as they are shown: a JSON list of objects with
/// `code`, `name`, `full_name`, `level`, `lon`, `lat`, `radius_m` and `score`.
public enum ReviewCandidates {
  /// The list of some candidates.
  public static func json(_ candidates: [PlaceCandidate]) -> String {
    "[" + candidates.map(object).joined(separator: ",") + "]"
  }

  /// The candidates of a list; those that make no sense are left out.
  public static func parse(_ text: String) -> [PlaceCandidate] {
    let limits = StrictJSON.Limits(depth: 4, byteCount: 1 << 20)
    guard case .list(let values)? = try? StrictJSON(parsing: Array(text.utf8), limits: limits)
    else { return [] }
    return values.compactMap(candidate)
  }

  private static func object(_ candidate: PlaceCandidate) -> String {
    let code = candidate.code.map { JSONText.string($0.text) } ?? "null"
    return """
      {"code":\(code),"name":\(JSONText.string(candidate.name)),\
      "full_name":\(JSONText.string(candidate.fullName)),\
      "level":\(JSONText.string(candidate.level.rawValue)),\
      "lon":\(JSONText.number(candidate.place.longitude)),\
      "lat":\(JSONText.number(candidate.place.latitude)),\
      "radius_m":\(JSONText.number(candidate.radiusMeters)),\
      "score":\(JSONText.number(candidate.score))}
      """
  }

  private static func candidate(_ value: StrictJSON) -> PlaceCandidate? {
    guard let name = value.text("name"),
      let level = value.text("level").flatMap(PrecisionLevel.init),
      let longitude = value.double("lon"), let latitude = value.double("lat")
    else { return nil }
    return PlaceCandidate(
      code: value.text("code").flatMap { try? AreaCode($0) }, name: name,
      fullName: value.text("full_name") ?? name, level: level,
      place: Coordinate(longitude: longitude, latitude: latitude),
      radiusMeters: value.double("radius_m") ?? 0, score: value.double("score") ?? 0)
  }
}

extension StrictJSON {
  fileprivate func text(_ name: String) -> String? {
    if case .text(let text)? = self[name] { text } else { nil }
  }

  fileprivate func double(_ name: String) -> Double? {
    if case .number(let digits)? = self[name] { Double(digits) } else { nil }
  }
}
