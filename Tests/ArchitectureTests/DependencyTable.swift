/// Which target may import what, as the table in `docs/architecture.md` says it.
///
/// The table stands between two markers and has the columns *target* and *may import*; names are
/// separated by commas, and may stand in backticks.
struct DependencyTable: Equatable {
  static let begin = "<!-- dependencies:begin -->"
  static let end = "<!-- dependencies:end -->"

  /// What each target may import, by its name.
  var rows: [String: Set<String>]

  /// Why a page has no such table.
  enum Problem: Error, Equatable {
    case noMarkers
    case notARow(String)
    case listedTwice(String)
  }

  init(rows: [String: Set<String>]) { self.rows = rows }

  /// The table of a page.
  init(page: String) throws(Problem) {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(Self.trimmed)
    guard let first = lines.firstIndex(of: Self.begin),
      let last = lines.lastIndex(of: Self.end), first < last
    else { throw .noMarkers }
    rows = [:]
    for line in lines[(first + 1)..<last] where !line.isEmpty {
      let cells = try Self.cells(of: line)
      if Self.isHeading(cells) { continue }
      guard rows[cells[0]] == nil else { throw .listedTwice(cells[0]) }
      rows[cells[0]] = Set(
        cells[1].split(separator: ",").map(Self.trimmed).filter { !["", "—", "-"].contains($0) })
    }
  }

  /// What one table has and the other has not, in sentences; empty when they agree.
  func differences(to package: DependencyTable) -> [String] {
    let names = Set(rows.keys).union(package.rows.keys).sorted()
    return names.flatMap { name -> [String] in
      guard let listed = rows[name] else { return ["\(name) is in the package, not in the table"] }
      guard let actual = package.rows[name] else {
        return ["\(name) is in the table, not in the package"]
      }
      return actual.subtracting(listed).sorted().map {
        "\(name) imports \($0), which is not in the table"
      }
        + listed.subtracting(actual).sorted().map { "\(name) does not import \($0) any more" }
    }
  }

  private static func cells(of line: String) throws(Problem) -> [String] {
    guard line.hasPrefix("|"), line.hasSuffix("|"), line.count > 1 else { throw .notARow(line) }
    let cells = line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
    guard cells.count == 2 else { throw .notARow(line) }
    return cells.map(trimmed)
  }

  private static func isHeading(_ cells: [String]) -> Bool {
    cells[0].lowercased() == "target" || cells[0].allSatisfy { $0 == "-" || $0 == ":" }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var rest = text.drop { $0 == " " || $0 == "`" || $0 == "\t" }
    while let last = rest.last, [" ", "`", "\t", "\r"].contains(last) { rest.removeLast() }
    return String(rest)
  }
}
