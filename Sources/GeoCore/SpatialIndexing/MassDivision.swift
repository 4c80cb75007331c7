/// Which cells of mass are given in finer parts, because what one of them errs by would show.
public struct MassDivision: Hashable, Sendable {
  /// How a kernel that is summed over the cells ends at its rim: the harder, the more it tells the
  /// mass of a cell from its mean and spread.
  public enum Rim: Hashable, Sendable {
    /// Only its curvature jumps there, or less: the error of a cell goes with its spread cubed.
    case smooth
    /// Its slope jumps: the error goes with the spread.
    case kinked
    /// It jumps itself: the error is the same for every spread, only in fewer places.
    case broken
  }

  /// The share of the mass of the 8 × 8 cells around a cell from which on it is divided.
  public let share: Float
  /// What the cells are wanted for.
  public let rim: Rim

  /// A division.
  public init(share: Float, rim: Rim = .smooth) {
    self.share = share
    self.rim = rim
  }

  /// How many levels finer than asked for the parts of a cell become at most.
  var levels: Int {
    switch rim {
    case .smooth: 3
    case .kinked: 5
    case .broken: 10
    }
  }

  /// Whether a cell of some mass is to be divided.
  /// - Parameters:
  ///   - mass: The mass.
  ///   - evenness: Its variance compared to that of a cell of the level asked for, filled evenly.
  ///   - limit: The mass from which on cells are looked at.
  /// - Returns: Whether its error may show.
  @inline(__always)
  func isRough(mass: Float, evenness: Float, beyond limit: Float) -> Bool {
    guard mass > limit else { return false }
    return switch rim {
    case .smooth: mass * mass * evenness * evenness * evenness > limit * limit
    case .kinked: mass * mass * evenness > limit * limit
    case .broken: evenness > 0
    }
  }
}
