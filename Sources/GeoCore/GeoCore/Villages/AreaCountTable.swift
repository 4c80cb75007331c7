public import DisclosureControl
import GeoPrimitives
public import Places

/// One district's, regency's or province's line of the table of counts.
public struct AreaCount: Sendable {
  /// The code.
  public let code: String
  /// The name; empty where no file told it.
  public let name: String
  /// How many rows lie in it; `nil` where that is suppressed.
  public let count: Int?
  /// Its size in square kilometres: that of its villages.
  public let squareKilometers: Double
  /// The residents of its villages; `nil` where those of one are unknown.
  public let residents: Int?

  /// Whether the count is too small to be told alone.
  public var isSuppressed: Bool { count == nil }

  /// Rows per square kilometre.
  public var perSquareKilometer: Double? {
    squareKilometers > 0 ? count.map { Double($0) / squareKilometers } : nil
  }

  /// Rows per ten thousand residents.
  public var ratePer10000: Double? {
    guard let count, let residents, residents > 0 else { return nil }
    return Double(count) / Double(residents) * 10_000
  }
}

extension DatasetSnapshot {
  /// The counts of a query by district, regency or province.
  ///
  /// Those who see published numbers get the published ones: a district may be told while its villages are
  /// not. An officer gets single rows where an area lies in his own, and published numbers of those that
  /// have nothing of it.
  /// - Parameters:
  ///   - level: What there is a line for; for villages see `villageDensities`.
  ///   - query: What is counted; its bandwidth does not matter.
  ///   - threads: How many threads find the villages of tips.
  ///   - disclosure: On whose behalf.
  /// - Returns: One line for each area that has villages, ascending by code. Those who see an area only
  ///   get the lines that lie in it.
  /// - Throws: `DisclosureRefusal` for what may not be asked for.
  public func areaCounts(
    by level: AdministrativeLevel, of query: HeatQuery, threads: Int = 1,
    for disclosure: Disclosure
  ) throws -> [AreaCount] {
    let query = try admitted(query, for: disclosure)
    let figures = try villageFigures(of: query, threads: threads)
    let published = try publishedSums(of: query)
    let groups = Dictionary(grouping: villages.areas.indices) {
      villages.areas[$0].code.ancestor(at: level)?.text ?? ""
    }
    return groups.keys.sorted().compactMap { code in
      guard !code.isEmpty, let positions = groups[code], query.audience.concerns(code) else {
        return nil
      }
      let single = positions.reduce(Int?(0)) { sum, position in
        sum.flatMap { sum in figures.counts[position].map { sum + $0 } }
      }
      let count = query.audience.readsSingle(code) ? single : published?(code) ?? single
      return line(code, level, positions, count: count)
    }
  }

  private func line(
    _ code: String, _ level: AdministrativeLevel, _ positions: [Int], count: Int?
  ) -> AreaCount {
    let known = positions.compactMap { residents[villages.areas[$0].code.text] }
    return AreaCount(
      code: code, name: layer(level).area(code: code)?.name ?? "", count: count,
      squareKilometers: positions.reduce(0) { $0 + villages.areas[$1].squareKilometers },
      residents: known.count == positions.count ? known.reduce(0, +) : nil)
  }

  /// What is published of an area, summed over the span of a query; `nil` where nothing is, and for
  /// queries that published numbers cannot answer.
  private func publishedSums(of query: AdmittedQuery) throws -> ((String) -> Int?)? {
    guard query.query.source == .tips, query.audience != .owner else { return nil }
    let filter = query.query.filter
    guard let pieces = try? published.pieces(of: filter, zone, for: query.audience) else {
      return { _ in nil }
    }
    let isPartner = if case .published(.partner, _) = query.audience { true } else { false }
    let own = query.audience
    return { code in
      guard !own.reaches(into: code), !pieces.isEmpty else { return nil }
      let sum = pieces.reduce(AtomValue.count(0)) {
        $0 + Self.value(of: code, in: $1, filter, isPartner: isPartner)
      }
      if case .count(let count) = sum { return count }
      return nil
    }
  }

  private static func value(
    of code: String, in piece: PublishedTables.Piece, _ filter: TipFilter, isPartner: Bool
  ) -> AtomValue {
    let table = piece.table
    if filter.hasCategories {
      let keys = table.categories.indices.filter { index in
        filter.categories.contains { $0.rawValue == table.categories[index] }
      }
      return table.regencies.value(of: code, keys: Set(keys))
    }
    if isPartner { return table.districts.value(of: code) }
    return piece.weeks.map { table.weeks.value(of: code, keys: $0) }
      ?? table.villages.value(of: code)
  }
}

extension Audience {
  /// Whether an area is a matter for the audience at all.
  fileprivate func concerns(_ code: String) -> Bool {
    switch self {
    case .owner, .officer: true
    case .published(_, let area): area.contains(code: code)
    }
  }

  /// Whether single rows of a whole area may be counted.
  fileprivate func readsSingle(_ code: String) -> Bool {
    switch self {
    case .owner: true
    case .officer(let area): area.contains(code: code)
    case .published: false
    }
  }

  /// Whether an officer's own area lies in a larger one, of whose sum he could take away his own.
  fileprivate func reaches(into code: String) -> Bool {
    guard case .officer(let area) = self else { return false }
    return area.codes?.contains { $0.hasPrefix(code + ".") } ?? true
  }
}
