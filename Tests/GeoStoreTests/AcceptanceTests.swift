import DisclosureControl
import GRDB
import GeoPrimitives
import Testing

@testable import GeoStore

@Suite("Since when a tip counts")
struct AcceptanceTests {
  private let scratch: Scratch
  private let workspace: Workspace
  private let owner = Disclosure.owner(purpose: "test")
  private let early = Instant(secondsSince1970: 1_700_000_000)

  init() throws {
    scratch = try Scratch()
    workspace = try Workspace.create(at: scratch.path())
  }

  private func acceptance(_ id: String) throws -> Instant? {
    try #require(try workspace.tip(id, for: owner)).acceptedAt
  }

  @Test("A tip on the maps counts from the time at which it is added, one by one or in bulk")
  func added() throws {
    var unfounded = Sample.tip("T3")
    unfounded.status = .unfounded
    var dated = Sample.tip("T4")
    dated.acceptedAt = early
    let before = try #require(try now())
    let generation = try workspace.generation()
    for (suffix, isBulk) in [("", false), ("b", true)] {
      try workspace.write { transaction in
        if isBulk { try transaction.beginBulkLoad(.tips) }
        for var tip in [Sample.tip("T1"), Sample.tip("T2"), unfounded, dated] {
          tip.id += suffix
          try transaction.insert(tip)
        }
      }
      let first = try #require(try acceptance("T1" + suffix))
      let after = try #require(try now())
      #expect(first >= before && first <= after)
      #expect(try acceptance("T2" + suffix) == first)
      #expect(try acceptance("T3" + suffix) == nil)
      #expect(try acceptance("T4" + suffix) == early)
    }
    // One step for each row, none for its time, and one for the bulk load.
    #expect(try workspace.generation() == generation + 5)
    var stored: [Int64?] = []
    try workspace.readTips(for: owner) { stored.append($0.acceptedSecondsSince1970) }
    #expect(stored.prefix(4).last == early.secondsSince1970)
    #expect(stored.map { $0 == nil } == [false, false, true, false, false, false, true, false])
    #expect(try workspace.check() == [])
  }

  @Test("A tip that is sent again keeps its time; one that comes onto the maps gets one")
  func replaced() throws {
    var unfounded = Sample.tip("T2")
    unfounded.status = .unfounded
    var dated = Sample.tip("T1")
    dated.acceptedAt = early
    try workspace.write { transaction in
      try transaction.insert(dated)
      try transaction.insert(unfounded)
      try transaction.insert(Sample.tip("T1"), onDuplicate: .replace)
      try transaction.insert(Sample.tip("T2"), onDuplicate: .replace)
    }
    #expect(try acceptance("T1") == early)
    #expect(try acceptance("T2") != nil)
  }

