/// How hard is searched.
public struct SolverOptions: Hashable, Sendable {
  /// The seed; the same instance, options and seed give the same plan on every machine.
  public var seed: UInt64
  /// The search ends when the gap is not above this.
  public var targetGap: Double
  /// How many pairs of site and demand are looked at, at most, in whole numbers of millions. Effort is counted and
  /// not timed, so that the plan does not depend on the machine.
  public var effort: Int

  /// Options.
  public init(seed: UInt64 = 1, targetGap: Double = 0.002, effort: Int = 240) {
    self.seed = seed
    self.targetGap = targetGap
    self.effort = effort
  }
}

/// How far a search is.
public struct PlanProgress: Hashable, Sendable {
  /// The best objective so far.
  public let objective: Double
  /// The best bound so far.
  public let bound: Double
  /// The share of the effort that is spent, 0 … 1.
  public let spent: Double
}
