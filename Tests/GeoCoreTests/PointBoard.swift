import DemoSupport
import GeoStore
import Testing

@testable import GeoCore

/// A board of villages with things on it, for tests of points.
struct PointBoard {
  let small: SmallWorkspace

  init(columns: Int = 3, rows: Int = 2) throws {
    small = try SmallWorkspace(columns: columns, rows: rows)
  }

  /// Adds an accommodation at a share of the board's squares.
  func addHouse(
    _ id: String, _ column: Double?, _ row: Double = 0.5,
    _ change: (inout AccommodationRecord) -> Void = { _ in }
  ) throws {
    var house = AccommodationRecord(id: id, name: "Wisma \(id)")
    house.place = column.map { SmallWorkspace.place($0, row) }
    change(&house)
    try small.workspace.write { try $0.insert(house) }
  }

  /// Adds an activity, at a place or in a village.
  func addActivity(
    _ id: String, at place: (Double, Double)? = nil, in code: String? = nil,
    on day: String = "2026-03-01", _ kind: ActivityKind = .edukasi
  ) throws {
    var activity = ActivityRecord(id: id, kind: kind, date: try #require(CivilDate(day)))
    activity.place = place.map { SmallWorkspace.place($0.0, $0.1) }
    activity.code = code
    try small.workspace.write { try $0.insert(activity) }
  }

  static func disclosure(
    _ role: Role, _ codes: [String]?, purpose: String? = "tests"
  ) throws -> Disclosure {
    let area = try codes.map { try AreaOfResponsibility(codes: $0) }
    return Disclosure(
      try Principal(name: "a", role: role, area: area), purpose: try purpose.map { try Purpose($0) }
    )
  }

  static let owner = Disclosure.owner(purpose: "tests")
}

extension DatasetSnapshot {
  /// A tile for somebody.
  func tile(_ path: String, for disclosure: Disclosure = PointBoard.owner) throws -> RenderedTile {
    try TileRenderer(self).render(try TileRequest(path: path, zone: zone), for: disclosure)
  }

  /// A legend for somebody.
  func legend(
    _ layer: PointLayer, _ query: String = "", for disclosure: Disclosure = PointBoard.owner
  ) throws -> Legend {
    let parameters = try QueryParameters.parse(query)
    return try pointLegend(
      of: try PointQuery(layer, parameters, zone: zone), language: .english, for: disclosure)
  }
}
