public import GeoPrimitives

/// An entry of the import log.
public struct ImportRecord: Hashable, Sendable {
  /// When; set by the file when it is recorded.
  public var importedAt: Instant?
  /// The table that took the rows.
  public var table: WorkspaceTable
  /// The name of the file, without its folder.
  public var fileName: String
  /// Rows in the file.
  public var read: Int
  /// Rows taken.
  public var imported = 0
  /// Rows whose geometry was repaired.
  public var repaired = 0
  /// Rows merged into another.
  public var merged = 0
  /// Rows left out.
  public var skipped = 0
  /// The options of the import, a JSON object.
  public var optionsJSON = "{}"

  /// An entry; the other counts and the options are set as known.
  public init(table: WorkspaceTable, fileName: String, read: Int) {
    self.table = table
    self.fileName = fileName
    self.read = read
  }
}
