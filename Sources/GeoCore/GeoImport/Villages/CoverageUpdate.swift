import Coverage
import GeoPrimitives
import GeoStore
import Places

/// Cleans the villages that an import has touched together with those around them, stores the borders that
/// change, and dissolves districts, regencies and provinces from them.
struct CoverageUpdate: ~Copyable {
  private let transaction: WorkspaceTransaction
  private let scope: CleaningScope
  private let imported: Set<String>
  private var names = AreaNames()
  private var changed: Set<AreaCode> = []
  private var summary = CleaningSummary()

  /// An update of the villages in a scope, some of them imported.
  init(
    of scope: CleaningScope, afterImporting codes: Set<String>,
    in transaction: WorkspaceTransaction
  ) {
    self.transaction = transaction
    self.scope = scope
    imported = codes
  }

  /// Cleans, stores and dissolves.
  /// - Complexity: O(n log n) in the vertices of the villages in the scope, about 170 bytes for each.
  mutating func perform(_ run: inout ImportRun) throws(RowFailure) {
    run.meter.begin(.cleaning, total: scope.members.count)
    let clean = CoverageCleaning.clean(try outlines())
    if Task.isCancelled { throw .cancelled }
    let outlines = clean.topology.outlines()
    try store(clean.topology, outlines, &run)
    note(clean.report, &run)
    if scope.isLatest { try dissolve(clean.topology, &run) }
    run.report.cleaning = summary
  }

  // MARK: Villages

  private mutating func outlines() throws(RowFailure) -> CoverageOutlines {
    var outlines = CoverageOutlines()
    try scope.eachMember(in: transaction.reader) { _, village in
      outlines.append(village.geometry ?? MultiPolygon([]))
      names.note(village)
    }
    return outlines
  }

  /// Stores the villages whose border is another one now.
  private mutating func store(
    _ topology: ArcTopology, _ outlines: ArcOutlines, _ run: inout ImportRun
  ) throws(RowFailure) {
    let transaction = transaction
    var done = 0
    try scope.eachMember(in: transaction.reader) { number, village in
      done += 1
      run.meter.advance(to: done)
      guard let area = village.geometry, !topology.draws(area, as: number, of: outlines) else {
        return
      }
      try transaction.replaceGeometry(
        ofVillage: village.code, validFrom: village.validFrom,
        with: topology.multiPolygon(number, of: outlines))
      changed.insert(village.code)
    }
    summary.neighbors = changed.count { !imported.contains($0.text) }
    run.meter.finish(at: done)
  }

  // MARK: Report

  /// Adds what was changed, village by village, to the report of the import.
  private mutating func note(_ report: CleaningReport, _ run: inout ImportRun) {
    summary.villages = scope.members.count
    summary.gapsClosed = report.gapsClosed.count
    summary.gapsLeft = report.gapsLeft.count
    summary.overlapsResolved = report.overlapsResolved.count
    summary.vanished = report.vanished.count
    // A piece that was joined to a neighbour is lost by one and gained by another.
    summary.movedSquareMeters = -report.detachedJoined.squareMeters
    for number in report.vanished {
      run.report.add(ImportProblem(.coverageVanished, scope.members[number].code.text))
    }
    for gap in report.gaps {
      let hectares = DecimalText.rounded(gap.squareMeters / 10_000, decimals: 2)
      run.report.add(ImportProblem(.coverageGapLeft, hectares, PlaceCheck.text(gap.place)))
    }
    for (number, area) in report.areas.enumerated() {
      summary.movedSquareMeters += area.moved
      guard area.moved >= 1 else { continue }
      run.report.add(
        ImportProblem(
          .coverageMoved, scope.members[number].code.text,
          DecimalText.rounded(area.gained, decimals: 0), DecimalText.rounded(area.lost, decimals: 0)
        ))
    }
  }

  // MARK: Larger areas

  /// Draws the districts, regencies and provinces of the villages that are new or have changed.
  private func dissolve(_ topology: ArcTopology, _ run: inout ImportRun) throws(RowFailure) {
    let touched = scope.members.filter {
      imported.contains($0.code.text) || changed.contains($0.code)
    }
    let known = try KnownOutlines(besides: [], in: transaction.reader)
    run.meter.begin(.dissolving, total: nil)
    for level in [AdministrativeLevel.district, .regency, .province] {
      let codes = Set(touched.compactMap { $0.code.ancestor(at: level) }).sorted()
      let numbers = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, Int32($0)) })
      let groups = scope.members.map { member in
        member.code.ancestor(at: level).flatMap { numbers[$0] } ?? -1
      }
      let outlines = topology.outlines(groups: groups, count: codes.count)
      for (number, code) in codes.enumerated() {
        try store(code, topology.multiPolygon(number, of: outlines), known, &run)
      }
      if Task.isCancelled { throw .cancelled }
    }
    run.meter.finish(at: run.report.dissolved)
  }

  private func store(
    _ code: AreaCode, _ area: MultiPolygon, _ known: KnownOutlines, _ run: inout ImportRun
  ) throws(RowFailure) {
    let record = AdministrativeAreaRecord(
      code: code, name: names[code] ?? known.name(of: code),
      geometry: area.polygons.isEmpty ? nil : area)
    let transaction = transaction
    _ = try RowFailure.workspace { try transaction.insert(record, onDuplicate: .replace) }
    run.report.dissolved += 1
  }
}
