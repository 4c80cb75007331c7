import ArgumentParser
import GeoCore

/// `geoctl scan`: where and when reports cluster.
struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Gugus laporan dalam ruang dan waktu / Clusters of reports in space and time.",
    discussion: """
      Contoh / example: geoctl scan --within 35.07 --datetime 2025-01-01/2026-07-01 --json
      Statistik scan permutasi ruang-waktu (Kulldorff 2005): tanpa data penduduk / it needs no population.
      """)

  @OptionGroup var options: AnalysisOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let format = try TableOutput.format(of: options.output, isJSON: global.json)
    let snapshot = try global.snapshot()
    let scan = try snapshot.scan(
      try options.query([], snapshot), for: .owner(purpose: "geoctl scan"))
    try options.write(
      ReportScanText(scan, snapshot: snapshot).text(as: format), lines: scan.clusters.count,
      global)
    try options.saving.keep(.scan, try options.parameters(), of: snapshot, global)
  }
}
