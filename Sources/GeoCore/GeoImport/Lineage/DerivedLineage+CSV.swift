import GeoPrimitives
public import Places

extension DerivedLineage {
  /// Writes the findings as CSV that `import lineage` takes, once somebody has looked them over:
  /// `old,old_name,new,new_name,kind,date,area_share,population_share,basis,rule,confidence`.
  ///
  /// The file appears whole or not at all.
  /// - Throws: `ExportError` when the file cannot be written.
  public func writeCSV(to path: String) throws(ExportError) {
    var file = try AtomicFile(path: path)
    try file.write(
      "old,old_name,new,new_name,kind,date,area_share,population_share,basis,rule,confidence\n")
    for finding in findings {
      try file.write(Self.cells(of: finding).map(CSVText.cell).joined(separator: ",") + "\n")
    }
    try file.finish()
  }

  private static func cells(of finding: LineageFinding) -> [String?] {
    let change = finding.change
    let number = { (value: Double?) in value.map { DecimalText.rounded($0, decimals: 4) } }
    return [
      change.old, finding.oldName, change.new, finding.newName, change.kind.rawValue,
      change.date.map { "\($0)" }, number(change.areaShare), number(change.populationShare),
      change.basis?.rawValue, finding.rule, number(finding.confidence),
    ]
  }
}
