public import GeoPrimitives

/// One place that a text may mean.
public struct PlaceCandidate: Hashable, Sendable {
  /// The code of the village, or of the larger area where no village is known; `nil` where the place lies
  /// in no area of the gazetteer.
  public var code: AreaCode?
  /// The place's own name.
  public var name: String
  /// The name with the areas it lies in, smallest first: `Kebon Kosong, Kemayoran, Kota Adm. Jakarta Pusat`.
  public var fullName: String
  /// How precisely the text tells the place.
  public var level: PrecisionLevel
  /// The middle of where the place may be.
  public var place: Coordinate
  /// The radius in metres of a circle around `place` that holds the true place about nine times in ten.
  public var radiusMeters: Double
  /// The probability that this is the place meant, 0 … 1: of answers with 0.8 about eight in ten are right.
  public var score: Double

  /// A candidate.
  public init(
    code: AreaCode?, name: String, fullName: String, level: PrecisionLevel, place: Coordinate,
    radiusMeters: Double, score: Double
  ) {
    self.code = code
    self.name = name
    self.fullName = fullName
    self.level = level
    self.place = place
    self.radiusMeters = radiusMeters
    self.score = score
  }
}
