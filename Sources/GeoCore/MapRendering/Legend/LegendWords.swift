import GeoPrimitives

/// The words that a legend adds by itself.
struct LegendWords {
  private let language: DisplayLanguage

  init(_ language: DisplayLanguage) { self.language = language }

  var perSquareKilometer: String { choose("per km²", "per km²") }
  var noData: String { choose("Tidak ada data", "No data") }
  var tipsNote: String {
    choose(
      "Kepadatan laporan bukan ukuran pelanggaran.",
      "The density of reports is not a measure of offences.")
  }
  private var periodTitle: String { choose("Periode", "Period") }
  private var sourceTitle: String { choose("Sumber", "Source") }

  /// What is hidden, `minimumCount` being the smallest count that is shown.
  func suppressed(minimumCount: Int) -> String {
    choose("Disembunyikan (jumlah < \(minimumCount))", "Suppressed (count < \(minimumCount))")
  }

  /// The transparent look: anything from zero up to the lowest limit.
  func below(_ limit: Double) -> String {
    choose("Kurang dari \(number(limit))", "Less than \(number(limit))")
  }

  /// A class by its limits; an open one has no upper limit.
  func range(lower: Double, upper: Double?) -> String {
    guard let upper else { return choose("\(number(lower)) ke atas", "\(number(lower)) and above") }
    return "\(number(lower)) – \(number(upper))"
  }

  /// The small print: how the values were made, for which time, from what.
  func smallPrint(of legend: Legend) -> [String] {
    let period = legend.period.map {
      "\(periodTitle): \(language.period($0, zone: legend.zone))"
    }
    let source = legend.source.map { "\(sourceTitle): \($0)" }
    return [method(of: legend), edge(of: legend), period, source].compactMap { $0 }
  }

  /// How the values were made.
  private func method(of legend: Legend) -> String? {
    let kernel = legend.kernel.map { choose("kernel \(name(ofKernel: $0))", "\($0) kernel") }
    let bandwidth = legend.bandwidthMeters.map {
      let meters = language.number($0, decimals: 0)
      let name = bandwidthName(isAdaptive: legend.isBandwidthAdaptive)
      let found = legend.isBandwidthFound ? choose(" (otomatis)", " (automatic)") : ""
      return "\(name) \(meters) m\(found)"
    }
    let text = [kernel, bandwidth].compactMap { $0 }.joined(separator: ", ")
    return text.isEmpty ? nil : text.prefix(1).uppercased() + text.dropFirst()
  }

  private func bandwidthName(isAdaptive: Bool) -> String {
    isAdaptive
      ? choose("lebar pita adaptif sekitar", "adaptive bandwidth around")
      : choose("lebar pita", "bandwidth")
  }

  private func edge(of legend: Legend) -> String? {
    legend.isEdgeCorrected.map { corrected in
      corrected
        ? choose("Tepi dikoreksi ke daratan", "Edge corrected to land")
        : choose("Tanpa koreksi tepi", "No edge correction")
    }
  }

  private func name(ofKernel kernel: String) -> String {
    switch kernel {
    case "quartic": "kuartik"
    case "triangular": "segitiga"
    case "uniform": "seragam"
    default: kernel
    }
  }

  /// Limits keep three digits that matter.
  private func number(_ value: Double) -> String {
    var decimals = 2
    var scale = abs(value)
    while scale < 1, scale > 0, decimals < 12 {
      scale *= 10
      decimals += 1
    }
    return language.number(value, decimals: decimals)
  }

  private func choose(_ indonesian: String, _ english: String) -> String {
    language == .indonesian ? indonesian : english
  }
}
