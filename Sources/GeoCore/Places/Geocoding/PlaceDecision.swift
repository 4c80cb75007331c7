import GeoPrimitives

/// Finds the places that a text may mean, likeliest first.
public typealias PlaceLookup = @Sendable (PlaceQuery) -> [PlaceCandidate]

/// Whether the likeliest of the places that a text may mean is taken, or somebody has to look.
public enum PlaceDecision: Hashable, Sendable {
  /// The place is sure enough.
  case placed(PlaceCandidate)
  /// It is not; these are the candidates, which may be none.
  case doubtful([PlaceCandidate])

  /// From this score on a candidate is taken: scores are calibrated, so that eight in ten of those with 0.8
  /// are right.
  public static let sufficientScore = 0.8
  /// A place that is only known by a larger area than this says too little for a map of villages.
  public static let coarsestLevel = PrecisionLevel.kecamatan

  /// Decides between candidates, likeliest first.
  public init(_ candidates: [PlaceCandidate]) {
    guard let best = candidates.first, best.score >= Self.sufficientScore,
      best.level <= Self.coarsestLevel, best.place.isOnGlobe
    else {
      self = .doubtful(candidates)
      return
    }
    self = .placed(best)
  }
}
