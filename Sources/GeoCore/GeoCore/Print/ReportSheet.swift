import GeoPrimitives
import GeoStore
public import MapRendering
import Places

extension MonthlyReport {
  /// The report as pages: the figures, what changed, sessions, coverage of the parts, what was not reported.
  /// - Parameters:
  ///   - snapshot: What the report was made from.
  ///   - language: The language of its words.
  /// - Returns: As many pages as its lines need.
  public func document(of snapshot: DatasetSnapshot, language: DisplayLanguage) -> SheetDocument {
    let words = SheetWords(language: language)
    let title = words.choose("Laporan Bulanan", "Monthly report")
    let codes = scope.codes.joined(separator: ", ")
    let area = scope.name.isEmpty ? codes : "\(scope.name) (\(codes))"
    var document = SheetDocument(
      paper: Paper(.a4, .portrait), language: language, overline: words.overline,
      title: "\(title), \(words.month(month))", place: area,
      footer: words.footer(snapshot, office: scope.office))
    if !isComplete {
      document.parts.append(
        .note(
          SheetNote(
            "",
            [
              .init(
                words.choose(
                  "Bulan ini belum selesai; angka dapat berubah.",
                  "The month is not over; figures may change."), isStrong: true)
            ])))
    }
    document.parts.append(
      .row([
        (0.5, [.heading(words.choose("Cakupan", "Coverage")), .facts(words.facts(coverage))]),
        (
          0.5,
          [
            .heading(words.choose("Dibanding bulan sebelumnya", "Against the month before")),
            .facts(changeFacts(words)),
          ]
        ),
      ]))
    document.parts += sessionParts(words) + changeParts(words) + partParts(words)
    document.parts += gapParts(words) + idleParts(words)
    return document
  }

  private func changeFacts(_ words: SheetWords) -> [(name: String, value: String)] {
    func signed(_ number: Int?) -> String {
      number.map { ($0 > 0 ? "+" : "") + words.language.number(Double($0), decimals: 0) } ?? "–"
    }
    let change = coverageChange
    return [
      (words.choose("Desa menjadi aktif", "Became active"), signed(change.gained)),
      (words.choose("Desa tidak lagi aktif", "No longer active"), signed(-change.lost)),
      (words.choose("Ditetapkan", "Named"), signed(change.statuses[.ditetapkan] ?? 0)),
      (words.choose("Calon", "Candidates"), signed(change.statuses[.calon] ?? 0)),
      (
        words.choose("Penduduk di desa aktif", "Residents in active villages"),
        signed(change.residentsCovered)
      ),
      (words.choose("Kegiatan 12 bulan", "Sessions, 12 months"), signed(change.sessions)),
    ]
  }

  private func sessionParts(_ words: SheetWords) -> [SheetDocument.Part] {
    let kinds = PointWords(language: words.language)
    func row(_ name: String, _ sessions: Sessions) -> [String] {
      [
        name, words.count(sessions.sessions), words.count(sessions.participants),
        words.count(sessions.villages),
      ]
    }
    let rows = ActivityKind.allCases.map { kind in
      row(kinds.name(of: kind), sessions[kind] ?? Sessions())
    }
    return [
      .heading(words.choose("Kegiatan bulan ini", "Sessions of the month")),
      .table(
        SheetTable(
          [
            .init(words.choose("Jenis", "Kind")),
            .init(words.choose("Kegiatan", "Sessions"), isNumber: true),
            .init(words.choose("Peserta", "Participants"), isNumber: true),
            .init(words.choose("Desa", "Villages"), isNumber: true),
          ], rows: rows + [row(words.choose("Jumlah", "All"), allSessions)], hasTotal: true)),
    ]
  }

