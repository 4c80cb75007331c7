import Coverage
import GEOSBindings
public import GeoPrimitives
public import GeoStore
public import Places

/// Finds out what became of codes where no file tells, and writes it into a workspace.
public enum LineageDerivation {
  /// What came of writing what was found.
  public struct Outcome: Hashable, Sendable {
    /// Changes written.
    public var written = 0
    /// Changes of codes of which the workspace knew already what became of them.
    public var known = 0
    /// Earlier findings that gave way to these.
    public var replaced = 0
  }

  /// Compares two lists of Kemendagri codes by names.
  /// - Parameters:
  ///   - old: The file of the older list.
  ///   - new: The file of the newer list.
  ///   - date: The first day of the newer list.
  /// - Returns: What became of the codes that are gone or have another name.
  /// - Throws: `CodeListError` naming the file.
  /// - Complexity: O(n log n) in the codes, and a comparison of each name that is left with those of its regency.
  public static func fromLists(
    old: String, new: String, on date: CivilDate
  ) throws(CodeListError) -> DerivedLineage {
    let before = try CodeListError.naming([old], .kemendagri)
    let after = try CodeListError.naming([new], .kemendagri)
    return ListLineage(from: before, to: after, on: date).derived()
  }

  /// Lays the borders of two days over each other.
  /// - Parameters:
  ///   - reader: Where the editions are.
  ///   - from: A day of the older edition.
  ///   - to: The first day of the newer.
  ///   - rule: What common ground counts.
  /// - Returns: What became of the villages that were valid on the one day and have other borders on the other.
  /// - Throws: What reading throws; `GEOSError` for borders that are not valid.
  /// - Complexity: O(n log n) in the villages, and an intersection for each pair of boxes that meet.
  public static func fromBorders(
    in reader: WorkspaceReader, from: CivilDate, to: CivilDate,
    rule: OverlayLineage.Rule = OverlayLineage.Rule()
  ) throws -> DerivedLineage {
    var old = EditionOutlines()
    var new = EditionOutlines()
    try reader.readVillages { village in
      guard village.code.scheme == .kemendagri, let area = village.geometry else { return }
      let period = CodePeriod(from: village.validFrom, to: village.validTo)
      if period.contains(from) { old.add(village, area) }
      if period.contains(to) { new.add(village, area) }
    }
    let overlay = try EditionOverlay(old: old.areas, new: new.areas)
    return OverlayLineage(
      old: old.villages(sizes: overlay.oldSquareMeters),
      new: new.villages(sizes: overlay.newSquareMeters),
      overlaps: overlay.common.map {
        .init(old: $0.old, new: $0.new, squareMeters: $0.squareMeters)
      },
      isDrawnAround: overlay.isDrawnAround, on: to, rule: rule
    ).derived()
  }

  /// Writes what was found. What an earlier run found for the same days in the same way gives way to it, and
  /// what names suggested gives way to borders; what decrees and files say stays, and codes whose fate they
  /// tell are left alone.
  /// - Throws: `WorkspaceError`.
  @discardableResult
  public static func write(
    _ lineage: DerivedLineage, into transaction: WorkspaceTransaction
  ) throws -> Outcome {
    var outcome = Outcome()
    for day in Set(lineage.findings.compactMap(\.change.date)).sorted() {
      outcome.replaced += try transaction.removeLineage(basis: lineage.basis, on: day)
    }
    if lineage.basis == .overlay {
      for code in Set(lineage.findings.map(\.change.old)).sorted() {
        outcome.replaced += try transaction.removeLineage(basis: .names, of: code)
      }
    }
    var recorded: [LineageChange] = []
    try transaction.reader.readLineage { recorded.append($0.change) }
    let graph = LineageGraph(recorded)
    for finding in lineage.findings {
      guard !tells(graph, of: finding.change) else {
        outcome.known += 1
        continue
      }
      let stored = try transaction.insert(LineageRecord(finding.change), onDuplicate: .skip)
      if stored == .skipped { outcome.known += 1 } else { outcome.written += 1 }
    }
    return outcome
  }

  /// Whether it is on record already what became of a code by the day of a change.
  private static func tells(_ graph: LineageGraph, of change: LineageChange) -> Bool {
    guard let date = change.date, !change.keepsCode else { return false }
    if case .gone = graph.standing(of: change.old, on: date) { return true }
    return false
  }
}

/// The villages of an edition with their areas, in the order of the codes.
private struct EditionOutlines {
  private(set) var areas: [MultiPolygon] = []
  private var names: [(code: String, name: String)] = []

  mutating func add(_ village: VillageRecord, _ area: MultiPolygon) {
    names.append((village.code.text, village.name))
    areas.append(area)
  }

  func villages(sizes: [Double]) -> [OverlayLineage.Village] {
    names.indices.map {
      OverlayLineage.Village(code: names[$0].code, name: names[$0].name, squareMeters: sizes[$0])
    }
  }
}
