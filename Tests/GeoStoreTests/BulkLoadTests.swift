import DisclosureControl
import GRDB
import GeoPrimitives
import Support
import Testing

@testable import GeoStore

@Suite("Bulk loads and spatial indexes")
struct BulkLoadTests {
  private let scratch: Scratch
  private let workspace: Workspace

  init() throws {
    scratch = try Scratch()
    workspace = try Workspace.create(at: scratch.path())
  }

  /// Around the numbers at which the packed tree changes its shape: 45 rows fill a leaf.
  @Test(
    "The packed index of n rows is sound and finds what brute force finds",
    arguments: [0, 1, 44, 45, 46, 90, 91, 2025, 2026, 5000])
  func packedIndex(count: Int) throws {
    let tips = randomTips(count, seed: UInt64(count) + 1)
    try workspace.write { transaction in
      try transaction.beginBulkLoad(.tips)
      for tip in tips { try transaction.insert(tip) }
    }
    #expect(try workspace.check() == [])
    try compareWithBruteForce(tips)
  }

  @Test("Rows that come after a bulk load find their way into the packed index")
  func insertsAfterwards() throws {
    let tips = randomTips(3000, seed: 7)
    try workspace.write { transaction in
      try transaction.beginBulkLoad(.tips)
      for tip in tips.prefix(2000) { try transaction.insert(tip) }
    }
    try workspace.write { transaction in
      for tip in tips.suffix(1000) { try transaction.insert(tip) }
      for tip in tips.prefix(500) {
        var moved = tip
        moved.place = tips[2999].place
        try transaction.insert(moved, onDuplicate: .replace)
      }
    }
    #expect(try workspace.check() == [])
  }

  @Test("Rows all at one place are indexed")
  func onePlace() throws {
    try workspace.write { transaction in
      try transaction.beginBulkLoad(.tips)
      for index in 0..<500 { try transaction.insert(Sample.tip("T\(index)", 110, -7)) }
    }
    #expect(try workspace.check() == [])
  }

  @Test("A bulk load leaves the same rows and the same extent as plain writing")
  func equalsPlain() throws {
    let tips = randomTips(1500, seed: 3)
    let plain = try Workspace.create(at: scratch.path("plain.gpkg"))
    for (target, inBulk) in [(workspace, true), (plain, false)] {
      try target.write { transaction in
        if inBulk { try transaction.beginBulkLoad(.tips) }
        for (index, tip) in tips.enumerated() {
          try transaction.insert(tip)
          if index % 10 == 0 { try transaction.insert(tip, onDuplicate: .replace) }
          if index % 7 == 0 { try transaction.insert(tip, onDuplicate: .skip) }
        }
        if inBulk { try transaction.endBulkLoad(.tips) }
      }
    }
    let queries = [
      // All but the moment at which each was accepted: the one workspace is written after the other.
      """
      SELECT fid, geom, id, occurred_at, category, origin, status, level, radius_m, channel, place_text,
        summary, accepted_at ISNULL FROM tips ORDER BY fid
      """,
      "SELECT name, sql FROM sqlite_master ORDER BY name",
      "SELECT id FROM rtree_tips_geom ORDER BY id",
      """
      SELECT round(min_x, 4), round(min_y, 4), round(max_x, 4), round(max_y, 4)
      FROM gpkg_contents ORDER BY table_name
      """,
    ]
    for sql in queries { #expect(try rows(sql, in: workspace) == rows(sql, in: plain)) }
    #expect(try plain.check() == [])
  }

  @Test(
    "Villages are loaded in bulk with their extents, those without an area left out of the index")
  func villages() throws {
    try workspace.write { transaction in
      try transaction.beginBulkLoad(.villages)
      for index in 0..<120 {
        var village = try Sample.village("35.07.01.\(2001 + index)", 110 + Double(index) / 50)
        if index % 5 == 0 { village.geometry = nil }
        if index == 7 { village.geometry = MultiPolygon([]) }
        try transaction.insert(village)
      }
      let again = try Sample.village("35.07.01.2001")
      #expect(code { try transaction.insert(again) } == "row.duplicate")
    }
    #expect(try workspace.check() == [])
    let extent = try workspace.read { try ContentsRow.extent(of: .villages, in: $0.db) }
    var expected = Envelope.empty
    try workspace.readVillages { expected = expected.union($0.geometry?.envelope ?? .empty) }
    #expect(extent == expected)
  }

  @Test("The data generation rises once in a bulk load, and not in an empty one")
  func generation() throws {
    let before = try workspace.generation()
    try workspace.write { transaction in
      try transaction.beginBulkLoad(.tips)
      for tip in randomTips(50, seed: 1) { try transaction.insert(tip) }
    }
    #expect(try workspace.generation() == before + 1)
    try workspace.write { try $0.beginBulkLoad(.tips) }
    #expect(try workspace.generation() == before + 1)
  }

  @Test("A few rows for a large table are written plainly")
  func fewRows() throws {
    try workspace.write { transaction in
      for tip in randomTips(100, seed: 1) { try transaction.insert(tip) }
    }
    try workspace.write { transaction in
      try transaction.beginBulkLoad(.tips, expecting: 2)
      #expect(try transaction.writer(of: .tips).isBulkLoading == false)
      try transaction.beginBulkLoad(.tips, expecting: 200)
      #expect(try transaction.writer(of: .tips).isBulkLoading)
    }
  }

  @Test("A box of floats holds the box of doubles that it was made of")
  func roundingOutwards() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<10_000 {
      let x = random.uniform(-180...180)
      let y = random.uniform(-90...90)
      let box = RTreeNode.Box(around: Envelope(minX: x, minY: y, maxX: x, maxY: y))
      #expect(Double(box.minX) <= x && x <= Double(box.maxX))
      #expect(Double(box.minY) <= y && y <= Double(box.maxY))
      #expect(box.maxX <= box.minX.nextUp && box.maxY <= box.minY.nextUp)
    }
  }

