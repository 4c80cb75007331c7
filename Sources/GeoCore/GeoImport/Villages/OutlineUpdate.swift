import Coverage
import GEOSBindings
import GeoPrimitives
import GeoStore
import Places

/// Draws the districts, regencies and provinces anew whose villages an import has touched, and
/// measures the gaps that the villages of each regency leave.
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

  /// Finds out what is touched.
  init(
    afterImporting codes: Set<String>, in transaction: WorkspaceTransaction
  ) throws(RowFailure) {
    let regencies = Self.regencies(of: codes)
    let known = try KnownOutlines(besides: regencies, in: transaction.reader)
    let context = try RowFailure.geometry { () throws(GEOSError) in try GEOSContext() }
    self.transaction = transaction
    self.context = context
    self.regencies = regencies
    self.known = known
  }

  /// Draws everything anew, regency by regency.
  mutating func dissolve(_ run: inout ImportRun) throws(RowFailure) {
    run.meter.begin(.dissolving, total: regencies.count)
    var province: ProvinceInProgress?
    for (index, regency) in regencies.enumerated() {
      let code = regency.ancestor(at: .province)
      if let open = province, open.code != code {
        try finish(open, &run)
        province = nil
      }
      let outline = try dissolve(regency, &run)
      if let code {
        var open = province ?? ProvinceInProgress(code: code, parts: known.regencies(of: code))
        open.add(outline)
        province = open
      }
      run.meter.advance(to: index + 1)
      if Task.isCancelled { throw .cancelled }
    }
    if let province { try finish(province, &run) }
  }

  /// A province whose regencies are being gathered.
  private struct ProvinceInProgress {
    let code: AreaCode
    var parts: [MultiPolygon]
    var name: String?

    mutating func add(_ outline: RegencyOutline) {
      parts.append(outline.area)
      name = name ?? outline.provinceName
    }
  }

  private struct RegencyOutline {
    var area: MultiPolygon
    var provinceName: String?
  }

  /// Draws the districts of a regency and the regency itself, and notes its gaps.
  private mutating func dissolve(
    _ regency: AreaCode, _ run: inout ImportRun
  ) throws(RowFailure) -> RegencyOutline {
    let villages = try villages(of: regency)
    let byDistrict = Dictionary(grouping: villages) { $0.code.ancestor(at: .district) ?? regency }
    for (district, members) in byDistrict.sorted(by: { $0.key < $1.key }) {
      let area = try union(of: members.compactMap(\.geometry), named: district)
      try store(district, name: members.lazy.compactMap(\.districtName).first, area, &run)
    }
    // Not from the districts: rounding at their borders would change the count of gaps.
    let area = try union(of: villages.compactMap(\.geometry), named: regency)
    note(Dissolve.gaps(in: area), of: regency, &run)
    let closed = Dissolve.closingHoles(of: area)
    try store(regency, name: villages.lazy.compactMap(\.regencyName).first, closed, &run)
    return RegencyOutline(
      area: closed, provinceName: villages.lazy.compactMap(\.provinceName).first)
  }

  private func finish(
    _ province: ProvinceInProgress, _ run: inout ImportRun
  ) throws(RowFailure) {
    let area = try union(of: province.parts, named: province.code)
    try store(province.code, name: province.name, area, &run)
  }

  private mutating func villages(of regency: AreaCode) throws(RowFailure) -> [VillageRecord] {
    let reader = transaction.reader
    let villages = try RowFailure.workspace {
      var found: [VillageRecord] = []
      try reader.readVillages(withCodePrefix: regency.text) { village in
        if village.code.scheme == regency.scheme { found.append(village) }
      }
      return found
    }
    for village in villages {
      guard let area = village.geometry else { continue }
      boxes.append(VillageBox(code: village.code, box: area.envelope))
    }
    return villages
  }

  private func union(
    of areas: [MultiPolygon], named code: AreaCode
  ) throws(RowFailure) -> MultiPolygon {
    do {
      return try Dissolve.union(of: areas, in: context)
    } catch {
      throw .file(ImportProblem(.geometryUnrepairable, value: code.text, "\(error)"))
    }
  }

  private func store(
    _ code: AreaCode, name: String?, _ area: MultiPolygon, _ run: inout ImportRun
  ) throws(RowFailure) {
    let closed = Dissolve.closingHoles(of: area)
    let record = AdministrativeAreaRecord(
      code: code, name: name ?? known.name(of: code),
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
