/// A table of places in words: the columns `id` and `text`, others are passed over.
public enum PlaceTextTable {
  /// Reads a table row by row.
  /// - Parameters:
  ///   - path: A CSV file, as `CSVSource` reads them.
  ///   - body: Called with the identifier and the words of each row; blank where a cell is empty.
  /// - Throws: What is wrong with the file, or `file.column_missing` where it lacks one of the columns.
  public static func read(
    path: String, _ body: (_ id: String, _ text: String) -> Void
  ) throws(ImportProblem) {
    var source = try CSVSource.open(path: path)
    let id = try column("id", in: source.description)
    let text = try column("text", in: source.description)
    var row = SourceRow()
    while try source.next(&row) { body(row.text(id) ?? "", row.text(text) ?? "") }
  }

  private static func column(
    _ name: String, in description: SourceDescription
  ) throws(ImportProblem) -> Int {
    let found = description.columns
    if let column = found.firstIndex(where: { $0.lowercased() == name }) { return column }
    throw ImportProblem(.columnMissing, name, name, found.joined(separator: ", "))
  }
}
