import ArgumentParser
import Foundation
import GeoCore

/// `geoctl disclosure attack|report`: whether what others see gives single reports away.
struct DisclosureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disclosure",
    abstract: "Menguji perlindungan laporan / Tests what others can learn of single tips.",
    subcommands: [DisclosureAttackCommand.self, DisclosureReportCommand.self])
}

/// `geoctl disclosure attack`: plays the adversary on the villages of a workspace.
struct DisclosureAttackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack",
    abstract: "Menyerang jawaban program sendiri / Attacks the program's own answers.",
    discussion: """
      Desa dari workspace, rumah dan laporan rekaan. Di bawah petugas tebakan tidak boleh lebih baik dari \
      kebetulan; pada kepadatan mentah harus berhasil. Kode keluar 1 bila tidak demikian. / The villages \
      are the workspace's, dwellings and tips are invented. Below the officer guesses must be no better \
      than chance; on raw densities they must succeed. Exit code 1 otherwise.
      """)

  @Option(name: .long, help: "Jumlah desa (1–500).")
  var villages = 20

  @Option(name: .long, help: "Jumlah rumah tiap desa (12–200).")
  var dwellings = 50

  @Option(name: .long, help: "Benih acak.")
  var seed: UInt64 = 1

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (1...500).contains(villages), (12...200).contains(dwellings) else {
      throw ValidationError("--villages 1–500, --dwellings 12–200")
    }
  }

  func run() throws {
    var attack = DisclosureAttack()
    attack.villageCount = villages
    attack.dwellingCount = dwellings
    attack.seed = seed
    let outcomes = try attack.run(on: try global.snapshot())
    guard !outcomes.isEmpty else {
      throw Failure(
        global.text(
          "workspace tidak berisi desa yang dapat diuji",
          "the workspace has no village that can be attacked"))
    }
    if global.json {
      Console.say("{\"outcomes\":[\(outcomes.map(Self.json).joined(separator: ","))]}")
    } else {
      tell(outcomes)
    }
    guard outcomes.allSatisfy(\.isAsItMustBe) else {
      throw Failure(
        global.text(
          "serangan tidak berjalan sebagaimana mestinya", "the attack did not go as it must"))
    }
  }

  private func tell(_ outcomes: [DisclosureAttack.Outcome]) {
    let language = global.displayLanguage
    Console.say(
      global.text(
        "tingkat\tlebar pita\tterlihat\tlaporan\tkena\tkebetulan\tputusan",
        "tier\tbandwidth\tsight\ttips\thits\tchance\tverdict"))
    for outcome in outcomes {
      let chance = language.number(outcome.expectedHits, decimals: 1)
      let spread = language.number(outcome.deviation, decimals: 1)
      Console.say(
        [
          "\(outcome.tier)", language.number(outcome.bandwidthMeters, decimals: 0) + " m",
          outcome.sight.rawValue, "\(outcome.tips)", "\(outcome.hits)", "\(chance) ± \(spread)",
          verdict(of: outcome),
        ].joined(separator: "\t"))
    }
  }

  private func verdict(of outcome: DisclosureAttack.Outcome) -> String {
    switch (outcome.tier == .raw, outcome.beatsChance) {
    case (false, false): global.text("terlindung", "protected")
    case (false, true): global.text("BOCOR", "LEAKS")
    case (true, true): global.text("terbaca, seperti semestinya", "found, as it must be")
    case (true, false): global.text("UJI TIDAK PEKA", "TEST IS BLUNT")
    }
  }

  private static func json(_ outcome: DisclosureAttack.Outcome) -> String {
    """
    {"tier":"\(outcome.tier)","bandwidth_m":\(JSONText.number(outcome.bandwidthMeters)),\
    "sight":"\(outcome.sight.rawValue)","tips":\(outcome.tips),"hits":\(outcome.hits),\
    "chance":\(JSONText.number(outcome.expectedHits, decimals: 3)),\
    "deviation":\(JSONText.number(outcome.deviation, decimals: 3)),\
    "beats_chance":\(outcome.beatsChance),"as_it_must_be":\(outcome.isAsItMustBe)}
    """
  }
}

