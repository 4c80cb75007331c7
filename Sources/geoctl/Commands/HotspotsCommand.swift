import ArgumentParser
import GeoCore

/// `geoctl hotspots`: where reports are more, or fewer, than chance lets expect.
struct HotspotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hotspots",
    abstract: "Hotspot Gi* per wilayah / Hotspots by area (Getis-Ord Gi*).",
    discussion: """
      Contoh / example: geoctl hotspots --within 35.07 --measure eb_rate --weights knn:8 -o h.geojson
      --json: satu objek per baris / one object a line. q: false discovery rate (Benjamini-Hochberg).
      """)

  @Option(name: .long, help: "Yang dibandingkan: count, rate, atau eb_rate.")
  var measure: String?

  @Option(name: .long, help: "Tetangga: queen, knn:8, atau distance:5000 (meter).")
  var weights: String?

  @OptionGroup var options: AnalysisOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let format = try TableOutput.format(of: options.output, isJSON: global.json)
    let snapshot = try global.snapshot()
    let query = try options.query([("measure", measure), ("weights", weights)], snapshot)
    let hotspots = try snapshot.hotspots(query, for: .owner(purpose: "geoctl hotspots"))
    let text = AreaHotspotsText(hotspots, snapshot: snapshot)
    try options.write(
      options.output == nil && format == .json ? text.jsonLines : text.text(as: format),
      lines: hotspots.lines.count, global)
    try options.saving.keep(
      .hotspots, try options.parameters([("measure", measure), ("weights", weights)]), of: snapshot,
      global)
  }
}
