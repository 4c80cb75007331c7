import MapRendering
import SpatialStatistics

/// The words of maps of statistics, in one language.
struct AnalysisWords {
  private let language: DisplayLanguage

  init(_ language: DisplayLanguage) { self.language = language }

  var hotspots: String { choose("Hotspot laporan (Gi*)", "Hotspots of reports (Gi*)") }
  var clusters: String { choose("Gugus laporan", "Clusters of reports") }
  var suppressed: String { choose("Angka tidak ditampilkan", "Numbers are not shown") }
  var surely: String { choose("Gugus (p ≤ 0,05)", "Cluster (p ≤ 0.05)") }
  var maybe: String { choose("Mungkin gugus (p ≤ 0,1)", "Perhaps a cluster (p ≤ 0.1)") }
  var hull: String { choose("Daerah gugus", "Area of a cluster") }
  var group: String { choose("Jumlah laporan dalam gugus", "Reports in the cluster") }

  /// Whether classes of a map up to a false discovery rate are among its colours.
  func isShown(_ kind: HotspotClass, upTo alpha: HotspotParameters.Alpha) -> Bool {
    switch kind {
    case .hot90, .cold90: alpha == .tenth
    case .hot95, .cold95: alpha != .hundredth
    default: true
    }
  }

  func label(of kind: HotspotClass) -> String {
    switch kind {
    case .hot99: choose("Panas, 99 % yakin", "Hot, 99 % sure")
    case .hot95: choose("Panas, 95 % yakin", "Hot, 95 % sure")
    case .hot90: choose("Panas, 90 % yakin", "Hot, 90 % sure")
    case .none: choose("Tidak berbeda dari kebetulan", "Not different from chance")
    case .cold90: choose("Dingin, 90 % yakin", "Cold, 90 % sure")
    case .cold95: choose("Dingin, 95 % yakin", "Cold, 95 % sure")
    case .cold99: choose("Dingin, 99 % yakin", "Cold, 99 % sure")
    }
  }

  func method(of query: HotspotQuery) -> String {
    choose(
      "Tetangga \(query.neighborhood), \(query.permutations) pengacakan, FDR.",
      "Neighbours \(query.neighborhood), \(query.permutations) permutations, FDR.")
  }

  func scanMethod(of query: HotspotQuery) -> String {
    choose(
      "Pemindaian permutasi ruang-waktu, \(query.permutations) simulasi.",
      "Space-time permutation scan, \(query.permutations) simulations.")
  }

  func pointMethod(of query: ClusterQuery) -> String {
    let meters = language.number(query.radiusMeters, decimals: 1)
    return choose(
      "DBSCAN: \(query.minimum) laporan dalam \(meters) m.",
      "DBSCAN: \(query.minimum) reports within \(meters) m.")
  }

  /// What a reader must know: what was done, or why nothing is shown, and what it does not mean.
  func note(_ problem: AnalysisError?, _ method: String) -> String {
    let warning = choose(
      "Kepadatan laporan bukan ukuran pelanggaran.",
      "The density of reports is not a measure of offences.")
    guard problem != nil else { return "\(method) \(warning)" }
    let reason = choose(
      "Data terlalu sedikit atau terlalu seragam untuk uji ini.",
      "The data are too few or too even for this test.")
    return "\(reason) \(warning)"
  }

  private func choose(_ indonesian: String, _ english: String) -> String {
    language == .indonesian ? indonesian : english
  }
}
