public import DisclosureControl
public import GeoPrimitives
public import Places

/// The coverage of areas of one level, or of villages, on a day, and how it changed since another.
public struct CoverageTable: Sendable {
  /// A district's, regency's or province's line.
  public struct Row: Sendable {
    /// The code.
    public let code: String
    /// The name; empty where no file told it.
    public let name: String
    /// How its villages are covered.
    public let figures: CoverageFigures
    /// What changed since the day that the table is compared with; `nil` without one.
    public let change: CoverageChange?
  }

  /// A village's line.
  public struct VillageRow: Sendable {
    /// The code.
    public let code: String
    /// The name; empty where no file told it.
    public let name: String
    /// How it is covered.
    public let coverage: VillageCoverage
    /// The same on the day that the table is compared with; `nil` without one.
    public let before: VillageCoverage?
    /// Sessions in the twelve months that end with the day.
    public let sessions: Int
    /// Those who took part in them, as far as somebody counted.
    public let participants: Int
    /// The rooms of accommodations.
    public let rooms: RoomFigure
  }

  /// The lines of a table of areas, ascending by code; empty in a table of villages.
  public let rows: [Row]
  /// The lines of a table of villages, ascending by code; empty in a table of areas.
  public let villages: [VillageRow]
  /// What there is a line for.
  public let level: AdministrativeLevel
  /// The day.
  public let day: CivilDate
  /// The day that it is compared with.
  public let comparedDay: CivilDate?
  let layer: AreaLayer
}

extension DatasetSnapshot {
  /// The coverage table of a query.
  /// - Parameters:
  ///   - query: What is asked for.
  ///   - disclosure: On whose behalf: it decides what is told of rooms, and of nothing else.
  /// - Returns: A line for each area that has villages, ascending by code.
  /// - Throws: `RequestError.badValue` for a comparison with a later day, and for an unknown area.
  /// - Complexity: O(n log n) for n villages.
  public func coverageTable(
    _ query: CoverageQuery, for disclosure: Disclosure
  ) throws(RequestError) -> CoverageTable {
    let day = query.day ?? today
    if let compared = query.comparedDay, compared >= day {
      throw .badValue(parameter: "compare", value: "\(compared)", expected: "a day before \(day)")
    }
    let positions = try villagePositions(within: query.within)
    let rooms = roomTable(for: disclosure)
    let isOfVillages = query.level == .village
    let areas = isOfVillages ? [] : areaRows(query, day, positions, rooms)
    let lines = isOfVillages ? villageRows(query, day, positions, rooms) : []
    return CoverageTable(
      rows: areas, villages: lines, level: query.level, day: day, comparedDay: query.comparedDay,
      layer: layer(query.level))
  }

  /// The positions of the villages of an area; all for `nil`.
  /// - Throws: `RequestError.badValue` where there is none.
  func villagePositions(
    within code: AreaCode?, parameter: String = "within"
  ) throws(RequestError) -> [Int] {
    guard let code else { return Array(villages.areas.indices) }
    let first = villages.areas.partitioningIndex { $0.code.text >= code.text }
    let found = villages.areas[first...].prefix { $0.code.isWithin(code.text) }
    guard !found.isEmpty else {
      throw .badValue(
        parameter: parameter, value: code.text, expected: "the code of an area that has villages")
    }
    return Array(found.indices)
  }

  private func areaRows(
    _ query: CoverageQuery, _ day: CivilDate, _ positions: [Int],
    _ rooms: Result<RoomTable, RoomRefusal>
  ) -> [CoverageTable.Row] {
    let now = CoverageCounter(self, on: day, farMinutes: query.farMinutes, rooms: rooms)
    let before = query.comparedDay.map {
      CoverageCounter(self, on: $0, farMinutes: query.farMinutes, rooms: rooms)
    }
    return groups(of: positions, at: query.level).map { code, members in
      let figures = now.figures(of: members)
      return CoverageTable.Row(
        code: code, name: layer(query.level).area(code: code)?.name ?? "", figures: figures,
        change: before.map {
          CoverageChange(
            from: $0.figures(of: members), to: figures,
            moves: coverageMoves(of: members, from: $0.day, to: day))
        })
    }
  }

  /// Villages by the area that they lie in, ascending by its code. Villages in the order of their codes come area
  /// by area.
  func groups(of positions: [Int], at level: AdministrativeLevel) -> [(String, [Int])] {
    var groups: [(String, [Int])] = []
    for position in positions {
      guard let code = villages.areas[position].code.ancestor(at: level)?.text else { continue }
      if groups.last?.0 != code { groups.append((code, [])) }
      groups[groups.count - 1].1.append(position)
    }
    return groups
  }

  private func villageRows(
    _ query: CoverageQuery, _ day: CivilDate, _ positions: [Int],
    _ rooms: Result<RoomTable, RoomRefusal>
  ) -> [CoverageTable.VillageRow] {
    let year = day.months(before: 12).adding(days: 1)..<day.adding(days: 1)
    return positions.map { position in
      let sessions = activities.sessions(ofVillage: position, in: year)
      return CoverageTable.VillageRow(
        code: villages.areas[position].code.text, name: villages.areas[position].name ?? "",
        coverage: coverage(ofVillageAt: position, on: day),
        before: query.comparedDay.map { coverage(ofVillageAt: position, on: $0) },
        sessions: sessions.count,
        participants: CoverageCounter.sum(sessions.compactMap(\.participants)),
        rooms: rooms.figure(of: CollectionOfOne(position)))
    }
  }
}
