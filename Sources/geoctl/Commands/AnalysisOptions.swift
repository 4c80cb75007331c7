import ArgumentParser
import Foundation
import GeoCore

/// What all statistics are told: which reports, where, and how often chance is tried.
struct AnalysisOptions: ParsableArguments {
  @Option(name: .long, help: "Wilayah yang dibandingkan: village, district, regency, province.")
  var by: String?

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

  @Option(name: .long, help: "Hanya di dalam wilayah kode ini, mis. 35.07.")
  var within: String?

  @Option(name: .long, help: "Jumlah pengacakan, 99–99999 (999).")
  var permutations: String?

  @Option(name: .long, help: "Benih pengacakan (1): benih yang sama memberi hasil yang sama.")
  var seed: String?

  @Option(name: .shortAndLong, help: "Berkas .csv, .json, .geojson.", completion: .file())
  var output: String?

  @OptionGroup var saving: SaveOption

  /// The query of these and other parameters.
  func query(
    _ others: [(name: String, value: String?)] = [], _ snapshot: DatasetSnapshot
  ) throws -> HotspotQuery {
    try HotspotQuery(try parameters(others), zone: snapshot.zone)
  }

  /// These and other parameters, as far as they are given.
  func parameters(
    _ others: [(name: String, value: String?)] = []
  ) throws(RequestError) -> QueryParameters {
    let given =
      [
        ("by", by), ("datetime", datetime), ("category", category), ("origin", origin),
        ("channel", channel), ("min_precision", minPrecision), ("within", within),
        ("permutations", permutations), ("seed", seed),
      ] + others
    return try QueryParameters(given.compactMap { name, value in value.map { (name, $0) } })
  }

  /// Writes a table to the file that was named, or to standard output.
  func write(_ text: String, lines: Int, _ global: GlobalOptions) throws {
    guard let output else { return Console.write(text, to: .standardOutput) }
    try OutputFile.write(Array(text.utf8), to: output)
    global.report("\(output): \(global.displayLanguage.number(Double(lines), decimals: 0))")
  }
}
