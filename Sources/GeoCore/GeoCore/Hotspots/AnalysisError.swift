public import SpatialStatistics

/// Why a statistic cannot be told of what was asked for.
public struct AnalysisError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What stood in the way.
  public let reason: SpatialStatisticsError

  init(_ reason: SpatialStatisticsError) { self.reason = reason }

  /// A stable name that programs can tell cases apart by.
  public var code: String {
    switch reason {
    case .tooFewAreas: "too-few-areas"
    case .tooFewPeriods: "too-few-periods"
    case .tooFewCases: "too-few-reports"
    case .constantValues: "equal-values"
    case .tooManyForScan: "too-many-areas"
    case .badPermutations: "too-many-permutations"
    default: "not-computable"
    }
  }

  /// What stood in the way, and what to do.
  public var description: String {
    switch reason {
    case .tooFewAreas(let count, let needed):
      "only \(count) areas have a value that may be used, and \(needed) are needed; look at a larger area, a longer period or another measure"
    case .tooFewPeriods(let count, let needed):
      "only \(count) whole months lie in the period, and \(needed) are needed; ask for a longer one"
    case .tooFewCases(let count, let needed):
      "only \(count) reports were found, and \(needed) are needed; ask for a longer period or a larger area"
    case .constantValues:
      "every area has the same value, so that none stands out; ask for a longer period or a larger area"
    case .tooManyForScan(let areas, let periods):
      "\(areas) areas in \(periods) months are more than a scan has room for; look at a smaller area or a shorter period, or use by=district"
    case .badPermutations(let count):
      "\(count) permutations of so many neighbours do not fit into memory; ask for fewer, or for a shorter distance"
    case .noNeighbors(let rule): "no area has a neighbour by the rule \(rule); choose other weights"
    default: "the values cannot be compared (\(reason))"
    }
  }
}
