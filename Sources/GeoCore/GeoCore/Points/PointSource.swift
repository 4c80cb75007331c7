import DisclosureControl
import GeoPrimitives
import MapRendering
import SpatialIndexing
import TileMath

/// A table of things with places, as far as somebody may see them: where they are, and what is said of
/// them one by one and in groups.
protocol PointSource: Sendable {
  /// Calls `visit` with every thing that is asked for, may be seen and has a place.
  /// - Throws: `PointIndexError`.
  func forEachPoint(_ visit: (PlacedRow) -> Void) throws(PointIndexError)

  /// The attributes of a single thing.
  func tags(ofRow row: Int) -> [VectorTileTag]
  /// How a single thing looks.
  func symbol(ofRow row: Int) -> PointSymbol
  /// What a single thing is called on a map; `nil` for what has no name there.
  func name(ofRow row: Int) -> String?
  /// What is said of a single thing when a pointer rests on it.
  func title(ofRow row: Int) -> String
  /// The attributes of a group, by how many things of each class it has.
  func tags(ofCounts counts: [Int]) -> [VectorTileTag]
  /// The ring around a group.
  func ring(ofCounts counts: [Int]) -> [GroupSymbol.Part]
}

/// A thing at its place.
struct PlacedRow {
  /// Which one, in terms of the source.
  var row: Int
  /// Where it is drawn.
  var place: Coordinate
  /// A number that stays with it.
  var key: UInt64
  /// The number of its class.
  var category: UInt8 = 0
}

/// The points of a source, grouped. It does not keep the source, which holds what it is kept in.
struct PointSet: Sendable {
  /// The points of every zoom.
  let grouping: PointGrouping
  /// The most points that one group of each zoom has.
  let greatestCounts: [Int]
  private let rows: [Int32]

  /// - Complexity: O(n log n).
  init(_ source: some PointSource) throws(PointIndexError) {
    var (rows, points) = ([Int32](), [GroupingPoint]())
    try source.forEachPoint { found in
      guard let place = GridPoint(found.place) else { return }
      rows.append(Int32(truncatingIfNeeded: found.row))
      points.append(GroupingPoint(place: place, key: found.key, category: found.category))
    }
    self.rows = rows
    grouping = try PointGrouping(points)
    greatestCounts = grouping.greatestCounts()
  }

  /// The row of a single point.
  func row(of point: PointGroup) -> Int {
    Int(rows[grouping.inputPosition(of: point.points.lowerBound)])
  }
}

extension DatasetSnapshot {
  /// The points of a query, grouped; kept for the next tile.
  /// - Throws: `PointIndexError`.
  func pointSet(of points: AdmittedPoints) throws(PointIndexError) -> PointSet {
    let sets = points.query.layer == .tips ? derived.tipSets : pointSets
    return try sets.value(for: points) { () throws(PointIndexError) in
      try PointSet(source(of: points))
    }
  }

  /// What the points of a query are and say.
  func source(of points: AdmittedPoints) -> any PointSource {
    switch points.query {
    case .accommodations(let filter):
      AccommodationPoints(snapshot: self, filter: filter, audience: points.audience)
    case .servicePoints(let kinds): ServicePoints(records: servicePoints, kinds: kinds)
    case .offices: OfficePoints(records: offices)
    case .activities(let filter):
      ActivityPoints(snapshot: self, filter: filter, area: points.audience.visible)
    case .tips(let filter):
      TipPoints(snapshot: self, filter: filter, area: points.audience.visible)
    }
  }

  /// Whether a thing in a village, or in none, lies in an area.
  func isInside(_ area: AreaOfResponsibility) -> (Int?) -> Bool {
    guard area != .everywhere else { return { _ in true } }
    let isInside = memberships(of: area)
    return { village in village.map { isInside[$0] } ?? false }
  }
}

/// A hash that stays the same from run to run and from release to release.
enum StableHash {
  /// 64 bits of FNV-1a (draft-eastlake-fnv).
  static func of(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

/// Counts as attributes: those of no things are left out.
enum CountTags {
  static func of<Choice: RawRepresentable<String> & CaseIterable>(
    _ type: Choice.Type, _ prefix: String, _ counts: some Sequence<Int>
  ) -> [VectorTileTag] {
    zip(Choice.allCases, counts).compactMap { choice, count in
      count > 0 ? ("\(prefix)_\(choice.rawValue)", .integer(Int64(count))) : nil
    }
  }
}
