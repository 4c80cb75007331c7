public import GeoPrimitives

/// The days on which a code is valid, half-open.
public struct CodePeriod: Hashable, Sendable {
  /// The first day; `nil` where it is not known, and the code counts as valid from the beginning.
  public var from: CivilDate?
  /// The first day on which it is no longer valid; `nil` while it is.
  public var to: CivilDate?

  /// A period.
  public init(from: CivilDate? = nil, to: CivilDate? = nil) {
    self.from = from
    self.to = to
  }

  /// Whether a day lies in it.
  public func contains(_ day: CivilDate) -> Bool {
    (from.map { $0 <= day } ?? true) && (to.map { day < $0 } ?? true)
  }

  /// Whether there is a day on which the code is valid.
  public var isEmpty: Bool {
    guard let from, let to else { return false }
    return to <= from
  }
}
