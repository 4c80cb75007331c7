public import DisclosureControl
import GeoPrimitives
import GeoStore
public import MapRendering
import Places
import SpatialIndexing

extension DatasetSnapshot {
  /// The sheet of a village on one page: what is known, its map, reports by month, what is around it.
  /// - Parameters:
  ///   - text: The code, with or without dots.
  ///   - heat: Which density the map shows, and which reports count.
  ///   - language: The language of its words.
  ///   - disclosure: On whose behalf: whoever may not see the figures of the village gets the rest.
  ///   - isWanted: Asked now and then; once it says no, drawing stops.
  /// - Returns: One page.
  /// - Throws: `RequestError.unknownVillage`, `DisclosureRefusal` for a query that may not be asked,
  ///   `CancellationError` when it is not wanted any more.
  public func villageSheet(
    code text: String, heat: HeatParameters, language: DisplayLanguage,
    for disclosure: Disclosure, while isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws -> SheetDocument {
    try VillageSheet(
      snapshot: self, position: try villagePosition(code: text), heat: heat,
      words: SheetWords(language: language), disclosure: disclosure, isWanted: isWanted
    ).document()
  }
}

/// What stands on the sheet of a village.
private struct VillageSheet {
  let snapshot: DatasetSnapshot
  let position: Int
  let heat: HeatParameters
  let words: SheetWords
  let disclosure: Disclosure
  let isWanted: @Sendable () -> Bool

  private var area: Area { snapshot.villages.areas[position] }
  private static let paper = Paper(.a4, .portrait)
  private static let mapShare = 0.62

  func document() throws -> SheetDocument {
    let figures = try figures()
    let names = snapshot.names(of: area.code, language: words.language)
    let subject = SheetSubject(box: area.envelope, code: area.code, names: names)
    var document = SheetDocument(
      paper: Self.paper, language: words.language, overline: words.overline,
      title: names.first ?? area.code.text, place: names.dropFirst().joined(separator: ", "),
      footer: words.footer(snapshot, office: snapshot.offices(for: subject).first))
    let map = try map(isWithDensity: figures != nil)
    let legend = map.map { SheetDocument.Part.legend($0.legend, lines: Array($0.lines.prefix(4))) }
    document.parts = [
      .row([
        (Self.mapShare, map.map { [.figure($0.figure)] } ?? []),
        (1 - Self.mapShare, [.facts(facts(figures))]),
      ]),
      .row([(0.38, [legend].compactMap { $0 }), (0.62, try trend(figures != nil))]),
      .row([(0.5, services), (0.5, neighbors)]),
    ]
    document.parts += history
    if let note = try restriction(figures != nil) { document.parts.append(.note(note)) }
    return document
  }

  // MARK: Figures

  /// What the density query finds; `nil` where the figures of the village are not to be seen.
  private func figures() throws -> VillageDensity? {
    do {
      return try snapshot.villageDensities(
        of: heat.query, villages: [position], for: disclosure
      ).first
    } catch let refusal as DisclosureRefusal {
      switch refusal {
      case .role, .outsideArea, .purposeMissing: return nil
      case .parameter, .zoom: throw refusal
      }
    }
  }

  private func facts(_ density: VillageDensity?) -> [(name: String, value: String)] {
    let coverage = snapshot.coverage(ofVillageAt: position, on: snapshot.today)
    let stage = coverage.stage
    let since = stage.map { ", " + words.choose("sejak ", "since ") + words.day($0.since) } ?? ""
    var facts: [(name: String, value: String)] = [
      (words.choose("Kode Kemendagri", "Kemendagri code"), area.code.text),
      (words.choose("Status program", "Programme"), words.status(stage) + since),
    ]
    if let decree = stage?.decree { facts.append((words.choose("SK", "Decree"), decree)) }
    facts += [
      (words.choose("Batas", "Boundary"), words.boundary(area.boundaryStatus)),
      (words.choose("Luas", "Area"), words.number(area.squareKilometers, decimals: 2) + " km²"),
      (words.choose("Penduduk", "Residents"), words.number(coverage.residents)),
    ]
    if let density { facts += self.facts(of: density) }
    facts += houses
    facts += [
      (words.choose("Kegiatan terakhir", "Last session"), words.day(coverage.lastSession)),
      (
        words.choose("Waktu ke layanan", "Time to service"),
        words.minutes(coverage.travelTime?.minutes)
      ),
    ]
    return facts
  }

