import GeoPrimitives
import Testing

@testable import GeoStore

@Suite("Whether accommodations report")
struct ReportingTests {
  private let scratch: Scratch
  private let workspace: Workspace

  init() throws {
    scratch = try Scratch()
    workspace = try Workspace.create(at: scratch.path())
    var house = AccommodationRecord(id: "A'1", name: "Wisma")
    house.rooms = 7
    house.place = Coordinate(longitude: 112.6, latitude: -7.9)
    house.lastReport = CivilDate("2026-01-31")
    try workspace.write { try $0.insert(house) }
  }

  private func set(_ id: String, _ state: ReportingState, _ day: String?) throws
    -> ReportingChange
  {
    try workspace.write {
      try $0.setReporting(
        ofAccommodation: id, to: state, lastReport: day.flatMap { CivilDate($0) })
    }
  }

  private func house() throws -> AccommodationRecord? {
    try workspace.read { try $0.accommodation("A'1") }
  }

  @Test("is set with the day of the last report, and nothing else of the house changes")
  func sets() throws {
    let change = try set("A'1", .yes, "2026-09-01")
    #expect(change.before.reporting == .unknown && change.after.reporting == .yes)
    #expect(change.newGeneration == change.oldGeneration + 1)
    #expect(try workspace.generation() == change.newGeneration)
    let house = try #require(try house())
    #expect(house.reporting == .yes && house.lastReport?.description == "2026-09-01")
    #expect(house.rooms == 7 && house.name == "Wisma" && house.place?.longitude == 112.6)
    #expect(try workspace.check().isEmpty)
  }

  @Test("keeps the day that is known when none is told")
  func keepsDay() throws {
    _ = try set("A'1", .no, nil)
    let house = try #require(try house())
    #expect(house.reporting == .no && house.lastReport?.description == "2026-01-31")
  }

  @Test("of a house that is not there is refused")
  func unknown() throws {
    let generation = try workspace.generation()
    #expect(throws: WorkspaceError.noSuchRow(table: "accommodations", key: "A2")) {
      try set("A2", .yes, nil)
    }
    #expect(try workspace.generation() == generation)
    #expect(try workspace.read { try $0.accommodation("A2") } == nil)
  }
}
