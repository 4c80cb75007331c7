public import DisclosureControl
import GeoPrimitives
import GeoStore
public import MapRendering
import Places

extension DatasetSnapshot {
  /// A printed map.
  /// - Parameters:
  ///   - request: Which layer of which ground, on which paper.
  ///   - disclosure: On whose behalf.
  ///   - isWanted: Asked now and then; once it says no, drawing stops.
  /// - Returns: The map with everything that stands beside it.
  /// - Throws: `RequestError.badValue` for ground without areas, unknown codes and ground that no scale shows;
  ///   `DisclosureRefusal` for what may not be asked for, `CancellationError` when it is not wanted any more.
  public func mapSheet(
    _ request: MapSheetRequest, for disclosure: Disclosure,
    while isWanted: @escaping @Sendable () -> Bool = { true }
  ) throws -> MapSheet {
    let words = SheetWords(language: request.language)
    let subject = try subject(of: request.ground, language: request.language)
    let (paper, fit) = try fitting(subject, request)
    let layout = MapSheetLayout(paper)
    let graticule = fit.graticule(in: layout.frame, layout.style, language: request.language)
    let scene = SheetScene(
      snapshot: self, content: request.content, fit: fit, size: layout.mapSize,
      code: subject.code, disclosure: disclosure, isWanted: isWanted)
    let legend = try legend(
      of: try scene.legendContent(), language: request.language, for: disclosure)
    var sheet = MapSheet(
      paper: paper, language: request.language, overline: words.overline,
      title: request.title ?? words.title(legend), place: subject.names,
      graticule: graticule.lines, scaleDenominator: fit.denominator, legend: legend,
      reference: words.reference(fit, step: graticule.step),
      sources: try sources(of: request, subject, fit, words, for: disclosure),
      office: office(of: request, subject, words, for: disclosure))
    let parts = try scene.parts(words)
    (sheet.map, sheet.overlay) = (parts.below, parts.above)
    sheet.ground = SheetScene.ground
    sheet.hasClasses = request.content.layer != .villages
    sheet.lines = parts.borders
    sheet.areas = [MapSheet.AreaEntry(words.outside, SheetScene.ground)]
    if subject.code != nil {
      sheet.lines.insert(
        MapSheet.LineEntry(
          words.choose("Wilayah peta ini", "The area of this map"), SheetScene.outline), at: 0)
    }
    sheet.location = location(
      of: fit, width: layout.locationWidth, language: request.language)
    return sheet
  }

  /// The paper, held so that the ground is largest unless it is said how, and the ground.
  private func fitting(
    _ subject: SheetSubject, _ request: MapSheetRequest
  ) throws(RequestError) -> (Paper, SheetFit) {
    let orientations = request.orientation.map { [$0] } ?? [.landscape, .portrait]
    let fits = orientations.compactMap { orientation -> (Paper, SheetFit)? in
      let paper = Paper(request.size, orientation)
      let frame = MapSheetLayout(paper).frame
      return SheetFit(subject.box, in: (frame.width, frame.height)).map { (paper, $0) }
    }
    guard let best = fits.min(by: { $0.1.denominator < $1.1.denominator }) else {
      throw .badValue(
        parameter: "bbox", value: "\(request.ground)",
        expected: "ground that a scale of 1 : 50 000 000 shows on \(request.size.rawValue)")
    }
    return best
  }

  // MARK: Words

  /// Where the data are from.
  private func sources(
    of request: MapSheetRequest, _ subject: SheetSubject, _ fit: SheetFit, _ words: SheetWords,
    for disclosure: Disclosure
  ) throws -> SheetNote {
    let shown = villagePositions(of: subject, fit)
    var lines = [SheetNote.Line(boundarySource(shown, words))]
    switch request.content {
    case .coverage(let parameters):
      lines += decrees(of: shown, on: parameters.day ?? today, words)
    case .heat(let parameters) where parameters.query.source == .tips:
      lines.append(.init(words.tipSource))
      if try isMadeFromSingleTips(parameters, for: disclosure) {
        lines.append(.init(words.restricted, isStrong: true))
      }
    case .points(.tips): lines.append(.init(words.restricted, isStrong: true))
    default: break
    }
    lines.append(
      .init(
        words.choose(
          "Keadaan data \(request.language.date(today)), generasi \(words.count(Int(clamping: generation)))",
          "Data of \(request.language.date(today)), generation \(words.count(Int(clamping: generation)))"
        )))
    return SheetNote(words.choose("SUMBER DATA DAN RIWAYAT PETA", "SOURCES AND HISTORY"), lines)
  }

