import GRDB
import Testing

@testable import GeoStore

@Suite("Versions of the schema")
struct SchemaVersionTests {
  private struct Stop: Error {}

  private static let next = SchemaVersion.current + 1

  private let later = [
    SchemaVersion.Step(version: next, name: "add a table") { db in
      try db.execute(sql: "CREATE TABLE added (a)")
    },
    SchemaVersion.Step(version: next + 1, name: "add a row") { db in
      try db.execute(sql: "INSERT INTO added VALUES (1)")
    },
  ]

  @Test("An older file goes through the steps that it has not seen, each once")
  func takesEachStepOnce() throws {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try makeOlder(db)
      try SchemaVersion.upgrade(db, by: Array(later.prefix(1)))
      #expect(try SchemaVersion.found(in: db) == Self.next)
      for _ in 0..<2 { try SchemaVersion.upgrade(db, by: later) }
      #expect(try SchemaVersion.found(in: db) == Self.next + 1)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM added") == 1)
    }
  }

  @Test("A step that fails leaves the file in its old version")
  func failure() throws {
    let queue = try DatabaseQueue()
    try queue.write(makeOlder)
    let failing =
      later + [SchemaVersion.Step(version: Self.next + 2, name: "fail") { _ in throw Stop() }]
    #expect(throws: Stop.self) {
      try queue.write { try SchemaVersion.upgrade($0, by: failing) }
    }
    #expect(try queue.read { try SchemaVersion.found(in: $0) } == Self.next - 1)
    #expect(try queue.read { try $0.tableExists("added") } == false)
  }

  @Test("The released steps lead without a gap to the current version")
  func releasedSteps() {
    #expect(SchemaVersion.steps.map(\.version) == Array(2..<(SchemaVersion.current + 1)))
  }

  @Test("Every table has its key among its required columns or a rule for missing values")
  func keys() {
    for table in WorkspaceTable.allCases {
      for key in table.keyColumns { #expect(table.columns.contains { $0.name == key }) }
    }
  }

  private func makeOlder(_ db: Database) throws {
    db.add(function: DatabaseFunction("ST_IsEmpty", argumentCount: 1) { _ in nil })
    for name in ["ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"] {
      db.add(function: DatabaseFunction(name, argumentCount: 1) { _ in nil })
    }
    try SchemaVersion.create(in: db)
  }
}
