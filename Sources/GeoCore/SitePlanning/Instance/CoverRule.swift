/// How much of a demand is covered from a site so many minutes away.
public enum CoverRule: Hashable, Sendable {
  /// All of it within the limit, nothing beyond.
  case within(minutes: Double)
  /// All of it within `full`, less and less until there is nothing at `none`.
  case decaying(full: Double, none: Double)
  /// One part less for each minute until there is nothing at the limit: what is covered most has the least mean travel
  /// time, where who lives farther away counts as living at the limit (`PlanningObjective.meanMinutes`).
  case untilLimit(minutes: Double)

  /// The share covered, 0 … 1; 0 where the travel time is not a number of at least zero.
  public func share(minutes: Double) -> Double {
    guard minutes >= 0 else { return 0 }
    switch self {
    case .within(let limit): return minutes <= limit ? 1 : 0
    case .decaying(let full, let none):
      if minutes <= full { return 1 }
      return minutes < none ? (none - minutes) / (none - full) : 0
    case .untilLimit(let limit): return minutes < limit ? 1 - minutes / limit : 0
    }
  }

  /// Beyond how many minutes nothing is covered.
  public var reach: Double {
    switch self {
    case .within(let minutes), .untilLimit(let minutes): minutes
    case .decaying(let full, let none): max(full, none)
    }
  }
}
