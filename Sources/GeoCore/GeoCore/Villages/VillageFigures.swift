import DisclosureControl
import SpatialIndexing

/// What an audience may know of the villages' counts.
struct VillageFigures: Sendable {
  /// The count of each village; `nil` where it is suppressed, or not the audience's concern.
  private(set) var counts: [Int?]
  /// Of the counts of single rows, how many are known to the village only; `nil` where that is not told.
  private(set) var imprecise: [Int?]
  /// The counts that are published for several villages together.
  private(set) var units: [PublishedMasses.Unit] = []

  /// The counts of single rows.
  init(_ counts: VillageCounts) {
    self.counts = counts.all.map { Int($0) }
    imprecise = counts.imprecise.map { Int($0) }
  }

  /// Puts published numbers in the place of counts. Those that also concern other villages are left to
  /// whom they concern.
  mutating func replace(_ positions: [Int], by masses: PublishedMasses) {
    for position in positions {
      counts[position] = masses.villages[position].count
      imprecise[position] = nil
    }
    let concerned = Set(positions)
    units = masses.units.filter { $0.villages.allSatisfy(concerned.contains) }
  }

  /// Hides what is not the audience's concern.
  mutating func hide(_ position: Int) {
    counts[position] = nil
    imprecise[position] = nil
  }
}

extension DatasetSnapshot {
  /// What an audience may know of the villages' counts for a query.
  func villageFigures(of query: AdmittedQuery, threads: Int) throws -> VillageFigures {
    var figures = VillageFigures(try villageCounts(of: query, threads: threads))
    guard query.audience != .owner else { return figures }
    let published = publishedVillages(for: query.audience)
    switch query.query.source {
    case .tips: figures.replace(published, by: publishedMasses(of: query))
    case .guests: for position in published { figures.hide(position) }
    case .accommodations: break
    }
    if case .published(_, let area) = query.audience {
      let isInside = memberships(of: area)
      for position in villages.areas.indices where !isInside[position] { figures.hide(position) }
    }
    return figures
  }
}
