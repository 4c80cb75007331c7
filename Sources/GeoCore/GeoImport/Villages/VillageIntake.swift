import GeoPrimitives
import GeoStore
import Places

/// Takes villages in one by one: makes their areas valid, joins parts, and stores them.
struct VillageIntake: ~Copyable {
  private let rows: VillageRowReader
  private let places: PlaceReader
  private let repair: AreaRepair
  private let policy: DuplicatePolicy
  private let hasShapes: Bool
  private let editions: EditionBook
  private var seen: [String: Seen] = [:]

  /// A code that the file has used.
  private struct Seen {
    var row: Int
    var name: String
    var isStored: Bool
  }

  init(
    rows: VillageRowReader, places: consuming PlaceReader, repair: consuming AreaRepair,
    policy: DuplicatePolicy, hasShapes: Bool, editions: EditionBook
  ) {
    self.rows = rows
    self.places = places
    self.repair = repair
    self.policy = policy
    self.hasShapes = hasShapes
    self.editions = editions
  }

  /// The codes of all villages stored.
  var storedCodes: Set<String> { Set(seen.filter(\.value.isStored).keys) }

  /// Takes a row.
  /// - Throws: What is wrong with it.
  mutating func take(
    _ row: inout SourceRow, into transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    var village: VillageRecord
    do { village = editions.placed(try rows.village(in: &row)) } catch { throw .row(error) }
    let earlier = try requireOneName(village)
    village.geometry = try area(of: village, in: &row, &run)
    if let earlier {
      try join(village, to: earlier, row: row, transaction, &run)
    } else {
      try store(village, row: row.number, transaction, &run)
    }
  }

  /// The earlier row of the same village, if there is one.
  private func requireOneName(_ village: VillageRecord) throws(RowFailure) -> Seen? {
    guard let earlier = seen[village.code.text] else { return nil }
    guard VillageName.key(earlier.name) == VillageName.key(village.name) else {
      throw .row(
        ImportProblem(
          .codeTwoNames, value: village.code.text, earlier.name, String(earlier.row), village.name))
    }
    return earlier
  }

  /// The area of a row, made valid; `nil` only in a file that has no areas at all.
  private func area(
    of village: VillageRecord, in row: inout SourceRow, _ run: inout ImportRun
  ) throws(RowFailure) -> MultiPolygon? {
    do throws(ImportProblem) {
      guard let area = try places.area(of: &row) else {
        if hasShapes { throw ImportProblem(.geometryMissing, value: village.code.text) }
        return nil
      }
      let outcome = try repair.validArea(of: area, named: village.code.text)
      if let defect = outcome.defect {
        run.report.repaired += 1
        let place = defect.place.map(PlaceCheck.text) ?? "?"
        let note = ImportProblem(
          .geometryRepaired, value: village.code.text, defect.reason, place)
        run.report.add(note.at(row: row.number, line: row.line))
      }
      return outcome.area
    } catch {
      throw .row(error)
    }
  }

  private mutating func store(
    _ village: VillageRecord, row: Int, _ transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    let key = village.code.text
    seen[key] = Seen(row: row, name: village.name, isStored: false)
    guard !run.isRefused else { return }
    let kept = try keepingArea(village, in: transaction)
    do throws(WorkspaceError) {
      let outcome = try transaction.insert(kept, onDuplicate: policy)
      run.count(outcome)
      seen[key]?.isStored = outcome != .skipped
    } catch {
      throw StoreRefusal.failure(error, key: key, earlierRow: nil)
    }
    for edition in editions.ended(by: kept) {
      guard let day = kept.validFrom else { continue }
      try RowFailure.workspace {
        try transaction.endVillage(edition.code, validFrom: edition.validFrom, on: day)
      }
    }
  }

  /// A list of codes and names does not take away the borders that are there.
  private func keepingArea(
    _ village: VillageRecord, in transaction: WorkspaceTransaction
  ) throws(RowFailure) -> VillageRecord {
    guard village.geometry == nil, policy == .replace else { return village }
    var kept = village
    kept.geometry = try storedArea(of: village, in: transaction)
    return kept
  }

  /// Joins another part of a village to what was stored of it.
  private func join(
    _ village: VillageRecord, to earlier: Seen, row: SourceRow,
    _ transaction: WorkspaceTransaction, _ run: inout ImportRun
  ) throws(RowFailure) {
    guard earlier.isStored || run.isRefused else {
      run.report.skipped += 1
      return
    }
    let note = ImportProblem(
      .codeMerged, value: village.code.text, village.name, String(earlier.row))
    run.report.add(note.at(row: row.number, line: row.line))
    run.report.merged += 1
    guard !run.isRefused, let part = village.geometry else { return }
    var parts = [part]
    if let stored = try storedArea(of: village, in: transaction) { parts.append(stored) }
    let joined: MultiPolygon
    do {
      joined = try repair.union(of: parts, named: village.code.text)
    } catch {
      throw .row(error)
    }
    try RowFailure.workspace {
      try transaction.replaceGeometry(
        ofVillage: village.code, validFrom: village.validFrom, with: joined)
    }
  }

  private func storedArea(
    of village: VillageRecord, in transaction: WorkspaceTransaction
  ) throws(RowFailure) -> MultiPolygon? {
    try RowFailure.workspace {
      var area: MultiPolygon?
      try transaction.reader.readVillages(withCodePrefix: village.code.text) { stored in
        guard stored.code == village.code, stored.validFrom == village.validFrom else { return }
        area = stored.geometry
      }
      return area
    }
  }
}
