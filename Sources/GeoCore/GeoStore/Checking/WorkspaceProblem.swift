/// Something in a workspace that contradicts itself or a standard.
public struct WorkspaceProblem: Hashable, Sendable {
  /// The kind of problem, the same in every language and version.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// SQLite finds its own structures broken.
    case integrity
    /// A row points to one that is not there.
    case foreignKey = "foreign_key"
    /// The marks by which other programs know a GeoPackage 1.3 are wrong.
    case fileMarks = "file_marks"
    /// A table, a column or its entry in GeoPackage's own tables is missing or different.
    case schema
    /// A trigger that keeps the spatial index or the data generation in step is missing.
    case trigger
    /// A spatial index contradicts itself.
    case spatialIndex = "spatial_index"
    /// A row is missing in the spatial index, stands there in the wrong place, or is not in the table.
    case spatialIndexRow = "spatial_index_row"
    /// A geometry is in another reference system than its table.
    case referenceSystem = "reference_system"
    /// A value is not of the kind that its column takes.
    case value
    /// A code or identifier that is in no table where it should be.
    case orphan
    /// Entries of the audit log are missing.
    case auditGap = "audit_gap"
    /// A file that is kept beside the workspace is damaged; it may be deleted.
    case sidecar
    /// There are more problems of a table than are listed.
    case more
  }

  /// What kind of problem it is.
  public let code: Code
  /// The table; `nil` when it concerns the file.
  public let table: String?
  /// The row number (`fid`), or the code that is missing.
  public let row: String?
  /// One sentence for a person.
  public let message: String

  /// A problem, of the whole file unless a table is named.
  public init(code: Code, table: String? = nil, row: String? = nil, message: String) {
    self.code = code
    self.table = table
    self.row = row
    self.message = message
  }
}

/// Collects problems, and does not grow without bound on a file that is all wrong.
struct ProblemList {
  private(set) var problems: [WorkspaceProblem] = []
  private var counts: [String: Int] = [:]
  /// How many problems of a table are listed.
  static let limit = 1000

  /// Adds a problem.
  mutating func add(
    _ code: WorkspaceProblem.Code, _ table: String?, row: String? = nil, _ message: String
  ) {
    let count = counts[table ?? "", default: 0] + 1
    counts[table ?? ""] = count
    guard count <= Self.limit + 1 else { return }
    let isLast = count > Self.limit
    problems.append(
      WorkspaceProblem(
        code: isLast ? .more : code, table: table, row: isLast ? nil : row,
        message: isLast ? "further problems are not listed" : message))
  }
}
