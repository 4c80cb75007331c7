import DisclosureControl
import GeoPrimitives
import MapRendering

/// The classes of a map of priorities: pale to dark by rank, so that the order stays for colour-blind readers and in a
/// grey print; what a plan chose stands out by another hue, and what is active is grey.
enum PriorityScale {
  /// The shares of the ranking that have a class, the best first.
  static let shares: [(name: String, upTo: Double)] = [
    ("top-5", 0.05), ("top-10", 0.1), ("top-25", 0.25), ("top-50", 0.5), ("rest", 1),
  ]

  private static let opacity = 0.9

  /// The classes in the order in which legends list them from below, "no data" last.
  static let classes: [AreaClasses.Class] = {
    let colors = ColorRamp.blues.classColors(count: shares.count)
    let ranks = zip(shares.reversed(), colors).map { share, color in
      AreaClasses.Class(name: share.name, color: color.opacity(opacity))
    }
    return ranks + [
      AreaClasses.Class(name: "active", color: RGBA(0x9A9A9A).opacity(opacity)),
      AreaClasses.Class(name: "chosen", color: RGBA(0xE69F00).opacity(opacity)),
      AreaClasses.Class(name: "no-data", color: HatchPattern.noData.color, hatch: .noData),
    ]
  }()

  /// The number of a class by its name; that of "no data" for a name that is none.
  static func number(of name: String) -> UInt8 {
    UInt8(truncatingIfNeeded: classes.firstIndex { $0.name == name } ?? classes.count - 1)
  }

  /// The class of a village.
  static func name(of entry: PriorityRanking.Entry, among count: Int) -> String {
    if entry.isChosen { return "chosen" }
    let share = Double(entry.rank) / Double(max(count, 1))
    // The first one is among the best however few there are.
    if entry.rank == 1 { return shares[0].name }
    return shares.first { share <= $0.upTo }?.name ?? "rest"
  }

  /// A class in words.
  static func label(of name: String, _ language: DisplayLanguage) -> String {
    func choose(_ indonesian: String, _ english: String) -> String {
      language == .indonesian ? indonesian : english
    }
    switch name {
    case "top-5": return choose("5 % teratas", "Top 5 %")
    case "top-10": return choose("5–10 %", "5–10 %")
    case "top-25": return choose("10–25 %", "10–25 %")
    case "top-50": return choose("25–50 %", "25–50 %")
    case "rest": return choose("50 % terbawah", "Lower half")
    case "active": return choose("Desa aktif", "Active village")
    case "chosen": return choose("Dipilih dalam rencana", "Chosen in the plan")
    default: return choose("Tidak direncanakan", "Not planned for")
    }
  }
}

extension DatasetSnapshot {
  /// The legend of tiles of priorities with the same parameters, for those who may see them.
  func checkedPriorityLegend(
    of parameters: PriorityParameters, language: DisplayLanguage, for disclosure: Disclosure
  ) throws -> Legend {
    _ = try disclosure.visibleArea(of: .plans)
    if let plan = parameters.plan { _ = try savedPlan(named: plan, for: disclosure) }
    return priorityLegend(of: parameters, language: language)
  }

  /// The legend of tiles of priorities with the same parameters.
  func priorityLegend(
    of parameters: PriorityParameters, language: DisplayLanguage
  ) -> Legend {
    func choose(_ indonesian: String, _ english: String) -> String {
      language == .indonesian ? indonesian : english
    }
    let shown = PriorityScale.classes.filter {
      $0.hatch == nil && (parameters.plan != nil || $0.name != "chosen")
    }
    var legend = Legend(
      language: language,
      title: choose("Prioritas desa binaan berikutnya", "Priority for the next villages"),
      unit: choose("peringkat calon menurut skor", "candidates ranked by score"),
      classes: shown.map {
        Legend.Class(
          lower: nil, upper: nil, color: $0.color,
          label: PriorityScale.label(of: $0.name, language))
      })
    legend.noDataLabel = PriorityScale.label(of: "no-data", language)
    legend.note = choose(
      "Kecamatan ke atas: desa terbaiknya. Skor bukan ukuran pelanggaran.",
      "Districts and above: their best village. A score is no measure of offences.")
    return legend
  }
}
