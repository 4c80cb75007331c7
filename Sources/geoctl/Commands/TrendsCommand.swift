import ArgumentParser
import GeoCore

/// `geoctl trends`: how reports went month by month.
struct TrendsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trends",
    abstract: "Kecenderungan laporan per wilayah / How reports went month by month.",
    discussion: """
      Contoh / example: geoctl trends --within 35.07 -o t.csv
      Mann-Kendall, dan pola hotspot dari waktu ke waktu / and how areas have been hot over time.
      """)

  @Option(name: .long, help: "Tetangga: queen, knn:8, atau distance:5000 (meter).")
  var weights: String?

  @OptionGroup var options: AnalysisOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let format = try TableOutput.format(of: options.output, isJSON: global.json)
    let snapshot = try global.snapshot()
    let trends = try snapshot.trends(
      try options.query([("weights", weights)], snapshot), for: .owner(purpose: "geoctl trends"))
    try options.write(
      AreaTrendsText(trends, snapshot: snapshot).text(as: format), lines: trends.lines.count,
      global)
    try options.saving.keep(
      .trends, try options.parameters([("weights", weights)]), of: snapshot, global)
  }
}
