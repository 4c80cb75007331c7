public import GeoPrimitives

/// What happened to a village code.
public enum LineageKind: String, Hashable, Sendable, CaseIterable {
  /// One village became several (*pemekaran*).
  case split
  /// Several villages became one (*penggabungan*).
  case merge
  /// The name changed.
  case rename
  /// The same village has another code, such as that of a new district.
  case move
  /// A desa became a kelurahan, or the other way round.
  case upgrade
  /// A part of the ground went to a village that was there already.
  case transfer
  /// The village ended without a successor.
  case end

  /// Whether who gets ground by it goes on with the old village's history. A strip of ground that
  /// changes hands brings no history with it.
  public var passesHistoryOn: Bool { self != .transfer && self != .end }

  /// Whether the old village may go on beside those that it gave ground to.
  var mayLeaveRemainder: Bool { self == .split || self == .transfer }
}

/// How it is known that one code became another.
public enum LineageBasis: String, Hashable, Sendable, CaseIterable {
  /// A decree or regulation says so.
  case decree
  /// The borders of two editions were laid over each other.
  case overlay
  /// The names of two lists were compared.
  case names
  /// A file said so, without saying whence.
  case file
}

/// One step in the history of codes: the village of one code became, wholly or in part, that of another.
public struct LineageChange: Hashable, Sendable {
  /// The code before.
  public var old: String
  /// The code after; `nil` where the village ended.
  public var new: String?
  /// What happened.
  public var kind: LineageKind
  /// The first day of what came after; `nil` where it is not known.
  public var date: CivilDate?
  /// The part of the old area that went to the new code, 0 … 1.
  public var areaShare: Double?
  /// The part of the old residents that went to the new code, 0 … 1.
  public var populationShare: Double?
  /// How it is known.
  public var basis: LineageBasis?

  /// A change; shares and basis are set as known.
  public init(_ old: String, _ new: String?, _ kind: LineageKind, on date: CivilDate?) {
    self.old = old
    self.new = new
    self.kind = kind
    self.date = date
  }

  /// Whether the code stays what it is, as when only the name changes.
  public var keepsCode: Bool { old == new }
}

extension LineageChange: Comparable {
  /// Earlier changes come first, undated ones before all; then by codes.
  public static func < (a: LineageChange, b: LineageChange) -> Bool {
    if a.date != b.date {
      return b.date.map { later in a.date.map { $0 < later } ?? true } ?? false
    }
    return (a.old, a.new ?? "", a.kind.rawValue) < (b.old, b.new ?? "", b.kind.rawValue)
  }
}
