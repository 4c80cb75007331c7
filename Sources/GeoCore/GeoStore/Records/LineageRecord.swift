public import GeoPrimitives

/// How one code became another: codes are valid in a period, and villages split, merge and move.
public struct LineageRecord: Sendable {
  /// The code before.
  public var old: String
  /// The code after.
  public var new: String
  /// What happened, such as `split`, `merge`, `rename` or `move`.
  public var kind: String
  /// The day.
  public var date: CivilDate?
  /// The part of the old area that went to the new code, 0 … 1.
  public var areaShare: Double?
  /// The part of the old residents that went to the new code, 0 … 1.
  public var populationShare: Double?
  /// What it rests on, such as `decree`, `overlay` or `names`.
  public var basis: String?

  /// A change; day and shares are set as known.
  public init(old: String, new: String, kind: String) {
    self.old = old
    self.new = new
    self.kind = kind
  }
}

/// The time that a journey takes.
public struct TravelTimeRecord: Sendable {
  /// The identifier of the office or service point where it begins.
  public var from: String
  /// The code of the village where it ends.
  public var to: String
  /// Minutes on the way.
  public var minutes: Double

  /// A journey.
  public init(from: String, to: String, minutes: Double) {
    self.from = from
    self.to = to
    self.minutes = minutes
  }
}
