/// Why a workspace cannot be opened, read or written.
public enum WorkspaceError: Error, Hashable, Sendable {
  /// There is no file at the path.
  case missing(path: String)
  /// There already is a file at the path, and a new workspace does not overwrite it.
  case exists(path: String)
  /// The file or its folder cannot be read, with the reason of the system.
  case unreadable(path: String, reason: String)
  /// The file is something else than a GeoPackage.
  case notGeoPackage(path: String)
  /// The file is a GeoPackage, but none that this program made.
  case foreign(path: String)
  /// The file was made by a newer version of the program.
  case newerSchema(path: String, found: Int, supported: Int)
  /// The file was made by an older version of the program and has to be upgraded.
  case olderSchema(path: String, found: Int, supported: Int)
  /// The content of the file contradicts itself.
  case damaged(path: String, detail: String)
  /// Another process was writing for longer than the waiting time.
  case locked(path: String)
  /// The file was opened for reading only, or cannot be written.
  case readOnly(path: String)
  /// The disk is full.
  case noSpace(path: String)
  /// A row with this key is already in the table.
  case duplicate(table: String, key: String)
  /// A row to change is not in the table.
  case noSuchRow(table: String, key: String)
  /// A month is to be published that is published already, or that comes before one that is. Both are
  /// of the form `2026-03`.
  case alreadyPublished(month: String, last: String)
  /// A value that its column does not take. `row` is the key or, of a row already in the file, the
  /// `fid`.
  case invalidValue(table: String, row: String, column: String, reason: String)
  /// The permission at hand does not cover the rows of the table.
  case notDisclosed(table: String)
  /// Anything else, in the words of the database.
  case failed(path: String, detail: String)

  /// The name of the case, the same in every language and version.
  public var code: String {
    switch self {
    case .missing: "workspace.missing"
    case .exists: "workspace.exists"
    case .unreadable: "workspace.unreadable"
    case .notGeoPackage: "workspace.not_geopackage"
    case .foreign: "workspace.foreign"
    case .newerSchema: "workspace.newer_schema"
    case .olderSchema: "workspace.older_schema"
    case .damaged: "workspace.damaged"
    case .locked: "workspace.locked"
    case .readOnly: "workspace.read_only"
    case .noSpace: "workspace.no_space"
    case .failed: "workspace.failed"
    case .duplicate: "row.duplicate"
    case .noSuchRow: "row.missing"
    case .invalidValue: "row.invalid"
    case .alreadyPublished: "period.published"
    case .notDisclosed: "disclosure.refused"
    }
  }

  /// Whether the file itself is at fault, rather than what was asked of it.
  public var concernsFile: Bool { code.hasPrefix("workspace.") }
}

extension WorkspaceError: CustomStringConvertible {
  /// One sentence for a person: what, where, and what to do.
  public var description: String {
    switch self {
    case .missing(let path): "there is no workspace at \(path); make one with init"
    case .exists(let path): "\(path) exists already; choose another name"
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
    case .notGeoPackage(let path): "\(path) is not a GeoPackage"
    case .foreign(let path):
      "\(path) is a GeoPackage but not a workspace; import its layers into one"
    case .newerSchema(let path, let found, let supported):
      "\(path) has schema \(found), this program knows \(supported); use a newer program"
    case .olderSchema(let path, let found, let supported):
      "\(path) has schema \(found), this program needs \(supported); run geoctl upgrade"
    case .damaged(let path, let detail):
      "\(path) is damaged (\(detail)); run check, or restore a backup"
    case .locked(let path): "\(path) is being written by another process; try again later"
    case .readOnly(let path): "\(path) is open for reading only"
    case .noSpace(let path): "the disk of \(path) is full"
    case .failed(let path, let detail): "\(path): \(detail)"
    default: rowDescription
    }
  }

  private var rowDescription: String {
    switch self {
    case .duplicate(let table, let key): "\(table) already has \(key)"
    case .noSuchRow(let table, let key): "\(table) has no \(key)"
    case .invalidValue(let table, let row, let column, let reason):
      "\(table) \(row): \(column) \(reason)"
    case .alreadyPublished(let month, let last):
      "\(month) cannot be published: everything up to \(last) is, and stays as it is"
    case .notDisclosed(let table): "the rows of \(table) are not open to this role and area"
    default: code
    }
  }
}
