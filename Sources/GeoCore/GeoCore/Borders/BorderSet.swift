import Coverage
import GeoPrimitives
import GeoStore
import Places

/// The borders of all four levels of a workspace, with the rows that they belong to.
struct BorderSet: Sendable {
  /// The rows of a level that have an extent, ascending by code, and their borders.
  struct Level: Sendable {
    /// Which of the drawn rows, by their order.
    var kept: [Int]
    /// The borders of those.
    var borders: LayerBorders
  }

  /// The levels that have areas.
  var levels: [AdministrativeLevel: Level] = [:]

  /// Reads and makes the borders of the drawn rows of a workspace.
  /// - Parameters:
  ///   - rows: The drawn rows of each level, ascending by code.
  ///   - reader: A state of the workspace.
  /// - Throws: `WorkspaceError`.
  /// - Complexity: O(n log n) in the vertices, about 200 bytes for each.
  init(of rows: [AdministrativeLevel: [AreaRow]], in reader: WorkspaceReader) throws {
    let villages = rows[.village] ?? []
    let village = try Self.villages(villages, in: reader)
    levels[.village] = village
    var drawn: [AreaCode: MultiPolygon] = [:]
    for level in [AdministrativeLevel.district, .regency, .province] {
      guard let above = rows[level], !above.isEmpty else { continue }
      let groups = Self.groups(of: village.kept.map { villages[$0].code }, into: above)
      if let borders = LayerBorders(
        dissolving: village.borders, groups: groups, count: above.count)
      {
        levels[level] = Level(kept: Array(above.indices), borders: borders)
        continue
      }
      if drawn.isEmpty {
        try reader.readAdministrativeAreas { drawn[$0.code] = $0.geometry }
      }
      levels[level] = Self.level(of: above.map { drawn[$0.code] ?? MultiPolygon([]) })
    }
  }

  private static func villages(_ rows: [AreaRow], in reader: WorkspaceReader) throws -> Level {
    var editions: [AreaCode: CivilDate?] = [:]
    for row in rows { editions[row.code] = row.validFrom }
    var geometries: [AreaCode: MultiPolygon] = [:]
    try reader.readVillages { village in
      guard let edition = editions[village.code], edition == village.validFrom else { return }
      geometries[village.code] = village.geometry
    }
    return level(of: rows.map { geometries[$0.code] ?? MultiPolygon([]) })
  }

  /// The level of areas with borders of their own.
  private static func level(of geometries: [MultiPolygon]) -> Level {
    let measured = ConcurrentMap.inBlocks(geometries.count) { AreaMeasures(geometries[$0]) }
    let kept = measured.indices.filter { measured[$0] != nil }
    return Level(
      kept: kept,
      borders: LayerBorders(
        of: kept.map { geometries[$0] }, measures: measured.compactMap { $0 }))
  }

  /// For each village the position of its area, −1 for none.
  private static func groups(of villages: [AreaCode], into areas: [AreaRow]) -> [Int32] {
    guard let level = areas.first?.code.level else { return [] }
    var positions: [AreaCode: Int32] = [:]
    for (position, area) in areas.enumerated() { positions[area.code] = Int32(position) }
    return villages.map { village in
      village.ancestor(at: level).flatMap { positions[$0] } ?? -1
    }
  }
}

extension BorderSet {
  /// A set from its levels.
  init(levels: [AdministrativeLevel: Level]) { self.levels = levels }

  /// The layers of the rows.
  func layers(
    _ rows: [AdministrativeLevel: [AreaRow]]
  ) -> [AdministrativeLevel: AreaLayer] {
    var layers: [AdministrativeLevel: AreaLayer] = [:]
    for (level, part) in levels {
      let all = rows[level] ?? []
      layers[level] = AreaLayer(
        level: level, rows: part.kept.map { all[$0] }, borders: part.borders)
    }
    return layers
  }
}
