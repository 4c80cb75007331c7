import GRDB
import GeoPrimitives
import Places
import Testing

@testable import GeoStore

@Suite("Editions of villages")
struct EditionTests {
  private let scratch: Scratch
  private let workspace: Workspace

  init() throws {
    scratch = try Scratch()
    workspace = try Workspace.create(at: scratch.path())
  }

  private func village(_ code: String, from day: CivilDate?) throws -> VillageRecord {
    var village = try Sample.village(code)
    village.validFrom = day
    return village
  }

  private func stamp() throws -> String { try workspace.read { try $0.borderStamp() } }

  @Test("of one code stand beside each other, each day once")
  func editions() throws {
    let day = try #require(CivilDate(year: 2022, month: 1, day: 1))
    try workspace.write { transaction in
      try transaction.insert(try village("35.07.01.2001", from: nil))
      try transaction.insert(try village("35.07.01.2001", from: day))
      #expect(throws: WorkspaceError.self) {
        try transaction.insert(try village("35.07.01.2001", from: day))
      }
    }
    var days: [CivilDate?] = []
    try workspace.readVillages { days.append($0.validFrom) }
    #expect(days == [nil, day])
  }

  @Test("give way to another area one by one")
  func replacing() throws {
    let day = try #require(CivilDate(year: 2022, month: 1, day: 1))
    let other = Sample.square(112.6, -7.9, side: 0.02)
    try workspace.write { transaction in
      try transaction.insert(try village("35.07.01.2001", from: nil))
      try transaction.insert(try village("35.07.01.2001", from: day))
      try transaction.replaceGeometry(
        ofVillage: try AreaCode("35.07.01.2001"), validFrom: day, with: other)
    }
    var areas: [MultiPolygon?] = []
    try workspace.readVillages { areas.append($0.geometry) }
    #expect(areas == [try Sample.village("35.07.01.2001").geometry, other])
  }

  @Test("change the mark of the borders, as larger areas do, and other rows do not")
  func stamps() throws {
    let first = try stamp()
    try workspace.write { try $0.insert(Sample.tip("T1")) }
    #expect(try stamp() == first)
    try workspace.write { try $0.insert(try village("35.07.01.2001", from: nil)) }
    let second = try stamp()
    #expect(second != first && second.count == 32)
    try workspace.write { transaction in
      try transaction.db.execute(sql: "UPDATE villages SET name = 'Lain'")
    }
    let third = try stamp()
    #expect(third != second)
    try workspace.write { transaction in
      try transaction.beginBulkLoad(.villages)
      try transaction.insert(try village("35.07.01.2002", from: nil))
    }
    #expect(try stamp() != third)
  }

  @Test("come to a workspace of version 3 by an upgrade")
  func upgrade() throws {
    try workspace.write { transaction in
      try transaction.insert(try village("35.07.01.2001", from: nil))
      try OlderSchema.makeVersion3(transaction.db)
    }
    workspace.close()
    let upgrade = try Workspace.upgrade(at: scratch.path())
    #expect(upgrade.from == 3 && upgrade.to == SchemaVersion.current)
    let upgraded = try Workspace.open(at: scratch.path(), mode: .readWrite)
    #expect(try upgraded.check() == [])
    #expect(try upgraded.read { try $0.borderStamp() }.count == 32)
    let day = try #require(CivilDate(year: 2022, month: 1, day: 1))
    try upgraded.write { try $0.insert(try village("35.07.01.2001", from: day)) }
    #expect(try upgraded.counts()[.villages] == 2)
  }
}
