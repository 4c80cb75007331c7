/// What is wrong with an audit log, and where it begins.
public struct AuditFinding: Hashable, Sendable {
  /// In what way.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// The entry says something else than when it was sealed; or one before it was taken out and the rest
    /// renumbered, which looks the same.
    case changed
    /// The entry is not there, and later ones are.
    case removed
    /// The entry was put between others, or is a copy of an earlier one.
    case inserted
    /// The entry is genuine but belongs elsewhere.
    case reordered
    /// The entry and all after it are not there.
    case cutOff = "cut_off"
    /// The log is sound in itself, but is not the one whose head was kept: someone who has the key wrote it
    /// anew.
    case rewritten
    /// Not one entry was sealed with this key.
    case otherKey = "other_key"
  }

  /// The row number of the entry.
  public let row: Int64
  /// In what way.
  public let reason: Reason

  /// Something wrong.
  public init(row: Int64, reason: Reason) {
    self.row = row
    self.reason = reason
  }
}

extension AuditFinding: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch reason {
    case .changed: "entry \(row) was changed, or one before it was taken out"
    case .removed: "entry \(row) was removed"
    case .inserted: "entry \(row) was inserted"
    case .reordered: "entry \(row) belongs elsewhere in the log"
    case .cutOff: "the log was cut off: entry \(row) and what followed it are missing"
    case .rewritten: "entry \(row) is not the one of which the head was kept: the log was rewritten"
    case .otherKey: "from entry \(row) on nothing was sealed with this key"
    }
  }
}

/// What the check of an audit log gave.
public struct AuditVerdict: Hashable, Sendable {
  /// The head of the log as it is.
  public let head: AuditHead
  /// How many entries there are.
  public let count: Int
  /// What is wrong; `nil` for a sound log.
  public let finding: AuditFinding?
}
