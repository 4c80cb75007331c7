/// Why a copy of a workspace was not made or put in its place. Nothing was changed then.
public enum BackupError: Error, Hashable, Sendable {
  /// There is a file at the path already, and it is not overwritten.
  case exists(path: String)
  /// The path cannot be written, with the reason of the system.
  case unwritable(path: String, reason: String)
  /// The file to copy is not sound.
  case unsound(path: String, detail: String)

  /// The name of the case, the same in every language and version.
  public var code: String {
    switch self {
    case .exists: "backup.exists"
    case .unwritable: "backup.unwritable"
    case .unsound: "backup.unsound"
    }
  }
}

extension BackupError: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .exists(let path): "\(path) exists already and is not overwritten"
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
    case .unsound(let path, let detail): "\(path) is not sound: \(detail)"
    }
  }
}
