import ArgumentParser
import Foundation
import GeoCore

/// `geoctl coverage --by regency`: where the programme is present, since when, and what is not covered.
struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Tabel cakupan program / The table of coverage by the programme.",
    discussion: """
      Contoh / example: geoctl coverage --by regency --asof 2026-06-30 --compare 2025-06-30 -o c.csv
      Tercakup berarti berstatus aktif / covered means of status aktif.
      """)

  @Option(name: .long, help: "Satuan: village, district, regency, atau province.")
  var by: String?

  @Option(name: .long, help: "Keadaan pada tanggal ini, mis. 2026-06-30; tanpa ini hari ini.")
  var asof: String?

  @Option(name: [.long, .customLong("since")], help: "Bandingkan dengan tanggal sebelumnya ini.")
  var compare: String?

  @Option(name: .long, help: "Hanya di dalam wilayah kode ini, mis. 35.07.")
  var within: String?

  @Option(name: .long, help: "Desa yang lebih jauh dari sekian menit dihitung jauh (120).")
  var farMinutes: String?

  @Option(name: .shortAndLong, help: "Berkas .csv, .json, .geojson.", completion: .file())
  var output: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let format = try TableOutput.format(of: output, isJSON: global.json)
    let query = try CoverageQuery(
      QueryParameters(
        [
          ("by", by), ("asof", asof), ("compare", compare), ("within", within),
          ("far_minutes", farMinutes),
        ].compactMap { name, value in value.map { (name, $0) } }))
    let table = try global.snapshot().coverageTable(
      query, for: .owner(purpose: "geoctl coverage"))
    let text = table.text(as: format)
    guard let output else { return Console.write(text, to: .standardOutput) }
    try OutputFile.write(Array(text.utf8), to: output)
    global.report("\(output): \(global.displayLanguage.number(Double(table.count), decimals: 0))")
  }
}

/// In which format a table goes where.
enum TableOutput {
  /// The format that the ending of a file's name says; without a file CSV, or JSON where asked for.
  /// - Throws: `ValidationError` naming the endings.
  static func format(of output: String?, isJSON: Bool) throws -> TableText.Format {
    guard let output else { return isJSON ? .json : .csv }
    let ending = output.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let format = TableText.Format(rawValue: ending) else {
      throw ValidationError("-o \(output): .csv, .json, .geojson")
    }
    return format
  }
}
