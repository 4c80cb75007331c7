import TileMath

/// How long a journey takes where nobody has measured it.
///
/// The road is longer than the line by a factor, and a line that leaves the land costs a ferry.
public struct TravelRule: Hashable, Sendable {
  /// Metres of road for a metre of line.
  public var circuity = 1.4
  /// Along the road.
  public var kilometersPerHour = 30.0
  /// Waiting, loading and unloading, in minutes.
  public var ferryMinutes = 60.0
  /// A line that is at sea for longer than this takes a ferry, in metres.
  public var ferryFromMeters = 1000.0

  /// The rule of the house.
  public static let standard = TravelRule()

  /// The minutes for a line of so many metres, over land.
  public func minutes(meters: Double) -> Double {
    meters * circuity / 1000 / kilometersPerHour * 60
  }

  /// The metres of line over land that so many minutes reach.
  func meters(minutes: Double) -> Double {
    minutes / 60 * kilometersPerHour * 1000 / circuity
  }
}

/// The time that a journey takes.
public struct TravelTime: Hashable, Sendable {
  /// What it is known from.
  public enum Basis: String, Hashable, Sendable {
    /// A row of the imported travel times.
    case matrix
    /// The rule.
    case estimate
  }

  /// Minutes on the way.
  public var minutes: Double
  /// What they are known from.
  public var basis: Basis
}
