import GeoPrimitives

/// The submissions of a form as ODK Central (OData, an object with the list `value`) and KoboToolbox (an
/// object with the list `results`, or the list alone) export them in JSON.
///
/// Groups come nested, or in the name as `group/field`; both become columns named by the last part, or by
/// the whole path where two fields end alike. Points become `lon` and `lat`. What the form server adds about
/// devices and senders is left out by name; its id and time are used where the form has none of its own.
struct FormExportSource: RowSource {
  private(set) var description: SourceDescription
  private let rows: [[String: String]]
  /// For each column where its value may stand, the most telling first.
  private let paths: [[String]]
  private var next = 0

  /// A file of more is no export of a form.
  private static let limits = StrictJSON.Limits(depth: 32, byteCount: 1 << 28)

  /// Opens a file.
  /// - Returns: The source; `nil` for a file of another kind, which other readers take.
  /// - Throws: `file.unreadable` for one that is an export and not whole.
  static func open(path: String) throws(ImportProblem) -> FormExportSource? {
    guard FileKind.innerExtension(of: path) == "json", !path.lowercased().hasSuffix(".gz"),
      let head = FilePeek.bytes(of: path, count: 4096), isExport(head),
      let length = FilePeek.length(of: path), length <= limits.byteCount,
      let bytes = FilePeek.bytes(of: path, count: length)
    else { return nil }
    let json: StrictJSON
    do throws(StrictJSONError) {
      json = try StrictJSON(parsing: withoutMark(bytes), limits: limits)
    } catch {
      throw ImportProblem(.fileUnreadable, "\(error)")
    }
    guard let submissions = submissions(of: json) else { return nil }
    return FormExportSource(submissions)
  }

  private init(_ submissions: [StrictJSON]) {
    let forms = submissions.map(FormSubmission.init)
    var paths: [String] = []
    var known: Set<String> = []
    for path in forms.flatMap(\.paths) where known.insert(path).inserted { paths.append(path) }
    let system = paths.filter(FormSystemColumns.contains)
    var columns = FormColumns(paths.filter { !FormSystemColumns.contains($0) })
    let rows = forms.map(\.values)
    columns.addDefaults(from: system)
    self.paths = columns.paths
    self.rows = rows
    description = SourceDescription(columns: columns.names, rowCount: rows.count, hasShapes: false)
    description.leftOutColumns = system.filter { path in
      !columns.paths.contains { $0.contains(path) }
    }
  }

  mutating func next(_ row: inout SourceRow) throws(ImportProblem) -> Bool {
    guard next < rows.count else { return false }
    row.clear()
    let values = rows[next]
    for alternatives in paths {
      row.appendCell(alternatives.lazy.compactMap { values[$0] }.first { !$0.isEmpty } ?? "")
    }
    next += 1
    row.number = next
    return true
  }

  // MARK: Telling exports from other files

  private static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// Whether a file begins as an export does: with a list of objects, or with one of the names that the
  /// servers write first.
  private static func isExport(_ head: [UInt8]) -> Bool {
    let text = withoutMark(head).filter { $0 > 32 }
    if text.starts(with: Array("[{".utf8)) || text.elementsEqual(Array("[]".utf8)) { return true }
    let first = ["value", "results", "count", "@odata.context", "next", "previous"]
    return first.contains { text.starts(with: Array("{\"\($0)\":".utf8)) }
  }

  private static func submissions(of json: StrictJSON) -> [StrictJSON]? {
    let list = json["value"] ?? json["results"] ?? json
    guard case .list(let values) = list else { return nil }
    return values.allSatisfy { $0.kind == "object" } ? values : nil
  }
}

/// The columns of an export: a name that people know for each path.
private struct FormColumns {
  private(set) var names: [String] = []
  private(set) var paths: [[String]] = []

  init(_ paths: [String]) {
    self.paths = paths.map { [$0] }
    let ends = paths.map(Self.end)
    var counts: [String: Int] = [:]
    for end in ends { counts[end.lowercased(), default: 0] += 1 }
    names = zip(paths, ends).map { path, end in counts[end.lowercased()] == 1 ? end : path }
  }

  /// The server's own id, time and place stand in where a submission has none of its own.
  mutating func addDefaults(from system: [String]) {
    let times = ["occurred_at", "waktu", "tanggal", "time", "datetime"]
    add(["id"], ["_uuid", "__id", "_id"], from: system)
    add(times, ["_submission_time", "__system/submissionDate"], from: system)
    add(["lon", "longitude", "lng", "long", "bujur", "x"], ["_geolocation/lon"], from: system)
    add(["lat", "latitude", "lintang", "y"], ["_geolocation/lat"], from: system)
  }

  private mutating func add(_ known: [String], _ candidates: [String], from system: [String]) {
    guard let path = candidates.first(where: system.contains) else { return }
    if let column = names.firstIndex(where: { known.contains($0.lowercased()) }) {
      paths[column].append(path)
    } else {
      names.append(known[0])
      paths.append([path])
    }
  }

  private static func end(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
