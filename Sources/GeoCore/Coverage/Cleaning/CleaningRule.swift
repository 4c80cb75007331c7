/// Up to what size a gap between areas is closed.
///
/// Gaps come from outlines that were simplified each on its own; they are many, small and thin. A gap is
/// closed when it is small, whatever its shape, or when it is thin and not large. Whatever else lies
/// between areas, such as a lake, an inlet that villages close off or an enclave without an outline, stays.
public struct CleaningRule: Hashable, Sendable {
  /// Gaps of no more square metres are closed.
  public var smallGapSquareMeters: Double
  /// Gaps of no more square metres are closed if they are thin.
  public var thinGapSquareMeters: Double
  /// A gap is thin when twice its area over the length of its border, the width of a long strip, is no
  /// more than so many metres.
  public var thinGapMeters: Double

  /// A rule; without arguments ten hectares, and one square kilometre for gaps of 50 m.
  ///
  /// Ten hectares is what `Dissolve.sliverLimit` is for the same reason: hardly a real enclave is smaller.
  public init(
    smallGapSquareMeters: Double = Dissolve.sliverLimit, thinGapSquareMeters: Double = 1_000_000,
    thinGapMeters: Double = 50
  ) {
    self.smallGapSquareMeters = smallGapSquareMeters
    self.thinGapSquareMeters = thinGapSquareMeters
    self.thinGapMeters = thinGapMeters
  }

  /// Whether a gap is closed.
  public func closesGap(squareMeters: Double, borderMeters: Double) -> Bool {
    if squareMeters <= smallGapSquareMeters { return true }
    return squareMeters <= thinGapSquareMeters && 2 * squareMeters <= thinGapMeters * borderMeters
  }
}