/// `geoctl disclosure report`: facts for an impact assessment.
struct DisclosureReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Fakta untuk penilaian dampak / Facts for a privacy impact assessment.")

  @Option(name: .long, help: "Hitung log audit sejak sekian hari yang lalu (1–3650).")
  var days = 30

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (1...3650).contains(days) else { throw ValidationError("--days 1–3650") }
  }

  func run() throws {
    let now = Instant(secondsSince1970: Int64(Date().timeIntervalSince1970))
    let since = Instant(secondsSince1970: now.secondsSince1970 - Int64(days) * 86_400)
    let facts = try global.withWorkspace(.readOnly) {
      try DisclosureFacts(of: $0, at: now, since: since)
    }
    let lines = lines(of: facts)
    if global.json {
      let members = lines.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",")
      return Console.say("{\(members)}")
    }
    for line in lines { Console.say("\(line.text): \(line.shown)") }
  }

  /// A fact with its name for programs and its words for people.
  private struct Line {
    let name: String
    let text: String
    let json: String
    let shown: String
  }

  private func number(_ name: String, _ indonesian: String, _ english: String, _ value: Int?)
    -> Line
  {
    Line(
      name: name, text: global.text(indonesian, english), json: value.map { "\($0)" } ?? "null",
      shown: value.map { global.displayLanguage.number(Double($0), decimals: 0) } ?? "–")
  }

  private func lines(of facts: DisclosureFacts) -> [Line] {
    let months = facts.published.months
    let span = Line(
      name: "closed_months", text: global.text("Bulan yang ditutup", "Closed months"),
      json: months.map { "[\"\($0.lowerBound)\",\"\($0.upperBound)\"]" } ?? "null",
      shown: months.map { "\($0.lowerBound) – \($0.upperBound)" } ?? "–")
    let published = facts.published
    return facts.tipsByStatus.map {
      number(
        "tips_\($0.status.rawValue)", "Laporan \($0.status.rawValue)", "Tips \($0.status.rawValue)",
        $0.count)
    } + [
      number(
        "tips_exact", "Laporan dengan titik tepat", "Tips with an exact point", facts.exactTips),
      span,
      number(
        "village_months_zero", "Desa-bulan nol", "Village-months told as zero", published.zero),
      number(
        "village_months_told", "Desa-bulan dengan angka", "Village-months told as a number",
        published.told),
      number(
        "village_months_suppressed", "Desa-bulan digabung", "Village-months suppressed",
        published.suppressed),
      number(
        "smallest_planner", "Angka terkecil bagi perencana", "Smallest number for planners",
        published.smallestForPlanners),
      number(
        "smallest_partner", "Angka terkecil bagi mitra", "Smallest number for partners",
        published.smallestForPartners),
      number(
        "due_coarsened", "Jatuh tempo: teks dan titik dihapus", "Due: to lose text and point",
        facts.due.coarsened),
      number(
        "due_removed", "Jatuh tempo: laporan dihapus", "Due: to be removed", facts.due.removed),
      number(
        "due_waiting", "Menunggu penutupan bulan", "Waiting for their month to close",
        facts.due.awaitingClosing),
    ]
      + facts.accounts.map {
        number(
          "accounts_\($0.role.rawValue)", "Akun \($0.role.rawValue)",
          "Accounts: \($0.role.rawValue)", $0.count)
      } + [
        number(
          "officers_below_regency", "Petugas di bawah tingkat kabupaten",
          "Officers below a whole regency", facts.officersBelowRegency),
        number(
          "audit_entries", "Entri log audit, \(days) hari", "Audit entries, \(days) days",
          facts.auditEntries),
        number("raw_reads", "Pembacaan laporan tunggal", "Reads of single tips", facts.rawReads),
        number("raw_readers", "Akun yang membaca", "Accounts that read them", facts.rawReaders),
      ]
  }
}