  private func facts(of density: VillageDensity) -> [(name: String, value: String)] {
    let hidden = words.choose("disembunyikan (jumlah kecil)", "suppressed (small count)")
    let name = heat.query.source.title(in: words.language)
    guard let figures = density.figures else { return [(name, hidden)] }
    return [
      (countName, words.count(figures.count)),
      (
        words.choose("Per 10.000 penduduk", "Per 10,000 residents"),
        words.number(density.ratePer10000)
      ),
      (
        name,
        words.choose("rata-rata ", "mean ")
          + words.number(figures.density.meanPerSquareKilometer, decimals: 2)
          + words.choose(", puncak ", ", peak ")
          + words.number(figures.density.peakPerSquareKilometer, decimals: 2) + "/km²"
      ),
    ]
  }

  /// What is counted.
  private var countName: String {
    switch heat.query.source {
    case .tips: words.choose("Laporan", "Reports")
    case .accommodations: words.choose("Akomodasi", "Accommodations")
    case .guests: words.choose("Tamu asing per bulan", "Foreign guests a month")
    }
  }

  private var houses: [(name: String, value: String)] {
    guard disclosure.mayRead(.accommodations, code: area.code.text), !lacksPurpose else {
      return []
    }
    let houses = VillageProfile.Accommodations(in: position, snapshot, disclosure)
    let silent = houses.silent.map {
      ", \(words.count($0)) " + words.choose("tidak melapor", "not reporting")
    }
    return [
      (
        words.choose("Akomodasi", "Accommodations"), words.count(houses.count) + (silent ?? "")
      )
    ]
  }

  private var lacksPurpose: Bool { disclosure.role == .officer && disclosure.purpose == nil }

  // MARK: Map

  private func map(isWithDensity: Bool) throws -> SheetMap? {
    let width = SheetDocument.width(on: Self.paper, share: Self.mapShare)
    return try snapshot.sheetMap(
      of: (isWithDensity ? [.heat(heat)] : []) + [.villages(level: nil)], code: area.code,
      size: (width, SheetFigure.style.length(82)), language: words.language, for: disclosure,
      while: isWanted)
  }

  // MARK: Trend

  /// The last months, as many as are told.
  private static let monthCount = 24

  private func trend(_ isSeen: Bool) throws -> [SheetDocument.Part] {
    guard isSeen, heat.query.source == .tips, disclosure.role != .partner,
      let months = try? snapshot.months(of: try query(), for: disclosure).suffix(Self.monthCount)
    else { return [] }
    let bars = try months.map { month in
      var query = heat.query
      query.filter.interval = snapshot.interval(of: month)
      let admitted = try snapshot.resolved(try snapshot.admitted(query, for: disclosure))
      let counts = try snapshot.villageFigures(of: admitted, threads: 1).counts
      // The middle of a reporting month lies in the month that it is called after.
      let day = CivilDate(
        daysSince1970: (month.firstDay.daysSince1970 + month.lastDay.daysSince1970) / 2)
      return SheetChart.Bar(label(of: day), counts[position])
    }
    let note = SheetNote("", [.init(Self.chartNote(bars, words), isQuiet: true)])
    return [
      .heading(words.choose("Laporan per bulan", "Reports by month")),
      .chart(SheetChart(bars, language: words.language), height: 34), .note(note),
    ]
  }

