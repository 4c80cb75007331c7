import ArgumentParser
import Foundation
import GeoCore

/// `geoctl density --by village`: the table of densities; `geoctl density --grid`: the field itself.
struct DensityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "density",
    abstract: "Kepadatan per desa atau sebagai raster / Density by village, or as a raster.")

  /// What the table has a row for.
  enum Unit: String, ExpressibleByArgument, CaseIterable {
    case village
    case district
    case regency
    case province

    var level: AdministrativeLevel {
      switch self {
      case .village: .village
      case .district: .district
      case .regency: .regency
      case .province: .province
      }
    }
  }

  @Option(name: .long, help: "Satuan tabel: village, district, regency, atau province.")
  var by: Unit?

  @OptionGroup(title: "Raster") var raster: DensityGridOptions

  @Option(name: .long, help: "tips, accommodations, atau guests.")
  var source: String?

  @Option(name: .long, help: "Lebar pita dalam meter, 50–100000, atau auto, auto:lcv.")
  var bandwidth: String?

  @Option(
    name: .long, help: "quartic, epanechnikov, triweight, triangular, uniform, atau gaussian.")
  var kernel: String?

  @Flag(name: .long, help: "Lebar pita menyesuaikan kepadatan titik.")
  var adaptive = false

  @Option(name: .long, help: "Koreksi tepi: none atau land.")
  var edge: String?

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

  @Option(
    name: .long,
    help: "Urutkan menurut count, rate, atau eb_rate, terbesar dulu; tanpa ini menurut kode.")
  var measure: String?

  @Option(name: .long, help: "Penghalusan laju: global atau local (terhadap desa tetangga).")
  var smoothing: String?

  @Option(
    name: .long,
    help: "Batas indikatif dan sengketa dapat meleset sejauh ini, dalam meter (0–1000).")
  var tolerance: String?

  @Option(
    name: .shortAndLong, help: "Berkas .csv, .json, .geojson; dengan --grid .tif.",
    completion: .file())
  var output: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (by != nil) != raster.grid else {
      throw ValidationError("pilih salah satu: --by village atau --grid / choose one of the two")
    }
    if raster.grid, output?.lowercased().hasSuffix(".tif") != true {
      throw ValidationError("--grid -o \(output ?? ""): .tif")
    }
  }

  func run() throws {
    if let output, raster.grid { return try writeRaster(to: output) }
    try writeTable()
  }

  private func writeRaster(to path: String) throws {
    let snapshot = try global.snapshot()
    let query = try HeatParameters(try queryParameters(), zone: snapshot.zone).query
    let size = try raster.write(query, of: snapshot, to: path)
    global.report("\(path): \(size.columns) × \(size.rows)")
  }

  private func writeTable() throws {
    let format = try tableFormat()
    let options = try VillageTableOptions(tableParameters())
    let snapshot = try global.snapshot()
    let query = try HeatParameters(try queryParameters(), zone: snapshot.zone).query
    let (text, count) = try table(query, options, snapshot, format)
    guard let output else { return Console.write(text, to: .standardOutput) }
    try OutputFile.write(Array(text.utf8), to: output)
    global.report("\(output): \(global.displayLanguage.number(Double(count), decimals: 0))")
  }

  /// The table and the number of its lines.
  private func table(
    _ query: HeatQuery, _ options: VillageTableOptions, _ snapshot: DatasetSnapshot,
    _ format: TableText.Format
  ) throws -> (text: String, count: Int) {
    let owner = Disclosure.owner(purpose: "geoctl density")
    guard let level = by?.level, level != .village else {
      let rows = try snapshot.villageDensities(of: query, options, for: owner)
      return (VillageDensityText(rows: rows, snapshot: snapshot).text(as: format), rows.count)
    }
    let rows = try snapshot.areaCounts(
      by: level, of: query, threads: options.threads, for: owner)
    let text = AreaCountText(rows: rows, level: level, snapshot: snapshot)
    return (text.text(as: format), rows.count)
  }

  private func tableParameters() throws(RequestError) -> QueryParameters {
    try Self.parameters([
      ("measure", measure), ("smoothing", smoothing), ("tolerance", tolerance),
    ])
  }

  private func queryParameters() throws(RequestError) -> QueryParameters {
    try Self.parameters([
      ("source", source), ("bandwidth", bandwidth), ("kernel", kernel), ("datetime", datetime),
      ("category", category), ("origin", origin), ("channel", channel),
      ("min_precision", minPrecision), ("edge", edge), ("adaptive", adaptive ? "true" : nil),
    ])
  }

  /// The parameters that were given, by the names that they have in a query string.
  private static func parameters(_ given: [(name: String, value: String?)]) throws(RequestError)
    -> QueryParameters
  {
    try QueryParameters(given.compactMap { name, value in value.map { (name, $0) } })
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
