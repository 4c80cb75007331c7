/// Why the key of an audit log cannot be had.
public enum AuditKeyError: Error, Hashable, Sendable {
  /// There is no key file.
  case missing(path: String)
  /// The file cannot be read, with the reason of the system.
  case unreadable(path: String, reason: String)
  /// Others than its owner may read or write the file.
  case exposed(path: String)
  /// The file does not hold a key.
  case malformed(path: String)
  /// A key file cannot be made, with the reason of the system.
  case uncreatable(path: String, reason: String)

  /// The name of the case, the same in every language and version.
  public var code: String {
    switch self {
    case .missing: "audit_key.missing"
    case .unreadable: "audit_key.unreadable"
    case .exposed: "audit_key.exposed"
    case .malformed: "audit_key.malformed"
    case .uncreatable: "audit_key.uncreatable"
    }
  }
}

extension AuditKeyError: CustomStringConvertible {
  /// One sentence for a person: what, where, and what to do.
  public var description: String {
    switch self {
    case .missing(let path):
      "the key of the audit log, \(path), is missing; put it back beside the workspace"
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
    case .exposed(let path):
      "\(path) is open to others than its owner; allow nobody else (chmod 600) and ask who has read it"
    case .malformed(let path):
      "\(path) does not hold a key of 32 bytes; put the right one back beside the workspace"
    case .uncreatable(let path, let reason): "\(path) cannot be made: \(reason)"
    }
  }
}
