import GeoPrimitives
public import Places

/// Answers of the geocoder as JSON.
public enum PlaceCandidateText {
  /// One candidate: `{"code","name","full_name","level","radius_m","score","lon","lat"}`.
  public static func json(_ candidate: PlaceCandidate) -> String {
    """
    {"code":\(candidate.code.map { JSONText.string($0.text) } ?? "null"),\
    "name":\(JSONText.string(candidate.name)),\
    "full_name":\(JSONText.string(candidate.fullName)),\
    "level":\(JSONText.string(candidate.level.rawValue)),\
    "radius_m":\(JSONText.number(candidate.radiusMeters, decimals: 0)),\
    "score":\(JSONText.number(candidate.score, decimals: 3)),\
    "lon":\(JSONText.number(candidate.place.longitude, decimals: 6)),\
    "lat":\(JSONText.number(candidate.place.latitude, decimals: 6))}
    """
  }

  /// A list of candidates.
  public static func json(_ candidates: [PlaceCandidate]) -> String {
    "[\(candidates.map { json($0) }.joined(separator: ","))]"
  }
}
