import GeoPrimitives
import GeoStore
import Places

/// The editions of villages that a workspace has: each code with the days from which its borders are valid.
///
/// A village that is imported with a first day takes over from its earlier edition, which ends on that day.
/// One without a day is the edition that is valid now.
struct EditionBook {
  private var editions: [AreaCode: [VillageExtent]] = [:]

  /// Reads them.
  init(in reader: WorkspaceReader) throws(RowFailure) {
    editions = try RowFailure.workspace {
      var found: [AreaCode: [VillageExtent]] = [:]
      try reader.readVillageExtents { found[$0.code, default: []].append($0) }
      return found
    }
  }

  /// The village as it is to be stored: one without a first day is the edition that is there, and one
  /// before a later edition ends where that begins.
  func placed(_ village: VillageRecord) -> VillageRecord {
    guard let known = editions[village.code] else { return village }
    var placed = village
    guard let day = village.validFrom else {
      placed.validFrom = (known.first { $0.validTo == nil } ?? known.last)?.validFrom
      return placed
    }
    let later = known.compactMap(\.validFrom).filter { $0 > day }.min()
    placed.validTo = [village.validTo, later].compactMap { $0 }.min()
    return placed
  }

  /// The editions that end when a village takes over on its first day.
  func ended(by village: VillageRecord) -> [VillageExtent] {
    guard let day = village.validFrom else { return [] }
    return (editions[village.code] ?? []).filter { edition in
      (edition.validFrom.map { $0 < day } ?? true) && (edition.validTo.map { $0 > day } ?? true)
    }
  }
}
