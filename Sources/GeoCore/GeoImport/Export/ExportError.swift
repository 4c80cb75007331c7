public import GeoStore

/// Why a file was not written.
public enum ExportError: Error, Hashable, Sendable {
  /// The file cannot be made or written; `reason` in the system's words.
  case unwritable(path: String, reason: String)
  /// The reference system is not known, or cannot be reached.
  case unknownReferenceSystem(String, reason: String)
  /// The workspace does not hand the rows over.
  case workspace(WorkspaceError)
}

extension ExportError: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
    case .unknownReferenceSystem(let name, let reason):
      "the reference system '\(name)' cannot be used: \(reason)"
    case .workspace(let error): "\(error)"
    }
  }
}