  @Test("A row number too large for the directory of keys leaves the key index in place")
  func hugeRowNumbers() throws {
    try workspace.write { transaction in
      try transaction.insert(Sample.tip("T1"))
      try transaction.db.execute(sql: "UPDATE tips SET fid = 9000000000")
      try transaction.beginBulkLoad(.tips)
      #expect(try transaction.writer(of: .tips).directory == nil)
      #expect(code { try transaction.insert(Sample.tip("T1")) } == "row.duplicate")
      try transaction.insert(Sample.tip("T2"))
    }
    #expect(try workspace.check() == [])
  }

  private func randomTips(_ count: Int, seed: UInt64) -> [TipRecord] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { index in
      Sample.tip("T\(index)", random.uniform(95...141), random.uniform(-11...6))
    }
  }

  private func compareWithBruteForce(_ tips: [TipRecord]) throws {
    var random = SeededRandom(seed: 99)
    for _ in 0..<50 {
      let x = random.uniform(90...140)
      let y = random.uniform(-12...5)
      let width = random.uniform(0...10)
      let window = Envelope(minX: x, minY: y, maxX: x + width, maxY: y + width)
      // The boxes are rounded outwards, so the index may find neighbours of the window's edge.
      let found = try workspace.read { reader in
        try String.fetchAll(
          reader.db,
          sql: """
            SELECT t.id FROM rtree_tips_geom r JOIN tips t ON t.fid = r.id
            WHERE r.maxx >= ? AND r.minx <= ? AND r.maxy >= ? AND r.miny <= ?
              AND ST_MinX(t.geom) BETWEEN ? AND ? AND ST_MinY(t.geom) BETWEEN ? AND ?
            ORDER BY t.fid
            """,
          arguments: [
            window.minX, window.maxX, window.minY, window.maxY, window.minX, window.maxX,
            window.minY, window.maxY,
          ])
      }
      let expected = tips.filter { tip in tip.place.map(window.contains) ?? false }.map(\.id)
      #expect(found == expected)
    }
  }

  private func rows(_ sql: String, in workspace: Workspace) throws -> [String] {
    try workspace.read { reader in
      try Row.fetchAll(reader.db, sql: sql).map { row in
        "[" + row.databaseValues.map { "\($0)" }.joined(separator: ", ") + "]"
      }
    }
  }
}
