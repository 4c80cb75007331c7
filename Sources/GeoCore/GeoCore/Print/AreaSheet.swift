public import DisclosureControl
import GeoPrimitives
import GeoStore
public import MapRendering
import Places

extension DatasetSnapshot {
  /// The sheet of a regency or province: the map of its coverage, and the table of its parts.
  /// - Parameters:
  ///   - text: The code of a province, regency or district, with or without dots.
  ///   - language: The language of its words.
  ///   - disclosure: On whose behalf: it decides what is told of rooms, and of nothing else.
  ///   - isWanted: Asked now and then; once it says no, drawing stops.
  /// - Returns: A page, and more where the table is long.
  /// - Throws: `RequestError.unknownFeature` for a code that no area has, `CancellationError` when it is not
  ///   wanted any more.
  public func areaSheet(
    code text: String, language: DisplayLanguage, for disclosure: Disclosure,
    while isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws -> SheetDocument {
    guard let code = try? AreaCode(text), code.level < .village,
      layer(code.level).area(code: code.text) != nil
    else { throw RequestError.unknownFeature(text, collection: "areas") }
    let words = SheetWords(language: language)
    let paper = Paper(.a4, .portrait)
    let names = names(of: code, language: language)
    let box = layer(code.level).area(code: code.text)?.envelope ?? extent
    let subject = SheetSubject(box: box, code: code, names: names)
    var document = SheetDocument(
      paper: paper, language: language,
      overline: words.overline + " · " + words.choose("CAKUPAN", "COVERAGE"),
      title: names.first ?? code.text, place: names.dropFirst().joined(separator: ", "),
      footer: words.footer(self, office: offices(for: subject).first))
    let size = (
      width: SheetDocument.width(on: paper, share: 0.7), height: SheetFigure.style.length(122)
    )
    let map = try sheetMap(
      of: [.coverage(try CoverageParameters(QueryParameters([])))], code: code, size: size,
      language: language, for: disclosure, while: isWanted)
    let total = try total(of: code, for: disclosure)
    document.parts = [
      .row([
        (0.7, map.map { [.figure($0.figure)] } ?? []),
        (
          0.3,
          [.facts(words.facts(total))]
            + (map.map { [.legend($0.legend, lines: Array($0.lines.prefix(4)))] } ?? [])
        ),
      ])
    ]
    document.parts += try table(of: code, total, words, for: disclosure)
    return document
  }

  private func total(of code: AreaCode, for disclosure: Disclosure) throws -> CoverageFigures {
    CoverageCounter(
      self, on: today, farMinutes: CoverageQuery().farMinutes, rooms: roomTable(for: disclosure)
    ).figures(of: (try? villagePositions(within: code)) ?? [])
  }

  private func table(
    of code: AreaCode, _ total: CoverageFigures, _ words: SheetWords, for disclosure: Disclosure
  ) throws -> [SheetDocument.Part] {
    var query = CoverageQuery()
    query.within = code
    query.level =
      switch code.level {
      case .province: .regency
      case .regency: .district
      default: .village
      }
    let name = words.levelName(query.level)
    if query.level == .village {
      guard let table = try? coverageTable(query, for: disclosure) else { return [] }
      return [.heading(name), .table(words.table(of: table.villages))]
    }
    guard let table = try? coverageTable(query, for: disclosure) else { return [] }
    return [.heading(name), .table(words.table(of: table.rows, total: total, first: name))]
  }
}

/// The words of coverage on sheets.
extension SheetWords {
  /// What the areas of a level are called.
  func levelName(_ level: AdministrativeLevel) -> String {
    switch level {
    case .province: choose("Provinsi", "Province")
    case .regency: choose("Kabupaten/kota", "Regency or city")
    case .district: choose("Kecamatan", "District")
    case .village: choose("Desa/kelurahan", "Village")
    }
  }

  /// Coverage as a list.
  func facts(_ figures: CoverageFigures) -> [(name: String, value: String)] {
    [
      (levelName(.village), count(figures.villages)),
      (
        choose("Desa aktif", "Active"),
        "\(count(figures.covered)) (\(percent(figures.coveredShare)))"
      ),
      (choose("Ditetapkan", "Named"), count(figures.statuses[.ditetapkan] ?? 0)),
      (choose("Calon", "Candidates"), count(figures.statuses[.calon] ?? 0)),
      (choose("Penduduk", "Residents"), number(figures.residents)),
      (choose("di desa aktif", "in active villages"), percent(figures.residentsShare)),
      (choose("Kegiatan 12 bulan", "Sessions, 12 months"), count(figures.sessions)),
      (choose("Waktu median ke layanan", "Median time to service"), minutes(figures.medianMinutes)),
    ]
  }

  /// Coverage of areas as a table, with their sum.
  func table(of rows: [CoverageTable.Row], total: CoverageFigures, first: String) -> SheetTable {
    SheetTable(
      [.init(first)] + coverageColumns,
      rows: rows.map { [$0.name.isEmpty ? $0.code : $0.name] + cells($0.figures) }
        + [[choose("Jumlah", "All")] + cells(total)], hasTotal: true)
  }

  private var coverageColumns: [SheetTable.Column] {
    [
      choose("Desa", "Villages"), choose("Aktif", "Active"), choose("% aktif", "% active"),
      choose("Ditetapkan", "Named"), choose("Calon", "Candidates"), choose("Nonaktif", "Ended"),
      choose("Penduduk", "Residents"), choose("% di desa aktif", "% in active"),
      choose("Kegiatan 12 bulan", "Sessions 12 months"), choose("Waktu median", "Median time"),
    ].map { SheetTable.Column($0, isNumber: true) }
  }

  private func cells(_ figures: CoverageFigures) -> [String] {
    [
      count(figures.villages), count(figures.covered), percent(figures.coveredShare),
      count(figures.statuses[.ditetapkan] ?? 0), count(figures.statuses[.calon] ?? 0),
      count(figures.statuses[.nonaktif] ?? 0), number(figures.residents),
      percent(figures.residentsShare), count(figures.sessions),
      figures.medianMinutes.map { number($0, decimals: 0) + choose(" mnt", " min") } ?? "–",
    ]
  }

  /// Coverage of villages as a table.
  func table(of rows: [CoverageTable.VillageRow]) -> SheetTable {
    SheetTable(
      [
        .init(levelName(.village)), .init(choose("Kode", "Code")),
        .init(choose("Program", "Programme")), .init(choose("Sejak", "Since")),
        .init(choose("Kegiatan terakhir", "Last session")),
        .init(choose("Kegiatan 12 bulan", "Sessions 12 months"), isNumber: true),
        .init(choose("Penduduk", "Residents"), isNumber: true),
      ],
      rows: rows.map { row in
        [
          row.name, row.code, status(row.coverage.stage), day(row.coverage.stage?.since),
          day(row.coverage.lastSession), count(row.sessions), number(row.coverage.residents),
        ]
      })
  }
}