  private static func chartNote(_ bars: [SheetChart.Bar], _ words: SheetWords) -> String {
    let months = words.choose(
      "Bulan pelaporan terdiri atas minggu utuh.", "Reporting months consist of whole weeks.")
    guard bars.contains(where: { $0.value == nil }) else { return months }
    return words.choose(
      "Bergaris silang: disembunyikan karena jumlahnya kecil. ",
      "Cross-hatched: suppressed for its small count. ") + months
  }

  private func query() throws -> HotspotQuery {
    var query = try HotspotQuery(
      QueryParameters([]), zone: snapshot.zone, for: disclosure.role)
    query.counted = heat.query
    return query
  }

  /// Every third month has its number, January the year.
  private func label(of day: CivilDate) -> String {
    day.month == 1 ? "\(day.year)" : day.month % 3 == 1 ? "\(day.month)" : ""
  }

  // MARK: Around

  private var services: [SheetDocument.Part] {
    let places = snapshot.servicePlaces
    let near = places.within(meters: 200_000, of: area.label).prefix(4)
    let kinds = PointWords(language: words.language)
    let rows = near.map { found -> [String] in
      let point = places.points[found.position]
      let kind: String? = point.knownKind.map { kinds.name(of: $0) }
      return [point.name, kind ?? point.kind ?? "–", words.kilometers(found.meters)]
    }
    guard !rows.isEmpty else { return [] }
    return [
      .heading(words.choose("Layanan terdekat", "Nearest services")),
      .table(
        SheetTable(
          [
            .init(words.choose("Tempat", "Place")), .init(words.choose("Jenis", "Kind")),
            .init(words.choose("Jarak", "Distance"), isNumber: true),
          ], rows: rows)),
    ]
  }

  private var neighbors: [SheetDocument.Part] {
    // The tree measures to boxes; of those that are near by it, the nearest by their middles.
    let near = snapshot.villages.nearest(to: area.label, count: 16)
      .filter { $0.code != area.code }
      .map { ($0, GroundMetric.distanceMeters(between: area.label, and: $0.label)) }
      .sorted { ($0.1, $0.0.code.text) < ($1.1, $1.0.code.text) }.prefix(5)
    let rows = near.map { village, meters in
      [
        village.name ?? village.code.text,
        words.status(snapshot.programme.stage(of: village.code.text, on: snapshot.today)),
        words.kilometers(meters),
      ]
    }
    guard !rows.isEmpty else { return [] }
    return [
      .heading(words.choose("Desa di sekitar", "Villages around")),
      .table(
        SheetTable(
          [
            .init(words.choose("Desa/kelurahan", "Village")),
            .init(words.choose("Program", "Programme")),
            .init(words.choose("Jarak", "Distance"), isNumber: true),
          ], rows: rows)),
    ]
  }

  private var history: [SheetDocument.Part] {
    guard let history = snapshot.programmeHistory(of: area.code.text) else { return [] }
    let rows = history.stages.suffix(5).map { stage in
      [
        words.status(stage.status), words.day(stage.since), words.day(stage.until),
        stage.phase ?? "–", stage.decree ?? "–",
      ]
    }
    return [
      .heading(words.choose("Riwayat program", "History in the programme")),
      .table(
        SheetTable(
          [
            .init("Status"), .init(words.choose("Sejak", "Since")),
            .init(words.choose("Sampai", "Until")), .init(words.choose("Fase", "Phase")),
            .init(words.choose("SK", "Decree")),
          ], rows: rows)),
    ]
  }

  /// What must be said of a sheet that is made from single reports.
  private func restriction(_ isWithDensity: Bool) throws -> SheetNote? {
    guard isWithDensity, heat.query.source == .tips,
      try snapshot.isMadeFromSingleTips(heat, for: disclosure)
    else { return nil }
    return SheetNote("", [.init(words.restricted, isStrong: true)])
  }
}
