/// A share of the slots that is drawn by lot among the villages with the least exposure, before anything is optimised.
///
/// Where nobody has been nobody reports: a plan that only follows reports goes where it has been before. So some slots
/// are filled without looking at scores. They are drawn first, and the rest is optimised around them, so that no score
/// decides over who may take part in the draw, and the stated gap is that of the rest.
public struct LotteryRule: Hashable, Sendable {
  /// The share of slots, 0 … 1, rounded to whole slots.
  public var share: Double
  /// How much each site has been exposed to so far, in any unit (hours of outreach, posts, visits), by site.
  public var exposures: [Double]
  /// Which share of the candidates, those with the least exposure, take part; equal exposures take part together.
  public var poolShare: Double
  /// The seed of the draw.
  public var seed: UInt64

  /// A rule.
  public init(
    share: Double = 0.2, exposures: [Double], poolShare: Double = 0.25, seed: UInt64 = 1
  ) {
    self.share = share
    self.exposures = exposures
    self.poolShare = poolShare
    self.seed = seed
  }
}
