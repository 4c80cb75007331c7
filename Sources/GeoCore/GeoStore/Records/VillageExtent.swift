public import GeoPrimitives
public import Places

/// Where a village lies and when it is valid, without its border.
public struct VillageExtent: Sendable {
  /// The code.
  public let code: AreaCode
  /// The first day on which this edition of the village is valid; `nil` since ever.
  public let validFrom: CivilDate?
  /// The first day on which it no longer is; `nil` while it is.
  public let validTo: CivilDate?
  /// The box around its area; `nil` for a village that is not drawn.
  public let box: Envelope?

  /// Whether it is valid on a day; without a day, whether no end is known.
  public func isValid(on day: CivilDate?) -> Bool {
    guard let day else { return validTo == nil }
    return (validFrom.map { $0 <= day } ?? true) && (validTo.map { day < $0 } ?? true)
  }
}