  private func changeParts(_ words: SheetWords) -> [SheetDocument.Part] {
    let heading = words.choose("Perubahan status program", "Changes in the programme")
    guard !changes.isEmpty else {
      return [.heading(heading), .note(words.nothing)]
    }
    let rows = changes.map { change in
      [
        words.day(change.day), names[change.code] ?? "", change.code,
        words.status(change.before), words.status(change.after),
        (change.after ?? change.before)?.decree ?? "–",
      ]
    }
    return [
      .heading(heading),
      .table(
        SheetTable(
          [
            .init(words.choose("Hari", "Day")), .init(words.levelName(.village)),
            .init(words.choose("Kode", "Code")), .init(words.choose("Dari", "From")),
            .init(words.choose("Menjadi", "To")), .init(words.choose("SK", "Decree")),
          ], rows: rows)),
    ]
  }

  private func partParts(_ words: SheetWords) -> [SheetDocument.Part] {
    guard !parts.isEmpty else { return [] }
    let name = words.levelName(partLevel)
    return [
      .heading(words.choose("Cakupan per ", "Coverage by ") + name.lowercased()),
      .table(words.table(of: parts, total: coverage, first: name)),
    ]
  }

  private func gapParts(_ words: SheetWords) -> [SheetDocument.Part] {
    let heading = words.choose("Pelaporan akomodasi", "Reporting of accommodations")
    guard let counts = gaps.counts else {
      let reason = words.choose(
        "Tidak ditampilkan: jumlahnya kecil, atau peran ini tidak melihat akomodasi.",
        "Not shown: the numbers are small, or this role does not see accommodations.")
      return [.heading(heading), .note(SheetNote("", [.init(reason, isQuiet: true)]))]
    }
    var result: [SheetDocument.Part] = [
      .heading(heading),
      .facts(MonthlyReporting.allCases.map { (words.name(of: $0), words.count(counts[$0] ?? 0)) }),
    ]
    guard let houses = gaps.houses, !houses.isEmpty else { return result }
    let rows = houses.map { house in
      [
        house.record.name, house.village, words.name(of: house.state),
        words.day(house.record.lastReport),
      ]
    }
    result.append(
      .table(
        SheetTable(
          [
            .init(words.choose("Akomodasi", "Accommodation")),
            .init(words.choose("Desa", "Village")), .init("Status"),
            .init(words.choose("Laporan terakhir", "Last report")),
          ], rows: rows)))
    return result
  }

  private func idleParts(_ words: SheetWords) -> [SheetDocument.Part] {
    let heading = words.choose(
      "Desa aktif tanpa kegiatan enam bulan", "Active villages without a session for six months")
    guard !idleSixMonths.isEmpty else { return [.heading(heading), .note(words.nothing)] }
    let longer = Set(idleTwelveMonths.map(\.code))
    let rows = idleSixMonths.map { village in
      [
        village.name, village.code, words.day(village.since), words.day(village.lastSession),
        longer.contains(village.code) ? words.choose("ya", "yes") : "",
      ]
    }
    return [
      .heading(heading),
      .table(
        SheetTable(
          [
            .init(words.levelName(.village)), .init(words.choose("Kode", "Code")),
            .init(words.choose("Aktif sejak", "Active since")),
            .init(words.choose("Kegiatan terakhir", "Last session")),
            .init(words.choose("Juga dua belas bulan", "Also twelve months")),
          ], rows: rows)),
    ]
  }
}

extension SheetWords {
  /// A month in words.
  fileprivate func month(_ month: CalendarMonth) -> String {
    // A date without its day.
    language.date(month.firstDay).split(separator: " ").dropFirst().joined(separator: " ")
  }

  fileprivate var nothing: SheetNote {
    SheetNote("", [.init(choose("Tidak ada.", "None."), isQuiet: true)])
  }

  fileprivate func name(of state: MonthlyReporting) -> String {
    switch state {
    case .reported: choose("Melapor", "Reported")
    case .silent: choose("Tidak melapor bulan ini", "Did not report")
    case .notReporting: choose("Diketahui tidak melapor", "Known not to report")
    }
  }
}
