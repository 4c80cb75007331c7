import Coverage
import GeoPrimitives
import Places
import SpatialIndexing

/// The form in which borders lie in a file: each list of numbers under a name that begins with its level.
/// A level without arcs of its own has those of the villages.
extension BorderSet {
  /// The lists.
  var storedEntries: [IndexFile.Entry] {
    AdministrativeLevel.allCases.reversed().flatMap { level -> [IndexFile.Entry] in
      guard let part = levels[level] else { return [] }
      let isDissolved = level != .village && sharesVillageArcs(part)
      let lists =
        Self.lists(of: part) + (isDissolved ? [] : Self.lists(of: part.borders.arcs.columns))
      return lists.map { name, numbers in
        IndexFile.Entry("\(level.rawValue) \(name)", .empty, numbers: numbers)
      }
    }
  }

  private func sharesVillageArcs(_ part: Level) -> Bool {
    guard let villages = levels[.village] else { return false }
    return part.borders.arcs.regionCount == villages.borders.arcs.regionCount
      && part.borders.outlines.count != part.borders.arcs.regionCount
  }

  private static func lists(of part: Level) -> [(String, [Int64])] {
    let measures = part.borders.measures.flatMap { measure in
      [
        measure.envelope.minX, measure.envelope.minY, measure.envelope.maxX, measure.envelope.maxY,
        measure.label.longitude, measure.label.latitude, measure.squareKilometers,
      ]
    }
    let outlines = part.borders.outlines
    let exact = part.borders.exact.sorted { $0.key < $1.key }
    return [
      ("kept", PackedNumbers.words(part.kept.map { UInt32($0) })),
      ("measures", PackedNumbers.words(measures)),
      ("polygons", PackedNumbers.words(outlines.polygonStarts)),
      ("rings", PackedNumbers.words(outlines.ringStarts)),
      ("starts", PackedNumbers.words(outlines.halfArcStarts)),
      ("half-arcs", PackedNumbers.words(outlines.halfArcs)),
      ("exact", PackedNumbers.words(exact.flatMap { ExactOutline.counts($0.value, of: $0.key) })),
      ("places", PackedNumbers.words(exact.flatMap { ExactOutline.places($0.value) })),
    ]
  }

  private static func lists(of columns: ArcColumns) -> [(String, [Int64])] {
    [
      ("regions", [Int64(columns.regionCount)]), ("points", PackedNumbers.words(columns.points)),
      ("weights", PackedNumbers.words(columns.weights)),
      ("arcs", PackedNumbers.words(columns.arcStarts)),
      ("left", PackedNumbers.words(columns.leftRegions)),
      ("right", PackedNumbers.words(columns.rightRegions)),
      ("nodes", PackedNumbers.words(columns.leavingStarts)),
      ("leaving", PackedNumbers.words(columns.leaving)),
    ]
  }

  /// The borders of a file; `nil` when it does not hold all of them.
  init?(storedIn file: IndexFile) {
    var levels: [AdministrativeLevel: Level] = [:]
    for level in AdministrativeLevel.allCases.reversed() {
      let lists = StoredLists(file: file, level: level)
      guard lists["kept"] != nil else { continue }
      let arcs = lists["points"] == nil ? levels[.village]?.borders.arcs : lists.topology
      guard let arcs, let part = lists.level(along: arcs) else { return nil }
      levels[level] = part
    }
    guard levels[.village] != nil else { return nil }
    self.init(levels: levels)
  }
}

/// The lists of one level in a file.
private struct StoredLists {
  let file: IndexFile
  let level: AdministrativeLevel

  subscript(name: String) -> [Int64]? {
    file.entry(named: "\(level.rawValue) \(name)")?.numbers
  }

  private func numbers<Number: FixedWidthInteger>(_ name: String) -> [Number]? {
    self[name].flatMap { PackedNumbers.numbers($0) }
  }

  var topology: ArcTopology? {
    guard let regions = self["regions"]?.first,
      let points = self["points"].flatMap(PackedNumbers.points),
      let weights: [UInt8] = numbers("weights"), let arcs: [UInt32] = numbers("arcs"),
      let left: [Int32] = numbers("left"), let right: [Int32] = numbers("right"),
      let nodes: [UInt32] = numbers("nodes"), let leaving: [UInt32] = numbers("leaving")
    else { return nil }
    return try? ArcTopology(
      ArcColumns(
        regionCount: Int(regions), points: points, weights: weights, arcStarts: arcs,
        leftRegions: left, rightRegions: right, leavingStarts: nodes, leaving: leaving))
  }

  func level(along arcs: ArcTopology) -> BorderSet.Level? {
    guard let kept: [UInt32] = numbers("kept"), let measures = measures,
      measures.count == kept.count, let outlines = outlines(along: arcs),
      outlines.count == kept.count, let exact = exact
    else { return nil }
    return BorderSet.Level(
      kept: kept.map { Int($0) },
      borders: LayerBorders(arcs: arcs, outlines: outlines, measures: measures, exact: exact))
  }

  private func outlines(along arcs: ArcTopology) -> ArcOutlines? {
    guard let polygons: [UInt32] = numbers("polygons"), let rings: [UInt32] = numbers("rings"),
      let starts: [UInt32] = numbers("starts"), let halfArcs: [UInt32] = numbers("half-arcs")
    else { return nil }
    return ArcOutlines(
      polygonStarts: polygons, ringStarts: rings, halfArcStarts: starts, halfArcs: halfArcs,
      arcCount: arcs.arcCount)
  }

  private var measures: [AreaMeasures]? {
    guard let values = self["measures"].flatMap(PackedNumbers.doubles), values.count % 7 == 0
    else { return nil }
    return stride(from: 0, to: values.count, by: 7).map { start in
      AreaMeasures(
        envelope: Envelope(
          minX: values[start], minY: values[start + 1], maxX: values[start + 2],
          maxY: values[start + 3]),
        label: Coordinate(longitude: values[start + 4], latitude: values[start + 5]),
        squareKilometers: values[start + 6])
    }
  }

  private var exact: [Int: MultiPolygon]? {
    guard let counts: [UInt32] = numbers("exact"),
      let places = self["places"].flatMap(PackedNumbers.doubles)
    else { return nil }
    return ExactOutline.areas(counts: counts, places: places)
  }
}
