/// A change of codes that was found out, with what whoever looks it over wants to know.
public struct LineageFinding: Sendable {
  /// The change.
  public var change: LineageChange
  /// The name before.
  public var oldName: String
  /// The name after; `nil` where the village ended.
  public var newName: String?
  /// By which rule it was found; `nil` for an end, of which there is no sign but silence.
  public var rule: String?
  /// How sure it is, 0 … 1: an order of rank, not a probability; `nil` where that is not told.
  public var confidence: Double?

  /// A finding.
  public init(_ change: LineageChange, oldName: String, newName: String?) {
    self.change = change
    self.oldName = oldName
    self.newName = newName
  }
}

/// What became of the villages of an older edition.
public struct DerivedLineage: Sendable {
  /// How it was found out.
  public let basis: LineageBasis
  /// Every change, in the order of the old codes.
  public var findings: [LineageFinding]
  /// How many codes of the older edition the newer one does not have.
  public var vanishedCount = 0
  /// The codes of the newer edition of which nobody knows where they came from.
  public var appeared: [String] = []
  /// The codes of the older edition of whose ground the newer one says nothing.
  public var uncovered: [String] = []

  /// An outcome.
  public init(basis: LineageBasis, findings: [LineageFinding]) {
    self.basis = basis
    self.findings = findings
  }

  /// How many changes there are of each kind.
  public var counts: [LineageKind: Int] {
    Dictionary(grouping: findings, by: \.change.kind).mapValues(\.count)
  }
}
