public import GeoPrimitives
public import Places

/// How one code became another: codes are valid in a period, and villages split, merge and move.
public struct LineageRecord: Sendable {
  /// The code before.
  public var old: String
  /// The code after; empty where the village ended.
  public var new: String
  /// What happened, a word of `LineageKind`.
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

  /// The row of a change.
  public init(_ change: LineageChange) {
    self.init(old: change.old, new: change.new ?? "", kind: change.kind.rawValue)
    date = change.date
    areaShare = change.areaShare
    populationShare = change.populationShare
    basis = change.basis?.rawValue
  }

  /// The change that the row tells of. Other programs may have written other words: what they call a kind
  /// that is none counts as `move`, and a basis that is none is left out.
  public var change: LineageChange {
    let kind = LineageKind(rawValue: kind) ?? .move
    var change = LineageChange(old, kind == .end || new.isEmpty ? nil : new, kind, on: date)
    if change.new == nil { change.kind = .end }
    change.areaShare = areaShare.flatMap(Self.share)
    change.populationShare = populationShare.flatMap(Self.share)
    change.basis = basis.flatMap(LineageBasis.init)
    return change
  }

  private static func share(_ value: Double) -> Double? {
    (0...1).contains(value) ? value : nil
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