  /// Whether a density tells of single tips, and not only of published counts.
  func isMadeFromSingleTips(
    _ parameters: HeatParameters, for disclosure: Disclosure
  ) throws -> Bool {
    switch try admitted(parameters.query, for: disclosure).audience {
    case .owner, .officer: true
    case .published: false
    }
  }

  /// The villages that a sheet is about.
  private func villagePositions(of subject: SheetSubject, _ fit: SheetFit) -> [Int] {
    guard let code = subject.code else { return villages.positions(intersecting: subject.box) }
    return (try? villagePositions(within: code)) ?? []
  }

  private func boundarySource(_ shown: [Int], _ words: SheetWords) -> String {
    let unsettled = shown.count {
      guard let status = villages.areas[$0].boundaryStatus else { return false }
      return status != .definitif
    }
    let count = words.count(shown.count)
    let text = words.choose(
      "Batas: \(count) desa/kelurahan, kode Kemendagri",
      "Boundaries: \(count) villages by Kemendagri code")
    guard unsettled > 0 else { return text }
    return text
      + words.choose(
        ", \(words.count(unsettled)) di antaranya belum definitif",
        ", \(words.count(unsettled)) of them not settled")
  }

  /// The decrees on which the covered villages rest, the latest first.
  private func decrees(
    of shown: [Int], on day: CivilDate, _ words: SheetWords
  ) -> [SheetNote.Line] {
    let stages = shown.compactMap { programme.stage(of: villages.areas[$0].code.text, on: day) }
      .filter { $0.status.isCovered || $0.status == .ditetapkan }
    let named = Dictionary(grouping: stages.filter { $0.decree != nil }) { $0.decree ?? "" }
      .map { (decree: $0.key, day: $0.value.map(\.since).max() ?? day) }
      .sorted { ($1.day, $0.decree) < ($0.day, $1.decree) }
    guard !named.isEmpty else { return [] }
    let listed = named.prefix(2).map(\.decree).joined(separator: "; ")
    let more = named.count - min(named.count, 2)
    let rest =
      more > 0
      ? words.choose(" dan \(words.count(more)) lainnya", " and \(words.count(more)) more") : ""
    return [
      .init(
        words.choose(
          "Program: \(words.count(stages.count)) desa menurut \(listed)\(rest)",
          "Programme: \(words.count(stages.count)) villages by \(listed)\(rest)"))
    ]
  }

  /// Who has made the sheet, and when.
  private func office(
    of request: MapSheetRequest, _ subject: SheetSubject, _ words: SheetWords,
    for disclosure: Disclosure
  ) -> SheetNote {
    let offices = offices(for: subject)
    var lines: [SheetNote.Line] = []
    if let office = offices.first {
      lines.append(.init(office.name, isStrong: true))
      lines.append(
        .init(
          words.choose("Wilayah kerja: ", "Area of work: ")
            + office.area.prefix(6).joined(separator: ", ")))
    } else {
      lines.append(.init(words.choose("Kantor Imigrasi", "Immigration office"), isStrong: true))
    }
    lines.append(
      .init(
        words.choose(
          "Dicetak \(request.language.date(today)) dengan PetaBinaan",
          "Printed on \(request.language.date(today)) with PetaBinaan"), isQuiet: true))
    return SheetNote(words.choose("DIBUAT OLEH", "MADE BY"), lines)
  }
}

extension SheetWords {
  fileprivate var tipSource: String {
    choose(
      "Laporan masyarakat, letak menurut ketelitiannya",
      "Reports of the public, placed as exactly as they are known")
  }

  var restricted: String {
    choose(
      "TERBATAS: dibuat dari laporan satu per satu, hanya untuk kantor ini",
      "RESTRICTED: made from single reports, for this office only")
  }
}
