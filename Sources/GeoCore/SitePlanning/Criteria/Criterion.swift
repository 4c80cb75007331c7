/// Which values of a criterion speak for a village.
public enum CriterionDirection: String, Hashable, Sendable, CaseIterable {
  /// The more, the higher the score.
  case benefit
  /// The less, the higher the score.
  case cost
}

/// How the values of a criterion are brought to 0 … 1.
public enum CriterionNormalisation: String, Hashable, Sendable, CaseIterable {
  /// By their place between the least and the greatest.
  case minMax = "min_max"
  /// By their rank; equal values share the mean of their ranks.
  case rank
}

/// What stands in for a value that is not known.
public enum MissingValueRule: String, Hashable, Sendable, CaseIterable {
  /// The median of what is known.
  case median
  /// What speaks least for a village.
  case worst
  /// What speaks most for a village.
  case best
}

/// Something by which villages are compared.
public struct Criterion: Hashable, Sendable {
  /// The name, unique in its table.
  public let name: String
  /// Which values speak for a village.
  public let direction: CriterionDirection
  /// How values are brought to 0 … 1.
  public let normalisation: CriterionNormalisation
  /// What stands in for a value that is not known.
  public let missing: MissingValueRule

  /// A criterion.
  public init(
    _ name: String, _ direction: CriterionDirection = .benefit,
    _ normalisation: CriterionNormalisation = .minMax, missing: MissingValueRule = .median
  ) {
    self.name = name
    self.direction = direction
    self.normalisation = normalisation
    self.missing = missing
  }
}