  @Test("Other programs need not know of it, and the journal names each row that they change")
  func otherPrograms() throws {
    try workspace.write { transaction in
      for number in 1...3 {
        var tip = Sample.tip("T\(number)")
        tip.acceptedAt = early
        tip.status = number == 3 ? .unfounded : .new
        if number == 3 { tip.acceptedAt = nil }
        try transaction.insert(tip)
      }
    }
    let before = try workspace.generation()
    let columns = "(id, geom, occurred_at, category, status)"
    let values = "geom, occurred_at, category"
    let queue = try WorkspaceConnections.writer(scratch.path())
    try queue.inDatabase { db in
      for (id, status) in [("Q1", "new"), ("Q2", "verified"), ("Q3", "unfounded")] {
        try db.execute(
          sql:
            "INSERT INTO tips \(columns) SELECT '\(id)', \(values), '\(status)' FROM tips LIMIT 1")
      }
      try db.execute(
        sql: """
          INSERT INTO tips (id, occurred_at, category, accepted_at)
          VALUES ('Q4', '2026-01-01T00:00:00Z', 'pmi', '2026-02-01T00:00:00Z')
          """)
      try db.execute(sql: "UPDATE tips SET status = 'duplicate' WHERE id = 'T1'")
      try db.execute(sql: "UPDATE tips SET status = 'verified' WHERE id IN ('T1', 'T3')")
    }
    try queue.close()
    for id in ["Q1", "Q2"] { #expect(try acceptance(id) != nil) }
    #expect(try acceptance("Q3") == nil)
    #expect(try acceptance("Q4")?.iso8601 == "2026-02-01T00:00:00Z")
    #expect(try acceptance("T1") == early)
    #expect(try acceptance("T3") != nil)
    #expect(try workspace.read { try $0.changedTips(since: before) } == [1, 3, 4, 5, 6, 7])
    #expect(try workspace.check() == [])
  }

  @Test(
    "A row that GDAL adds gets its time as well",
    .enabled(if: Tool.isInstalled("ogrinfo"), "ogrinfo is not installed"))
  func gdal() throws {
    workspace.close()
    let sql = "INSERT INTO tips (id, occurred_at, category) VALUES ('Q1', '2026-01-01', 'pmi')"
    let result = try Tool.run("ogrinfo", ["-sql", sql, scratch.path()])
    #expect(result.status == 0 && !result.output.contains("ERROR"), "\(result.output)")
    let reopened = try Workspace.open(at: scratch.path(), mode: .readOnly)
    let tip = try #require(try reopened.tip("Q1", for: owner))
    #expect(tip.acceptedAt != nil)
    #expect(try reopened.read { try $0.changedTips(since: 1) } == [1])
  }

  @Test("An upgrade from version 2 lets the tips on the maps count from now on, and keeps a copy")
  func upgrade() throws {
    try workspace.write { transaction in
      for (index, status) in TipStatus.allCases.enumerated() {
        var tip = Sample.tip("T\(index)")
        tip.status = status
        try transaction.insert(tip)
      }
      try OlderSchema.makeVersion2(transaction.db)
    }
    let generation = try workspace.generation()
    workspace.close()
    let upgrade = try Workspace.upgrade(at: scratch.path())
    #expect(upgrade.from == 2 && upgrade.to == SchemaVersion.current)
    #expect(upgrade.copy == scratch.path("w.schema-2.gpkg"))
    let upgraded = try Workspace.open(at: scratch.path(), mode: .readWrite)
    #expect(try upgraded.check() == [])
    var accepted: [TipStatus: Bool] = [:]
    try upgraded.readTipRecords(for: owner) { accepted[$0.status] = $0.acceptedAt != nil }
    #expect(accepted == [.new: true, .verified: true, .unfounded: false, .duplicate: false])
    #expect(try upgraded.read { try $0.changedTips(since: generation) } == nil)
    let before = try upgraded.generation()
    try upgraded.write { try $0.insert(Sample.tip("T9"), onDuplicate: .replace) }
    #expect(try upgraded.read { try $0.changedTips(since: before) } == [5])
    let made = try Workspace.create(at: scratch.path("new.gpkg"))
    #expect(try columns(of: upgraded) == columns(of: made))
    let copy = try DatabaseQueue(path: scratch.path("w.schema-2.gpkg"))
    #expect(
      try copy.read { try $0.columns(in: "tips").map(\.name) }.contains("accepted_at") == false)
  }

  @Test("What only the file keeps account of is not exported")
  func exported() throws {
    #expect(!WorkspaceTable.tips.columnNames.contains("accepted_at"))
    #expect(WorkspaceTable.tips.storedColumns.contains("accepted_at"))
  }

  /// Names, types and defaults, whatever their order.
  private func columns(of workspace: Workspace) throws -> Set<String> {
    try workspace.read { reader in
      try Set(
        reader.db.columns(in: "tips").map { column in
          "\(column.name) \(column.type) \(column.isNotNull) \(column.defaultValueSQL ?? "")"
        })
    }
  }

  private func now() throws -> Instant? {
    try workspace.read { reader in
      Instant(
        iso8601: try String.fetchOne(
          reader.db, sql: "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now')") ?? "", defaultZone: .utc)
    }
  }
}
