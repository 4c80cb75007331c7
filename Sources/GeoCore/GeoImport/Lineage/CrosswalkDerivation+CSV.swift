import GeoPrimitives
public import Places

extension CrosswalkDerivation {
  /// Writes the pairs, and the codes of either list that are left, as CSV: `kemendagri,bps,basis,score`.
  ///
  /// The file appears whole or not at all.
  /// - Throws: `ExportError` when the file cannot be written.
  public func writeCSV(to path: String) throws(ExportError) {
    var file = try AtomicFile(path: path)
    try file.write("kemendagri,bps,basis,score\n")
    for pair in pairs {
      let score = pair.score.map { DecimalText.rounded($0, decimals: 2) }
      let cells = [pair.kemendagri, pair.bps, pair.basis, score].map(CSVText.cell)
      try file.write(cells.joined(separator: ",") + "\n")
    }
    for code in unmatchedKemendagri { try file.write("\(code),,,\n") }
    for code in unmatchedBPS { try file.write(",\(code),,\n") }
    try file.finish()
  }
}
