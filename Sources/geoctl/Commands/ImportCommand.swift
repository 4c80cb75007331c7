import ArgumentParser
import Foundation
import GeoCore
import GeoImport

/// `geoctl import TABLE FILE`: a file into the workspace, whole or not at all.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Memasukkan berkas ke workspace / Imports a file into the workspace.",
    discussion: """
      Shapefile, GeoPackage, GeoJSON (juga per baris), CSV (`,` atau `;`). Berkas yang tidak dapat \
      dipahami ditolak seluruhnya; tidak ada yang ditulis setengah jalan.
      Tanpa berkas / without a file:
        import lineage --from-lists LAMA.csv BARU.csv --date YYYY-MM-DD [--dry-run]
        import crosswalk --derive BPS.csv … [--list KEMENDAGRI.csv] [--dry-run]
      """)

  @Argument(help: "villages, tips, accommodations, …")
  var table: ImportTable

  @Argument(help: "Berkas yang dimasukkan.", completion: .file())
  var file: String?

  @OptionGroup(title: "Penurunan") var derivation: DerivationFlags

  @OptionGroup var flags: ImportFlags
  @OptionGroup var global: GlobalOptions

  func validate() throws { try derivation.validate(for: table, file: file) }

  func run() throws {
    guard let file else {
      return try Deriver(
        flags: derivation, isDryRun: flags.dryRun, report: flags.report, global: global
      ).run(table)
    }
    guard !flags.geocode && flags.review == nil || table == .tips else {
      throw ValidationError(
        global.text("--geocode berlaku untuk tips", "--geocode is for tips"))
    }
    let reviewFile = flags.geocode ? flags.review ?? file + ".review.csv" : nil
    var options = try flags.options()
    try global.withWorkspace(.readWrite) { workspace in
      if flags.geocode {
        options.lookup = try PlaceLookups.of(workspace, today: GlobalOptions.today())
      }
      try FileImporter(global: global, reportFile: flags.report, reviewFile: reviewFile)
        .run(file, as: table, into: workspace, options)
    }
  }
}

/// Imports one file and tells the person what came of it.
struct FileImporter {
  let global: GlobalOptions
  var reportFile: String?
  /// Where tips whose place is doubtful are listed, if there are any.
  var reviewFile: String?

  func run(
    _ file: String, as table: ImportTable, into workspace: Workspace, _ options: ImportOptions
  )
    throws
  {
    let bar = ProgressBar(language: global.lang, quiet: global.quiet || global.json)
    let report: ImportReport
    do throws(ImportError) {
      report = try importFile(file, as: table, into: workspace, options: options) { bar.show($0) }
    } catch {
      bar.finish()
      try refuse(error)
    }
    bar.finish()
    try tell(report)
    // So that the first start after it need not; what is missing is made there.
    if table == .villages || table == .adminAreas, !options.isDryRun {
      try? workspace.prepareBorders(today: GlobalOptions.today())
    }
  }

  private func tell(_ report: ImportReport) throws {
    try writeReport(report)
    if let reviewFile, !report.doubtful.isEmpty { try report.writeReviewCSV(to: reviewFile) }
    if global.json {
      Console.say(report.json(language: global.lang))
    } else {
      global.report(summary(of: report))
      listProblems(of: report)
    }
  }

  private func refuse(_ error: ImportError) throws -> Never {
    try writeReport(error.report)
    if global.json { Console.say(error.report.json(language: global.lang)) }
    let status: ExitCode =
      if case .workspace(let inner) = error.reason { ExitStatus.status(of: inner) } else {
        ExitStatus.refused
      }
    throw Failure(error.message(in: global.lang), status: status)
  }

  private func writeReport(_ report: ImportReport) throws {
    if let reportFile { try report.writeCSV(to: reportFile, language: global.lang) }
  }

  private func summary(of report: ImportReport) -> String {
    let number = { (value: Int) in global.displayLanguage.number(Double(value), decimals: 0) }
    let entries = [
      (global.text("dibaca", "read"), report.read),
      (global.text("dimasukkan", "imported"), report.imported),
      (global.text("diganti", "replaced"), report.replaced),
      (global.text("diperbaiki", "repaired"), report.repaired),
      (global.text("digabung", "merged"), report.merged),
      (global.text("dilewati", "skipped"), report.skipped),
      (global.text("tumpang tindih", "overlaps"), report.overlaps),
      (global.text("celah", "gaps"), report.gaps),
      (global.text("duplikat", "duplicates"), report.duplicates),
      (global.text("disamarkan", "masked"), report.masked),
      (global.text("meragukan", "doubtful"), report.doubtful.count),
    ]
    let shown = entries.enumerated().filter { $0.offset < 2 || $0.element.1 > 0 }
      .map { "\($0.element.0) \(number($0.element.1))" }
    let cleaned = report.cleaning.map(cleaningSummary) ?? ""
    let prefix = report.isDryRun ? global.text("(uji) ", "(dry run) ") : ""
    return "\(prefix)\(report.file): " + shown.joined(separator: ", ") + cleaned
  }

  private func cleaningSummary(_ cleaning: CleaningSummary) -> String {
    let number = { (value: Double) in global.displayLanguage.number(value, decimals: 0) }
    let hectares = global.displayLanguage.number(cleaning.movedSquareMeters / 10_000, decimals: 1)
    let (closed, kept) = (number(Double(cleaning.gapsClosed)), number(Double(cleaning.gapsLeft)))
    let (resolved, neighbors) = (
      number(Double(cleaning.overlapsResolved)), number(Double(cleaning.neighbors))
    )
    return global.text(
      "; batas dirapikan: \(resolved) tumpang tindih dibagi, \(closed) celah ditutup, \(kept) dibiarkan, "
        + "\(hectares) ha berpindah, \(neighbors) desa tetangga disesuaikan",
      "; borders cleaned: \(resolved) overlaps divided, \(closed) gaps closed, \(kept) left, "
        + "\(hectares) ha moved, \(neighbors) neighbours adjusted")
  }

  /// The first problems; the whole list is in the report file or the JSON.
  private func listProblems(of report: ImportReport) {
    guard !global.quiet else { return }
    let limit = 10
    for problem in report.problems.prefix(limit) {
      let place = problem.place(in: global.lang)
      let message = problem.message(in: global.lang)
      Console.write("  \(place.isEmpty ? "" : place + ": ")\(message)\n", to: .standardError)
    }
    let others = report.problems.count + report.unlistedProblems - limit
    if others > 0 {
      Console.write(
        global.text(
          "  … dan \(others) catatan lain (--report BERKAS.csv)\n",
          "  … and \(others) more notes (--report FILE.csv)\n"), to: .standardError)
    }
  }
}
