import DisclosureControl
import GeoPrimitives
public import MapRendering

/// A cluster in one plain sentence, which claims no more than the test does.
public struct ClusterSentence {
  private let language: DisplayLanguage

  /// Sentences in a language.
  public init(_ language: DisplayLanguage) { self.language = language }

  private static let mostNames = 3

  /// What a cluster in space and time means to somebody who knows no statistics.
  /// - Parameters:
  ///   - cluster: The cluster.
  ///   - simulations: How many were done.
  /// - Returns: The sentence.
  public func text(_ cluster: ReportScan.Cluster, simulations: Int) -> String {
    let place = places(cluster.names, cluster.codes)
    let cases = language.number(Double(cluster.found.cases), decimals: 0)
    let expected = language.number(cluster.found.expected, decimals: 1)
    let period = period(cluster.months)
    let chance = chance(cluster.found.p, simulations)
    return choose(
      "Di \(place) ada \(cases) laporan \(period), sedangkan \(expected) akan diharapkan bila laporan tersebar seperti di tempat dan bulan lain; \(chance), dan banyaknya laporan bukan ukuran pelanggaran.",
      "In \(place) there were \(cases) reports \(period), where \(expected) would be expected if reports were spread as in other places and months; \(chance), and the number of reports is not a measure of offences."
    )
  }

  /// How surely it is more than chance, never more surely than it is.
  private func chance(_ p: Double, _ simulations: Int) -> String {
    let all = simulations + 1
    let asGood = max(Int((p * Double(all)).rounded()), 1)
    guard p <= 0.1 else {
      return choose(
        "hal seperti ini sering terjadi karena kebetulan saja",
        "that often happens by chance alone")
    }
    let share = choose("\(asGood) dari \(all)", "\(asGood) of \(all)")
    guard p <= 0.05 else {
      return choose(
        "dalam \(share) pengacakan selisihnya sama besar, jadi mungkin kebetulan",
        "\(share) random arrangements differ as much, so it may be chance")
    }
    return choose(
      "hanya \(share) pengacakan menunjukkan selisih sebesar itu",
      "only \(share) random arrangements differ as much")
  }

  private func places(_ names: [String], _ codes: [String]) -> String {
    let known = zip(names, codes).map { $0.isEmpty ? $1 : $0 }
    let shown = known.prefix(Self.mostNames).joined(separator: ", ")
    let rest = known.count - Self.mostNames
    guard rest > 0 else { return shown }
    return choose("\(shown) dan \(rest) wilayah lain", "\(shown) and \(rest) other areas")
  }

  private func period(_ months: ClosedRange<ReportingMonth>) -> String {
    let (first, last) = (name(of: months.lowerBound), name(of: months.upperBound))
    guard first != last else { return choose("pada \(first)", "in \(first)") }
    return choose("dari \(first) sampai \(last)", "from \(first) to \(last)")
  }

  private func name(of month: ReportingMonth) -> String {
    language.month(month.month, of: month.year)
  }

  private func choose(_ indonesian: String, _ english: String) -> String {
    language == .indonesian ? indonesian : english
  }
}
