import DisclosureControl
import MapRendering
import Places
import SpatialIndexing

/// What a statistic shows of areas: the class of each, and what stood in the way where there is none.
struct AnalysisMap: Sendable {
  /// The level of the areas.
  let level: AdministrativeLevel
  /// Their classes, with what was found as attributes.
  let classes: AreaClasses
  /// How many areas were compared.
  let count: Int
  /// Why nothing can be told; `nil` where something can.
  let problem: AnalysisError?
  /// The same for maps that look the same.
  let mark: [UInt8]

  /// A map of areas.
  init(
    level: AdministrativeLevel, classes: AreaClasses, count: Int, problem: AnalysisError? = nil
  ) {
    self.level = level
    self.classes = classes
    self.count = count
    self.problem = problem
    var print = Fingerprint()
    for number in classes.classOf { print.add(UInt64(number)) }
    for tags in classes.tags {
      print.add(tags.count)
      for tag in tags { print.add("\(tag.key)=\(tag.value)") }
    }
    mark = print.bytes
  }
}

/// What makes one map of a statistic differ from another.
struct AnalysisKey<Parameters: Hashable & Sendable>: Hashable, Sendable {
  var parameters: Parameters
  var audience: Audience
}

extension DatasetSnapshot {
  /// The areas of a map in the colours of their classes.
  func boundaries(
    of map: AnalysisMap, _ layerName: String, in frame: PictureFrame
  ) -> BoundaryTile {
    var boundaries = BoundaryTile(
      snapshot: self, frame: frame, level: map.level, classes: [map.level: map.classes])
    boundaries.layerName = layerName
    return boundaries
  }

  /// What a statistic shows, or why it shows nothing: a map goes on where a table would be refused.
  func analysisMap(
    of level: AdministrativeLevel, _ make: () throws -> AnalysisMap
  ) throws -> AnalysisMap {
    do {
      return try make()
    } catch let error as AnalysisError {
      let areas = layer(level).areas.count
      return AnalysisMap(
        level: level,
        classes: AreaClasses(
          classOf: [UInt8](repeating: AreaClasses.none, count: areas), classes: []),
        count: 0, problem: error)
    }
  }
}
