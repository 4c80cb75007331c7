/// Why villages cannot be chosen as asked.
///
/// Sites, demands and groups are told by their number in the lists that were given.
public enum SitePlanningError: Error, Hashable, Sendable {
  /// Lists that belong together have different lengths.
  case differentLengths(what: String, expected: Int, found: Int)
  /// A value that is not finite, or below zero where only amounts make sense.
  case badValue(what: String, position: Int, value: Double)
  /// A number that is no site's, no demand's or no group's.
  case unknownNumber(what: String, number: Int)
  /// A site's demands are not in ascending order, or one is named twice.
  case unorderedReach(site: Int)
  /// There are more pairs of site and demand than there is room for.
  case tooManyPairs(Int)
  /// No slot, or a negative number of them.
  case noSlots(Int)
  /// There are fewer candidates than slots.
  case moreSlotsThanCandidates(slots: Int, candidates: Int)
  /// A site is to be chosen and not to be chosen.
  case requiredAndExcluded(site: Int)
  /// A site is to be chosen anew although it is there already.
  case requiredAndExisting(site: Int)
  /// More sites must be chosen than there are slots.
  case moreRequiredThanSlots(required: Int, slots: Int)
  /// The offices together have fewer places than there are slots.
  case capacityBelowSlots(capacity: Int, slots: Int)
  /// An office has fewer places than sites that must be chosen in it.
  case requiredAboveCapacity(office: Int, required: Int, capacity: Int)
  /// The least numbers of the regencies add up to more than the slots.
  case floorsAboveSlots(floors: Int, slots: Int)
  /// A regency has fewer candidates than it must get.
  case floorAboveCandidates(regency: Int, floor: Int, candidates: Int)
  /// Each limit can be kept by itself, but not all of them together.
  case limitsContradict(reachable: Int, slots: Int, missingInRegencies: Int)
  /// A share outside 0 … 1, or parameters that make no sense.
  case badParameter(name: String, value: Double)
  /// There is no criterion, or all weights are zero.
  case noWeight
  /// A pairwise comparison is missing, or does not agree with its reverse.
  case badComparison(first: Int, second: Int)
  /// Comparisons that contradict each other. The pair that fits worst is named with its value and with the one that
  /// the other comparisons imply.
  case inconsistentComparisons(InconsistentPair)
  /// Nobody waits for the result.
  case cancelled
}

/// The comparison that fits worst to all others.
public struct InconsistentPair: Hashable, Sendable {
  /// The criteria compared, by number: the first is `value` times as important as the second.
  public let first: Int
  /// The second criterion.
  public let second: Int
  /// What was said.
  public let value: Double
  /// What the other comparisons imply.
  public let fitting: Double
  /// The consistency ratio, above 0.1.
  public let ratio: Double
}
