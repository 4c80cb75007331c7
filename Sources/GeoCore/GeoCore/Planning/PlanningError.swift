import GeoPrimitives
import SitePlanning

/// Why no plan can be made as asked.
public struct PlanningError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A stable name that programs can tell cases apart by.
  public let code: String
  /// What stood in the way, and what to do.
  public let description: String

  init(_ code: String, _ description: String) {
    self.code = code
    self.description = description
  }

  /// A code of a village that is not among those that are planned for.
  static func unknownVillage(_ code: String, in key: String) -> PlanningError {
    PlanningError(
      "unknown-village",
      "'\(key)' names \(code), which is no village of the area that is planned for")
  }

  /// An area without villages, or an office that is not there.
  static func unknown(_ name: String, in key: String, expected: String) -> PlanningError {
    PlanningError("unknown-area", "'\(key)' names \(name), which is not \(expected)")
  }
}

/// Puts the numbers of the planning room into names.
struct PlanningWords {
  /// The codes of villages, by site.
  var villages: [String]
  /// The criteria, by column.
  var criteria: [PlanCriterion]
  /// The identifiers of offices, by group.
  var offices: [String]
  /// The codes of regencies, by group.
  var regencies: [String]

  func error(_ error: SitePlanningError) -> any Error {
    if error == .cancelled { return CancellationError() }
    return PlanningError(code(of: error), sentence(error))
  }

  private func code(of error: SitePlanningError) -> String {
    switch error {
    case .inconsistentComparisons: "inconsistent-comparisons"
    case .badComparison: "missing-comparison"
    case .noWeight: "no-weight"
    case .moreSlotsThanCandidates: "too-many-slots"
    case .capacityBelowSlots, .requiredAboveCapacity: "capacity"
    case .floorsAboveSlots, .floorAboveCandidates: "floors"
    case .moreRequiredThanSlots, .requiredAndExcluded, .requiredAndExisting: "must"
    case .limitsContradict: "limits-contradict"
    case .tooManyPairs: "too-large"
    default: "not-computable"
    }
  }

  private func name(_ list: [String], _ number: Int) -> String {
    list.indices.contains(number) ? list[number] : "\(number)"
  }

  private func criterion(_ number: Int) -> String { name(criteria.map(\.rawValue), number) }

  private func sentence(_ error: SitePlanningError) -> String {
    switch error {
    case .inconsistentComparisons(let pair):
      "the comparisons contradict each other (consistency ratio \(Self.text(pair.ratio)), at most 0.1); the worst is "
        + "\(criterion(pair.first))/\(criterion(pair.second)): it is \(Self.text(pair.value)), and the others imply "
        + Self.text(pair.fitting)
    case .badComparison(let first, let second):
      "the comparison \(criterion(first))/\(criterion(second)) is missing or given twice; every pair of criteria is "
        + "compared once"
    case .noWeight: "all weights are zero; give at least one criterion a weight"
    case .moreSlotsThanCandidates(let slots, let candidates):
      "\(slots) slots are more than the \(candidates) villages that may be chosen; ask for fewer, or for a larger area"
    case .capacityBelowSlots(let capacity, let slots):
      "the offices have \(capacity) places together, and \(slots) slots are to be filled; ask for fewer slots, or set "
        + "capacities"
    case .requiredAboveCapacity(let office, let required, let capacity):
      "the office \(name(offices, office)) has \(capacity) places, and \(required) villages in its area must be chosen"
    case .floorsAboveSlots(let floors, let slots):
      "the regencies must get \(floors) villages together, and there are \(slots) slots"
    case .floorAboveCandidates(let regency, let floor, let candidates):
      "\(name(regencies, regency)) must get \(floor) villages and has \(candidates) that may be chosen"
    case .moreRequiredThanSlots(let required, let slots):
      "\(required) villages must be chosen, and there are \(slots) slots"
    case .requiredAndExcluded(let site):
      "\(name(villages, site)) must be chosen and must not be chosen"
    case .requiredAndExisting(let site):
      "\(name(villages, site)) must be chosen and is active already"
    case .limitsContradict(let reachable, let slots, let missing):
      "capacities and floors cannot be kept together: \(reachable) of \(slots) slots can be filled, and regencies lack "
        + "\(missing) villages"
    case .tooManyPairs(let count):
      "\(count) pairs of villages within reach are more than there is room for; plan for a smaller area or less minutes"
    default: "the plan cannot be computed (\(error))"
    }
  }

  private static func text(_ value: Double) -> String {
    DecimalText.rounded(value, decimals: 2)
  }
}
