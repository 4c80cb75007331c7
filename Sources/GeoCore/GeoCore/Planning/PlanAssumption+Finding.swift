import DisclosureControl
import GeoPrimitives
import SitePlanning

extension DatasetSnapshot {
  /// What had to be assumed for a problem.
  func assumptions(of problem: PlanProblem) -> [PlanAssumption] {
    var found: [PlanAssumption] = []
    if problem.figures.reports.months == nil, problem.criteria.contains(where: \.isFromTips) {
      found.append(
        PlanAssumption(
          "nothing-published",
          "Belum ada bulan yang ditutup, jadi laporan tidak diperhitungkan (geoctl periods close).",
          "No month has been closed, so reports do not count (geoctl periods close)."))
    }
    found += zip(problem.criteria, problem.scores.notes).flatMap {
      notes(of: $0, $1, among: problem.table.rowCount, problem.scenario)
    }
    if problem.isEven {
      found.append(
        PlanAssumption(
          "even-demand", "Tidak ada kriteria yang membedakan desa; semua desa dihitung sama.",
          "No criterion tells the villages apart; each counts the same."))
    }
    if case .posts = problem.scenario.capacities, problem.instance.capacities == nil {
      found.append(
        PlanAssumption(
          "no-posts", "Jumlah pos kantor tidak diketahui; tidak ada batas per kantor.",
          "The posts of offices are not known; offices are not limited."))
    }
    found.append(
      PlanAssumption(
        "travel-rule",
        "Waktu tempuh tanpa baris impor: garis lurus × 1,4 pada 30 km/jam, ditambah 60 menit feri.",
        "Travel times without an imported row: straight line × 1.4 at 30 km/h, plus 60 minutes for a ferry."
      ))
    found.append(
      PlanAssumption(
        "published-numbers",
        "Laporan dan akomodasi hanya dari angka yang boleh dilihat perencana wilayah ini.",
        "Reports and accommodations from what planners of this area are told, and nothing else."))
    return found
  }

  private func notes(
    of criterion: PlanCriterion, _ note: CriterionNote, among count: Int, _ scenario: PlanScenario
  ) -> [PlanAssumption] {
    if note.isConstant {
      return [
        PlanAssumption(
          "constant-\(criterion.rawValue)",
          "\(criterion.title.indonesian): tidak diketahui atau sama di semua desa, jadi tidak ikut menentukan.",
          "\(criterion.title.english): not known or the same everywhere, so it decides nothing.")
      ]
    }
    guard note.missing > 0 else { return [] }
    let rule = scenario.criteria[criterion]?.missing ?? .median
    return [
      PlanAssumption(
        "missing-\(criterion.rawValue)",
        "\(criterion.title.indonesian): tidak diketahui di \(note.missing) dari \(count) desa; dipakai nilai \(Self.indonesian(rule)).",
        "\(criterion.title.english): not known in \(note.missing) of \(count) villages; \(Self.english(rule)) stands in."
      )
    ]
  }

  private static func indonesian(_ rule: MissingValueRule) -> String {
    switch rule {
    case .median: "tengah"
    case .worst: "terendah"
    case .best: "tertinggi"
    }
  }

  private static func english(_ rule: MissingValueRule) -> String {
    switch rule {
    case .median: "the median"
    case .worst: "what speaks least for a village"
    case .best: "what speaks most for a village"
    }
  }
}
