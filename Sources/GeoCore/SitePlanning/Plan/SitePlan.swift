/// Which sites were chosen, how good that is, and how much better any other choice could be at most.
public struct SitePlan: Hashable, Sendable {
  /// The chosen sites, ascending: those that had to be, those drawn by lot, and those found.
  public let chosen: [Int]
  /// Those of them that were drawn by lot, ascending.
  public let byLottery: [Int]
  /// What each chosen site adds beyond all other ones, in the unit of the objective, in the order of `chosen`.
  public let ownGains: [Double]
  /// The covered weight, or the mean minutes.
  public let objective: Double
  /// The same with the existing sites alone.
  public let baseline: Double
  /// What no choice within the same limits and with the same draw can surpass (for minutes: fall below).
  public let bound: Double
  /// How far the plan is from the bound at most, as a share of the plan's objective; 0 where it is the best.
  public let gap: Double
  /// The same as a share of what the chosen sites add to the existing ones.
  public let gapOfGain: Double
  /// The sum of all weights.
  public let totalWeight: Double
}
