extension ImportReport {
  /// Writes the problems as CSV: `row,line,field,value,code,severity,message`.
  ///
  /// The file appears whole or not at all.
  /// - Throws: `ExportError` when the file cannot be written.
  public func writeCSV(to path: String, language: Language) throws(ExportError) {
    var file = try AtomicFile(path: path)
    try file.write("row,line,field,value,code,severity,message\n")
    for problem in problems {
      let cells = [
        problem.row.map(String.init), problem.line.map(String.init), problem.field, problem.value,
        problem.code.rawValue, problem.severity.rawValue, problem.message(in: language),
      ]
      try file.write(cells.map(CSVText.cell).joined(separator: ",") + "\n")
    }
    try file.finish()
  }
}
