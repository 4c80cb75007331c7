public import GeoPrimitives

/// What triage did to a tip.
public struct TriageOutcome: Hashable, Sendable {
  /// The tip.
  public let id: String
  /// Where it stood.
  public let before: TipStatus
  /// Where it stands.
  public let after: TipStatus
  /// Since when it counts for published tables; `nil` while it does not.
  public let acceptedAt: Instant?
}
