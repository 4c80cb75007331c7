import ArgumentParser
import Foundation
import GeoCore

/// `geoctl density --by village`: the table of densities.
struct DensityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "density", abstract: "Tabel kepadatan per desa / Density by village.")

  /// What the table has a row for.
  enum Unit: String, ExpressibleByArgument, CaseIterable {
    case village
  }

  @Option(name: .long, help: "Satuan tabel: village.")
  var by: Unit

  @Option(name: .long, help: "tips, accommodations, atau guests.")
  var source: String?

  @Option(name: .long, help: "Lebar pita dalam meter, 50–100000.")
  var bandwidth: String?

  @Option(name: .long, help: "quartic atau epanechnikov.")
  var kernel: String?

  @Option(name: .long, help: "Selang waktu, mis. 2026-01-01/2026-04-01.")
  var datetime: String?

  @Option(name: .long, help: "Kategori, dipisah koma.")
  var category: String?

  @Option(name: .long, help: "Asal laporan, dipisah koma.")
  var origin: String?

  @Option(name: .long, help: "Kanal, dipisah koma.")
  var channel: String?

  @Option(name: .long, help: "Ketelitian terkasar yang dipakai, mis. dusun.")
  var minPrecision: String?

  @Option(name: .shortAndLong, help: "Berkas .csv, .json, atau .geojson.", completion: .file())
  var output: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let format = try tableFormat()
    let snapshot = try global.snapshot()
    let query = try HeatParameters(try parameters(), zone: snapshot.zone).query
    let rows = try snapshot.villageDensities(of: query, for: .owner(purpose: "geoctl density"))
    let text = VillageDensityText(rows: rows, snapshot: snapshot).text(as: format)
    guard let output else { return Console.write(text, to: .standardOutput) }
    try OutputFile.write(Array(text.utf8), to: output)
    global.report("\(output): \(global.displayLanguage.number(Double(rows.count), decimals: 0))")
  }

  private func parameters() throws(RequestError) -> QueryParameters {
    let given = [
      ("source", source), ("bandwidth", bandwidth), ("kernel", kernel), ("datetime", datetime),
      ("category", category), ("origin", origin), ("channel", channel),
      ("min_precision", minPrecision),
    ]
    return try QueryParameters(given.compactMap { name, value in value.map { (name, $0) } })
  }

  private func tableFormat() throws -> VillageDensityText.Format {
    guard let output else { return global.json ? .json : .csv }
    let name = output.split(separator: ".").last.map(String.init) ?? ""
    guard let format = VillageDensityText.Format(rawValue: name) else {
      throw ValidationError("-o \(output): .csv, .json, .geojson")
    }
    return format
  }
}
