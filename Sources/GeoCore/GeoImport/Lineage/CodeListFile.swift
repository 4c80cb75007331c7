import Places

/// Reads lists of codes and names: with a header (`kode`, `nama`), or without one, the code first and the
/// name last, as the master files of BPS are.
enum CodeListFile {
  /// Reads one list out of several files, such as one for each level.
  /// - Parameters:
  ///   - paths: CSV files.
  ///   - scheme: Whose codes they are.
  /// - Returns: The list; of a code that comes twice the first name.
  /// - Throws: A problem of a file, with the row where it is one.
  static func read(_ paths: [String], scheme: CodeScheme) throws(ImportProblem) -> CodeList {
    var list = CodeList(scheme: scheme)
    for path in paths { try read(path, into: &list) }
    guard list.count(of: .village) > 0 else {
      throw ImportProblem(.listWithoutVillages, scheme.rawValue)
    }
    return list
  }

  private static func read(_ path: String, into list: inout CodeList) throws(ImportProblem) {
    var source = try CSVSource.open(path: path)
    let header = source.description.columns
    let columns: (code: Int, name: Int)
    if let first = header.first, let code = try? AreaCode(first, scheme: list.scheme) {
      columns = (0, header.count - 1)
      list.add(code, named: header[columns.name])
    } else {
      columns = try Self.columns(of: header)
    }
    var row = SourceRow()
    while try source.next(&row) {
      guard let text = row.text(columns.code), let name = row.text(columns.name) else { continue }
      do {
        list.add(
          try CodeText.code(text, scheme: list.scheme, column: header[columns.code]), named: name)
      } catch {
        throw error.at(row: row.number, line: row.line)
      }
    }
  }

  private static func columns(of header: [String]) throws(ImportProblem) -> (code: Int, name: Int) {
    let map = try ColumnMap(
      names: header, schema: ImportTable.adminAreas.schema, overrides: [:], ignored: [])
    guard let code = map.field("code").columns.first, let name = map.field("name").columns.first
    else { throw map.missing("code", or: "name") }
    return (code, name)
  }
}
