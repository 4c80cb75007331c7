import DisclosureControl
import GRDB
import GeoPrimitives
import Testing

@testable import GeoStore

@Suite("The journal of changed tips")
struct TipJournalTests {
  private let scratch: Scratch
  private let workspace: Workspace
  private let owner = Disclosure.owner(purpose: "test")

  init() throws {
    scratch = try Scratch()
    workspace = try Workspace.create(at: scratch.path())
    try workspace.write { transaction in
      for number in 1...20 { try transaction.insert(Sample.tip("T\(number)")) }
    }
  }

  private func changes(since generation: Int64) throws -> [Int64]? {
    try workspace.read { try $0.changedTips(since: generation) }
  }

  @Test("names each row that came, changed or went, once")
  func rows() throws {
    let before = try workspace.generation()
    #expect(try changes(since: before) == [])
    try workspace.write { transaction in
      try transaction.insert(Sample.tip("T21"))
      try transaction.setStatus(ofTip: "T3", to: .duplicate)
      try transaction.setStatus(ofTip: "T3", to: .verified)
      try transaction.insert(Sample.tip("T5", 113), onDuplicate: .replace)
      try transaction.db.execute(sql: "DELETE FROM tips WHERE id = 'T7'")
    }
    #expect(try changes(since: before) == [3, 5, 7, 21])
    let now = try workspace.generation()
    try workspace.write { try $0.insert(Sample.tip("T22")) }
    #expect(try changes(since: now) == [22])
    #expect(try changes(since: before) == [3, 5, 7, 21, 22])
  }

  @Test("reads the rows as they are now, channels numbered on")
  func readsRows() throws {
    try workspace.write { transaction in
      var tip = Sample.tip("T3", 113.5)
      tip.channel = "telepon"
      try transaction.insert(tip, onDuplicate: .replace)
      try transaction.db.execute(sql: "DELETE FROM tips WHERE id = 'T7'")
    }
    var tips: [StoredTip] = []
    let names = try workspace.read { reader in
      try reader.readTips(rows: [3, 7, 9], channelNames: ["", "whatsapp"], for: owner) {
        tips.append($0)
      }
    }
    #expect(tips.map(\.row) == [3, 9])
    #expect(tips.map(\.longitude) == [113.5, 112.6])
    #expect(names == ["", "whatsapp", "telepon"])
    #expect(tips.map(\.channel) == [2, 0])
  }

  @Test("is silent about what it cannot tell tip by tip")
  func gaps() throws {
    var before = try workspace.generation()
    func expectGap(_ change: (WorkspaceTransaction) throws -> Void) throws {
      try workspace.write { transaction in
        try transaction.setStatus(ofTip: "T1", to: .verified)
        try change(transaction)
        try transaction.setStatus(ofTip: "T2", to: .verified)
      }
      #expect(try changes(since: before) == nil)
      before = try workspace.generation()
    }
    try expectGap { try $0.insert(ServicePointRecord(id: "S1", name: "Loket")) }
    try expectGap { try $0.db.execute(sql: "UPDATE tips SET fid = 900 WHERE id = 'T9'") }
    try expectGap { transaction in
      try transaction.beginBulkLoad(.tips)
      try transaction.insert(Sample.tip("T30"))
    }
    try expectGap {
      try $0.removeAll(from: .tips); try $0.insert(Sample.tip("T2"));
      try $0.insert(Sample.tip("T1"))
    }
    #expect(try changes(since: before + 1) == nil)
  }

  @Test("says nothing of other tables that show on no map")
  func silentTables() throws {
    let before = try workspace.generation()
    try workspace.write { transaction in
      try transaction.db.execute(
        sql: """
          INSERT INTO audit ("at", "actor", "role", "action", "mac") VALUES ('', '', '', '', '')
          """)
      try transaction.insert(Sample.tip("T40"))
    }
    #expect(try changes(since: before)?.count == 1)
  }

  @Test("keeps the latest entries only")
  func bounded() throws {
    let before = try workspace.generation()
    try workspace.write { transaction in
      for _ in 0..<3 {
        for number in 1...20 { try transaction.setStatus(ofTip: "T\(number)", to: .verified) }
      }
      // As if very many changes had been made: the next one takes the oldest entries away.
      try transaction.db.execute(
        sql: "UPDATE data_generation SET value = value + ?",
        arguments: [TipJournalSQL.capacity - 10])
      try transaction.setStatus(ofTip: "T1", to: .new)
    }
    let kept = try workspace.read { reader in
      try Int.fetchOne(reader.db, sql: "SELECT count(*) FROM tip_changes")
    }
    #expect(kept == 10)
    #expect(try changes(since: before) == nil)
    #expect(try changes(since: workspace.generation() - 1) == [1])
  }

  @Test("is added to a workspace of version 1, which keeps its rows")
  func upgrade() throws {
    try workspace.write { transaction in
      let db = transaction.db
      try OlderSchema.makeVersion2(db)
      for trigger in TipJournalSQL.triggers { try db.execute(sql: trigger.drop) }
      for table in ["tips", "imports"] {
        for event in ["insert", "update", "delete"] {
          try db.execute(
            sql: """
              CREATE TRIGGER "generation_\(table)_\(event)" AFTER \(event) ON "\(table)"
              BEGIN \(GenerationSQL.raise); END
              """)
        }
      }
      try db.execute(sql: "DROP TABLE tip_changes")
      try db.execute(sql: "UPDATE petabinaan_schema SET version = 1")
    }
    workspace.close()
    #expect(throws: WorkspaceError.self) {
      try Workspace.open(at: scratch.path(), mode: .readOnly)
    }
    let old = try scratch.bytes()
    let upgrade = try Workspace.upgrade(at: scratch.path())
    #expect(upgrade.from == 1 && upgrade.to == SchemaVersion.current)
    #expect(upgrade.copy == scratch.path("w.schema-1.gpkg"))
    #expect(try scratch.names() == ["w.gpkg", "w.schema-1.gpkg"])
    #expect(try scratch.bytes("w.schema-1.gpkg").count == old.count)
    let upgraded = try Workspace.open(at: scratch.path(), mode: .readWrite)
    #expect(try upgraded.check() == [])
    #expect(try upgraded.counts()[.tips] == 20)
    let before = try upgraded.generation()
    try upgraded.write { try $0.setStatus(ofTip: "T4", to: .verified) }
    #expect(try upgraded.read { try $0.changedTips(since: before) } == [4])
    let fresh = try Scratch()
    let made = try Workspace.create(at: fresh.path())
    func schema(_ workspace: Workspace) throws -> Set<String> {
      try workspace.read {
        try Set(
          String.fetchAll(
            $0.db,
            sql:
              "SELECT sql FROM sqlite_master WHERE sql NOTNULL AND name NOT IN ('tips', 'lineage')")
        )
      }
    }
    #expect(try schema(upgraded) == schema(made))
  }
}
