/// What an import found and did.
public struct ImportReport: Sendable {
  /// The file, as it was named.
  public var file: String
  /// The table it was read for.
  public var table: ImportTable
  /// The layer read, where the file has layers.
  public var layer: String?
  /// The reference system of the file, such as `EPSG:32750`.
  public var crs: String?
  /// Whose codes the file uses, where it has codes.
  public var scheme: String?
  /// Whether nothing was to be written.
  public var isDryRun = false
  /// Rows read from the file.
  public var read = 0
  /// Records written, merged rows counted once.
  public var imported = 0
  /// Records that took the place of earlier ones; part of `imported`.
  public var replaced = 0
  /// Rows whose geometry had to be made valid.
  public var repaired = 0
  /// Rows joined to an earlier row of the same code and name.
  public var merged = 0
  /// Rows left out: bad ones with `skipBadRows`, duplicates with `onDuplicate` skip, other levels.
  public var skipped = 0
  /// Pairs of villages that overlap by more than 100 m².
  public var overlaps = 0
  /// Holes between the villages of the regencies touched.
  public var gaps = 0
  /// What cleaning the borders did; `nil` where they were left as they are.
  public var cleaning: CleaningSummary?
  /// Provinces, regencies and districts drawn anew from their villages.
  public var dissolved = 0
  /// Tips that are the same report as an earlier one; kept, linked and not counted.
  public var duplicates = 0
  /// Tips of which something personal was masked.
  public var masked = 0
  /// Tips whose place is doubtful, with the candidates; part of `imported`.
  public var doubtful: [DoubtfulTip] = []
  /// Columns that were not used.
  public var ignoredColumns: [String] = []
  /// Everything worth saying, in the order of the file.
  public var problems: [ImportProblem] = []
  /// Problems that were counted but not kept.
  public var unlistedProblems = 0

  /// How many problems are kept; a file may have as many as rows.
  public static let problemCapacity = 200_000

  /// An empty report on a file.
  public init(file: String, table: ImportTable) {
    self.file = file
    self.table = table
  }

  /// Whether anything keeps the file out.
  public var hasErrors: Bool { problems.contains { $0.severity == .error } }

  /// The same findings without the counts of what would have been written.
  var withNothingWritten: ImportReport {
    var report = self
    report.imported = 0
    report.replaced = 0
    report.duplicates = 0
    report.doubtful = []
    report.dissolved = 0
    report.cleaning = nil
    return report
  }

  /// Adds a problem, as long as there is room.
  mutating func add(_ problem: ImportProblem) {
    guard problems.count < Self.problemCapacity else {
      unlistedProblems += 1
      return
    }
    problems.append(problem)
  }
}
