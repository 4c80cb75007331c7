import GeoPrimitives
import GeoStore

/// Notes an import in the workspace: which file, what became of it, how it was asked for.
enum ImportHistory {
  static func note(
    _ report: ImportReport, _ options: ImportOptions, in transaction: WorkspaceTransaction
  ) throws(WorkspaceError) {
    let name = report.file.split(separator: "/").last.map(String.init) ?? report.file
    var record = ImportRecord(
      table: report.table.workspaceTable, fileName: name, read: report.read)
    record.imported = report.imported
    record.repaired = report.repaired
    record.merged = report.merged
    record.skipped = report.skipped
    record.optionsJSON = json(of: options, report)
    try transaction.recordImport(record)
  }

  /// What was asked for, without what was left at its default.
  private static func json(of options: ImportOptions, _ report: ImportReport) -> String {
    var members: [String] = []
    func add(_ name: String, _ value: String?) {
      guard let value else { return }
      members.append("\(JSONText.string(name)):\(JSONText.string(value))")
    }
    add("crs", report.crs)
    add("layer", report.layer)
    add("scheme", report.scheme)
    add("as_of", options.asOf.map { "\($0)" })
    add("on_duplicate", options.onDuplicate?.rawValue)
    add("code_by_name", options.codeByName)
    for (ours, theirs) in options.fields.sorted(by: { $0.key < $1.key }) {
      add("field.\(ours)", theirs)
    }
    if report.table == .villages { members.append("\"clean\":\(options.cleansBorders)") }
    if options.skipsBadRows { members.append(#""skip_bad_rows":true"#) }
    return "{" + members.joined(separator: ",") + "}"
  }
}

extension ImportTable {
  /// The table of the workspace that takes the rows.
  var workspaceTable: WorkspaceTable {
    switch self {
    case .villages: .villages
    case .adminAreas: .adminAreas
    case .offices: .offices
    case .accommodations: .accommodations
    case .guests: .guests
    case .tips: .tips
    case .servicePoints: .servicePoints
    case .programme: .programme
    case .activities: .activities
    case .population: .population
    case .lineage: .lineage
    case .crosswalk: .crosswalk
    case .travelTimes: .travelTimes
    }
  }
}
