import Coverage
import GEOSBindings
import GeoPrimitives
import GeoStore
import Places

/// Measures the gaps that the villages of each regency leave that an import has touched, and draws the
/// districts, regencies and provinces anew where the villages' borders are kept as they are.
struct OutlineUpdate: ~Copyable {
  /// A village of a touched regency and the box around it.
  struct VillageBox {
    var code: AreaCode
    var box: Envelope
  }

  /// The villages of all touched regencies that are drawn.
  private(set) var boxes: [VillageBox] = []

  private let transaction: WorkspaceTransaction
  private let context: GEOSContext
  private let regencies: [AreaCode]
  private let known: KnownOutlines
  private let isDrawing: Bool
  private var names = AreaNames()
  private var province: ProvinceInProgress?

  /// A province whose regencies are being gathered.
  private struct ProvinceInProgress {
    let code: AreaCode
    var parts: [MultiPolygon]
  }

  /// So many regencies are dissolved side by side; their villages are in memory together.
  private static let batchSize = 8

  /// Finds out what is touched.
  /// - Parameters:
  ///   - codes: The villages imported.
  ///   - isDrawing: Whether larger areas are drawn anew, and not only gaps measured.
  ///   - transaction: Where all is read and stored.
  /// - Throws: What reading throws.
  init(
    afterImporting codes: Set<String>, drawing isDrawing: Bool,
    in transaction: WorkspaceTransaction
  ) throws(RowFailure) {
    let regencies = Self.regencies(of: codes)
    let known = try KnownOutlines(besides: regencies, in: transaction.reader)
    let context = try RowFailure.geometry { () throws(GEOSError) in try GEOSContext() }
    self.transaction = transaction
    self.context = context
    self.regencies = regencies
    self.known = known
    self.isDrawing = isDrawing
  }

  /// Takes one regency after the other.
  mutating func takeRegencies(_ run: inout ImportRun) throws(RowFailure) {
    run.meter.begin(.dissolving, total: regencies.count)
    var start = 0
    while start < regencies.count {
      let end = min(start + Self.batchSize, regencies.count)
      var batch: [(code: AreaCode, villages: [VillageRecord])] = []
      for code in regencies[start..<end] { batch.append((code, try villages(of: code))) }
      let outlines = try RowFailure.geometry { () throws(GEOSError) in
        try RegencyOutlines.all(of: batch, withDistricts: isDrawing)
      }
      for regency in outlines { try take(regency, &run) }
      start = end
      run.meter.advance(to: end)
      if Task.isCancelled { throw .cancelled }
    }
    try finishProvince(&run)
    run.meter.finish(at: regencies.count)
  }

  /// Stores a regency with its districts, and notes its gaps.
  private mutating func take(
    _ regency: RegencyOutlines, _ run: inout ImportRun
  ) throws(RowFailure) {
    note(Dissolve.gaps(in: regency.area), of: regency.code, &run)
    guard isDrawing else { return }
    for district in regency.districts { try store(district.code, district.area, &run) }
    try store(regency.code, regency.area, &run)
    guard let code = regency.code.ancestor(at: .province) else { return }
    if province?.code != code {
      try finishProvince(&run)
      province = ProvinceInProgress(code: code, parts: known.regencies(of: code))
    }
    province?.parts.append(Dissolve.closingHoles(of: regency.area))
  }

  private mutating func finishProvince(_ run: inout ImportRun) throws(RowFailure) {
    guard let finished = province else { return }
    province = nil
    let area: MultiPolygon
    do {
      area = try Dissolve.union(of: finished.parts, in: context)
    } catch {
      throw .file(ImportProblem(.geometryUnrepairable, value: finished.code.text, "\(error)"))
    }
    try store(finished.code, area, &run)
  }

  /// Reads the villages of a regency, and notes their boxes and what they call larger areas.
  private mutating func villages(of regency: AreaCode) throws(RowFailure) -> [VillageRecord] {
    let reader = transaction.reader
    let villages = try RowFailure.workspace {
      var found: [VillageRecord] = []
      try reader.readVillages(withCodePrefix: regency.text) { village in
        if village.code.scheme == regency.scheme, village.validTo == nil { found.append(village) }
      }
      return found
    }
    for village in villages {
      names.note(village)
      guard let area = village.geometry else { continue }
      boxes.append(VillageBox(code: village.code, box: area.envelope))
    }
    return villages
  }

  private func store(
    _ code: AreaCode, _ area: MultiPolygon, _ run: inout ImportRun
  ) throws(RowFailure) {
    let closed = Dissolve.closingHoles(of: area)
    let record = AdministrativeAreaRecord(
      code: code, name: names[code] ?? known.name(of: code),
      geometry: closed.polygons.isEmpty ? nil : closed)
    let transaction = transaction
    _ = try RowFailure.workspace { try transaction.insert(record, onDuplicate: .replace) }
    run.report.dissolved += 1
  }

  private func note(_ gaps: CoverageGaps, of regency: AreaCode, _ run: inout ImportRun) {
    guard gaps.count > 0 else { return }
    run.report.gaps += gaps.count
    let hectares = DecimalText.rounded(gaps.squareMeters / 10_000, decimals: 3)
    run.report.add(ImportProblem(.coverageGaps, regency.text, String(gaps.count), hectares))
  }

  /// The regencies of village codes, in order.
  private static func regencies(of codes: Set<String>) -> [AreaCode] {
    var found: Set<AreaCode> = []
    for text in codes {
      let isDotted = text.utf8.contains(UInt8(ascii: "."))
      let code = try? AreaCode(text, scheme: isDotted ? .kemendagri : .bps)
      if let regency = code?.ancestor(at: .regency) { found.insert(regency) }
    }
    return found.sorted()
  }
}
