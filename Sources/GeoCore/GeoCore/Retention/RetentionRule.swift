public import GeoPrimitives
public import GeoStore

/// How long tips keep what could lead back to people: their texts and their exact places.
public struct RetentionRule: Hashable, Sendable {
  /// What is to be done with a tip.
  public enum Measure: Hashable, Sendable {
    /// Nothing yet.
    case keep
    /// Its texts and its exact place go, what has been counted stays.
    case coarsen
    /// It goes as a whole.
    case remove
  }

  /// Days after which a new tip is coarsened.
  public let newDays: Int
  /// Days after which a verified tip is coarsened.
  public let verifiedDays: Int
  /// Days after which an unfounded tip or a duplicate is removed.
  public let rejectedDays: Int

  /// 90 days for new tips, 365 for verified ones, 90 for unfounded ones and duplicates.
  public static let standard = RetentionRule(checkedNew: 90, verified: 365, rejected: 90)

  /// The days that a rule may set.
  public static let allowedDays = 1...36_500

  /// A rule of one's own; `nil` unless each number is one of `allowedDays`.
  public init?(newDays: Int, verifiedDays: Int, rejectedDays: Int = 90) {
    let days = [newDays, verifiedDays, rejectedDays]
    guard days.allSatisfy(Self.allowedDays.contains) else { return nil }
    self.init(checkedNew: newDays, verified: verifiedDays, rejected: rejectedDays)
  }

  private init(checkedNew newDays: Int, verified verifiedDays: Int, rejected rejectedDays: Int) {
    self.newDays = newDays
    self.verifiedDays = verifiedDays
    self.rejectedDays = rejectedDays
  }

  /// What is to be done with a tip that has been held since a moment. On the last day of the term it is
  /// still kept.
  public func measure(of status: TipStatus, heldSince start: Instant, at now: Instant) -> Measure {
    let (days, measure): (Int, Measure) =
      switch status {
      case .new: (newDays, .coarsen)
      case .verified: (verifiedDays, .coarsen)
      case .unfounded, .duplicate: (rejectedDays, .remove)
      }
    let (age, overflow) = now.secondsSince1970.subtractingReportingOverflow(start.secondsSince1970)
    return !overflow && age > Int64(days) * 86_400 ? measure : .keep
  }
}
