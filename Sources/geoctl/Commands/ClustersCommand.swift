import ArgumentParser
import Foundation
import GeoCore

/// `geoctl clusters`: where single reports lie close together.
struct ClustersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters",
    abstract: "Gugus laporan yang berdekatan / Clusters of reports that lie close together.",
    discussion: """
      Contoh / example: geoctl clusters --radius 300 --min-points 8 -o gugus.geojson
      geoctl clusters --method hdbscan --min-cluster-size 20 -o gugus.csv
      Dalam meter di permukaan bumi / on ground metres.
      """)

  @Option(name: .long, help: "Cara: dbscan, atau hdbscan tanpa jarak tertentu (dbscan).")
  var method: String?

  @Option(name: .long, help: "Jumlah laporan paling sedikit dalam gugus hdbscan, 2–10000 (10).")
  var minClusterSize: String?

  @Option(name: .long, help: "Jarak tetangga dalam meter untuk dbscan, 10–50000 (500).")
  var radius: String?

  @Option(name: .long, help: "Jumlah laporan paling sedikit di sekitar inti, 2–10000 (5).")
  var minPoints: String?

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

  @Option(name: .shortAndLong, help: "Berkas .csv, .json, .geojson.", completion: .file())
  var output: String?

  @OptionGroup var saving: SaveOption
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let format = try TableOutput.format(of: output, isJSON: global.json)
    let snapshot = try global.snapshot()
    let given = [
      ("radius", radius), ("min_points", minPoints), ("datetime", datetime),
      ("category", category), ("origin", origin), ("channel", channel),
      ("min_precision", minPrecision), ("within", within), ("method", method),
      ("min_cluster_size", minClusterSize),
    ]
    let parameters = try QueryParameters(
      given.compactMap { name, value in value.map { (name, $0) } })
    let query = try ClusterQuery(parameters, zone: snapshot.zone)
    let clusters = try snapshot.reportClusters(query, for: .owner(purpose: "geoctl clusters"))
    try saving.keep(.clusters, parameters, of: snapshot, global)
    let text = ReportClustersText(clusters).text(as: format)
    guard let output else { return Console.write(text, to: .standardOutput) }
    try OutputFile.write(Array(text.utf8), to: output)
    global.report("\(output): \(clusters.clusters.count)")
  }
}
