import Foundation
import GeoCore
import GeoImport

/// Tells what was found out about codes, and writes it where that is wanted.
struct DerivedLineageText {
  private let lineage: DerivedLineage
  private let global: GlobalOptions

  init(_ lineage: DerivedLineage, _ global: GlobalOptions) {
    self.lineage = lineage
    self.global = global
  }

  /// Writes the findings to a file and into the workspace, as asked, and reports.
  func finish(in workspace: Workspace, isDryRun: Bool, output: String?) throws {
    if let output { try lineage.writeCSV(to: output) }
    let outcome =
      isDryRun ? nil : try workspace.write { try LineageDerivation.write(lineage, into: $0) }
    if global.json { return Console.say(json(outcome)) }
    global.report(summary)
    if let outcome {
      global.report(
        global.text(
          "disimpan \(outcome.written), sudah diketahui \(outcome.known), diganti \(outcome.replaced)",
          "written \(outcome.written), known already \(outcome.known), replaced \(outcome.replaced)"
        ))
    } else {
      global.report(global.text("(uji) tidak ada yang disimpan", "(dry run) nothing was written"))
    }
    listDoubtful()
  }

  private var summary: String {
    let number = { (value: Int) in global.displayLanguage.number(Double(value), decimals: 0) }
    let counts = lineage.counts
    let kinds = LineageKind.allCases.compactMap { kind in
      counts[kind].map { "\(kind.rawValue) \(number($0))" }
    }
    let rest = [
      (global.text("kode hilang", "codes gone"), lineage.vanishedCount),
      (global.text("muncul tanpa asal", "appeared from nowhere"), lineage.appeared.count),
      (global.text("di luar edisi baru", "outside the newer edition"), lineage.uncovered.count),
    ].filter { $0.1 > 0 }.map { "\($0.0) \(number($0.1))" }
    let none = [global.text("tidak ada perubahan", "no changes")]
    return ((kinds.isEmpty ? none : kinds) + rest).joined(separator: ", ")
  }

  /// Ends and uncertain findings, which somebody should look at.
  private func listDoubtful() {
    guard !global.quiet else { return }
    let doubtful = lineage.findings.filter { finding in
      finding.change.kind == .end
        || (finding.change.new != finding.change.old && (finding.confidence ?? 1) < 0.7)
    }
    for finding in doubtful.prefix(10) {
      let successor = finding.change.new.map { "\($0) \(finding.newName ?? "")" } ?? "–"
      let rule = finding.rule ?? finding.change.kind.rawValue
      Console.write(
        "  \(finding.change.old) \(finding.oldName) → \(successor) (\(rule))\n", to: .standardError)
    }
    guard doubtful.count > 10 else { return }
    let others = doubtful.count - 10
    Console.write(
      global.text(
        "  … dan \(others) temuan meragukan lain (tulis semuanya ke berkas CSV)\n",
        "  … and \(others) more doubtful findings (write all of them to a CSV file)\n"),
      to: .standardError)
  }

  private func json(_ outcome: LineageDerivation.Outcome?) -> String {
    let counts = lineage.counts
    let kinds = LineageKind.allCases.map { "\"\($0.rawValue)\":\(counts[$0] ?? 0)" }
    let written = outcome.map {
      "{\"written\":\($0.written),\"known\":\($0.known),\"replaced\":\($0.replaced)}"
    }
    return """
      {"basis":"\(lineage.basis.rawValue)","findings":\(lineage.findings.count),\
      "counts":{\(kinds.joined(separator: ","))},"vanished":\(lineage.vanishedCount),\
      "appeared":\(lineage.appeared.count),"uncovered":\(lineage.uncovered.count),\
      "outcome":\(written ?? "null")}
      """
  }
}
