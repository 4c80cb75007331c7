import GeoPrimitives
import MapRendering
import Places

extension DatasetSnapshot {
  /// The classes of the areas of a level in a coverage map; made once for each day.
  /// - Complexity: O(n log n) for n villages.
  func coverageClasses(
    by measure: CoverageMeasure, level: AdministrativeLevel, on day: CivilDate
  ) -> AreaClasses {
    let key = CoverageClassKey(measure: measure, level: level, day: day)
    return places.coverageClasses.value(for: key) { makeCoverageClasses(key) }
  }

  private func makeCoverageClasses(_ key: CoverageClassKey) -> AreaClasses {
    let map = coverageMap(of: key.level, on: key.day)
    let scale = coverageScale(by: key.measure, level: key.level)
    let names = map.areas.map { name(of: $0, by: key.measure, level: key.level, scale) }
    return AreaClasses(
      classOf: names.map(scale.number), classes: scale.classes, tags: map.tags)
  }

  /// The coverage of the areas of a level with their attributes, which all maps of a day share.
  private func coverageMap(of level: AdministrativeLevel, on day: CivilDate) -> CoverageMap {
    places.coverageMaps.value(for: CoverageMap.Key(level: level, day: day)) {
      let areas = areaCoverages(of: level, on: day)
      return CoverageMap(areas: areas, tags: areas.map { $0.tags(level: level, on: day) })
    }
  }

  private func name(
    of area: AreaCoverage, by measure: CoverageMeasure, level: AdministrativeLevel,
    _ scale: CoverageScale
  ) -> String {
    guard area.villages > 0 else { return CoverageScale.noData }
    switch measure {
    case .status where level == .village: return area.status?.rawValue ?? CoverageScale.outside
    case .status: return CoverageScale.name(ofShare: area.share)
    case .phase: return phaseName(of: area, scale)
    case .activity: return activityName(of: area)
    case .distance: return CoverageScale.name(ofMeters: area.meters)
    }
  }

  /// A phase before those that have a class counts with the earliest of them; who has left the programme is
  /// outside.
  private func phaseName(of area: AreaCoverage, _ scale: CoverageScale) -> String {
    let isInside = area.covered > 0 || (area.status.map { $0 != .nonaktif } ?? false)
    guard isInside else { return CoverageScale.outside }
    return scale.name(ofPhase: area.phase)
  }

  /// Without a single session in the workspace nothing is known; a larger area without an active village has none
  /// whose sessions would count.
  private func activityName(of area: AreaCoverage) -> String {
    activities.isEmpty ? CoverageScale.noData : CoverageScale.name(ofDays: area.days)
  }
}

/// The coverage of the areas of a level on a day, and their attributes in vector tiles.
struct CoverageMap: Sendable {
  /// What makes one differ from another.
  struct Key: Hashable, Sendable {
    var level: AdministrativeLevel
    var day: CivilDate
  }

  let areas: [AreaCoverage]
  let tags: [[VectorTileTag]]
}

extension AreaCoverage {
  /// The attributes in vector tiles besides code, name and class.
  fileprivate func tags(level: AdministrativeLevel, on day: CivilDate) -> [VectorTileTag] {
    let isVillage = level == .village
    let last = isVillage ? days.map { "\(day.adding(days: -$0))" } : nil
    let tags: [(String, VectorTileValue?)] = [
      ("level", .string(level.rawValue)),
      ("status", status.map { .string($0.rawValue) }), ("phase", phase.map { .string($0) }),
      ("since", since.map { .string("\($0)") }),
      ("villages", isVillage ? nil : .integer(Int64(villages))),
      ("active", isVillage ? nil : .integer(Int64(covered))),
      ("last_activity", last.map { .string($0) }), ("days", days.map { .integer(Int64($0)) }),
      ("distance_km", meters.map { .double(($0 / 100).rounded() / 10) }),
      ("minutes", minutes.map { .integer(Int64($0.rounded())) }),
    ]
    return tags.compactMap { key, value in value.map { (key, $0) } }
  }
}
