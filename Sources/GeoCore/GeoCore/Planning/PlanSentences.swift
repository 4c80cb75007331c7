import GeoPrimitives
import MapRendering

/// The reasons of a plan in plain sentences.
struct PlanSentences {
  private let plan: VillagePlan
  private let language: DisplayLanguage

  init(_ plan: VillagePlan, _ language: DisplayLanguage) {
    self.plan = plan
    self.language = language
  }

  /// One of two texts, by language.
  func choose(_ text: LocalizedText) -> String {
    language == .indonesian ? text.indonesian : text.english
  }

  private func choose(_ indonesian: String, _ english: String) -> String {
    language == .indonesian ? indonesian : english
  }

  private func number(_ value: Double, _ decimals: Int) -> String {
    language.number(value, decimals: decimals)
  }

  /// Why a village is chosen or not, what carries its score, and how sure its place is.
  func reason(of line: VillagePlan.Line) -> String {
    [decision(line), strengths(line), doubt(line)].compactMap(\.self).joined(separator: " ")
  }

  private func decision(_ line: VillagePlan.Line) -> String {
    switch line.choice {
    case .required: return choose("Dipilih karena diwajibkan.", "Chosen since it must be.")
    case .lottery:
      return choose(
        "Terpilih lewat undian di antara desa yang paling jarang dikunjungi.",
        "Drawn by lot among the villages with the least outreach.")
    case .found(let share):
      let percent = number(share * 100, 1)
      guard share >= 0.0005 else {
        return choose(
          "Dipilih bersama desa lain di sekitarnya.", "Chosen together with others around it.")
      }
      return choose(
        "Dipilih: \(percent) % kebutuhan hanya terjangkau dari sini.",
        "Chosen: \(percent) % of the demand is reached from here alone.")
    case .covered(_, let name, let minutes):
      let time = number(minutes, 0)
      return choose(
        "Tidak dipilih: terjangkau dari \(name) dalam \(time) menit.",
        "Not chosen: \(name) is \(time) minutes away.")
    case .excluded:
      return choose("Tidak dipilih karena dikecualikan.", "Not chosen since it must not be.")
    case .passed:
      return choose(
        "Tidak dipilih: desa lain menjangkau lebih banyak.", "Not chosen: others reach more.")
    }
  }

  /// The two criteria that contribute most.
  private func strengths(_ line: VillagePlan.Line) -> String? {
    let strongest = zip(plan.weights, line.contributions).filter { $1 > 0 }
      .sorted { $0.1 > $1.1 }.prefix(2)
    guard !strongest.isEmpty else { return nil }
    let parts = strongest.map { "\(choose($0.criterion.title)) (\(number($1, 2)))" }
    let score = number(line.score, 2)
    return choose(
      "Skor \(score), terutama \(parts.joined(separator: " dan ")).",
      "Score \(score), mostly \(parts.joined(separator: " and ")).")
  }

  private func doubt(_ line: VillagePlan.Line) -> String? {
    guard let low = line.rankLow, let high = line.rankHigh, let share = line.chosenShare else {
      return nil
    }
    let percent = number(share * 100, 0)
    return choose(
      "Peringkat \(line.rank) (\(low)–\(high)); terpilih dalam \(percent) % pengulangan.",
      "Rank \(line.rank) (\(low)–\(high)); chosen in \(percent) % of the draws.")
  }
}
