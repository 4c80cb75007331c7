import GeoCore

/// The history of a code for a person.
struct HistoryText {
  private let history: VillageHistory
  private let global: GlobalOptions

  init(_ history: VillageHistory, _ global: GlobalOptions) {
    self.history = history
    self.global = global
  }

  /// The lines, most important first.
  var lines: [String] {
    ([head] + shares + changes + programme).map(Console.plain)
  }

  private var head: String {
    let place = history.placeNames.joined(separator: ", ")
    let bps = history.bpsCodes.isEmpty ? "" : "  (BPS \(history.bpsCodes.joined(separator: ", ")))"
    let fate = Self.fate(history.standing, global).map { " [\($0)]" } ?? ""
    return "\(history.code)\(bps)  \(place)  \(history.day)\(fate)"
  }

  private var shares: [String] {
    history.successors.map { "  → \(line(of: $0))" }
      + history.predecessors.map { "  ← \(line(of: $0))" }
  }

  private func line(of share: LineageShare) -> String {
    let percent = { (value: Double) in
      global.displayLanguage.number(value * 100, decimals: 1) + " %"
    }
    let name = history.name(of: share.code).map { " \($0)" } ?? ""
    let words = (global.text("luas", "area"), global.text("penduduk", "residents"))
    return
      "\(share.code)\(name)  \(words.0) \(percent(share.area)), \(words.1) \(percent(share.population))"
  }

  private var changes: [String] {
    history.changes.map { change in
      let day = change.date.map { "\($0)" } ?? global.text("tanpa tanggal", "no day")
      let basis = change.basis.map { " (\($0.rawValue))" } ?? ""
      return "  \(day)  \(change.kind.rawValue)  \(change.old) → \(change.new ?? "–")\(basis)"
    }
  }

  private var programme: [String] {
    history.programmeEntries.map { entry in
      let source =
        entry.code == history.code ? "" : global.text(" dari \(entry.code)", " from \(entry.code)")
      return "  \(entry.since)  \(entry.status.rawValue)\(source)"
    }
  }

  /// What a code is where it is not simply that of a village of today.
  static func fate(_ standing: CodeStanding, _ global: GlobalOptions) -> String? {
    switch standing {
    case .current: return nil
    case .unknown: return global.text("tidak dikenal", "unknown")
    case .notYet(let day): return global.text("baru ada sejak \(day)", "only since \(day)")
    case .lapsed(let day):
      return global.text(
        "tidak terdaftar lagi sejak \(day), penerus tidak diketahui",
        "not listed since \(day), successors unknown")
    case .gone(let descent) where descent.successors.isEmpty:
      let day = descent.endedOn.map { " \($0)" } ?? ""
      return global.text("berakhir\(day)", "ended\(day)")
    case .gone(let descent):
      let codes = descent.successors.map(\.code).joined(separator: ", ")
      return global.text("menjadi \(codes)", "now \(codes)")
    }
  }
}
