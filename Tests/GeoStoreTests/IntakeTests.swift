import DisclosureControl
import GRDB
import GeoPrimitives
import Places
import Testing

@testable import GeoStore

@Suite("Intake of tips into the workspace")
struct IntakeTests {
  private static let moment = Instant(secondsSince1970: 1_780_000_000)
  private static let owner = Disclosure.owner(purpose: "tests")

  private static func tip(
    _ id: String, _ summary: String?, seconds: Int64 = 0, place: Coordinate? = nil,
    placeText: String? = nil
  ) -> TipRecord {
    var tip = TipRecord(
      id: id, occurredAt: Instant(secondsSince1970: 1_700_000_123 + seconds), category: .tppo)
    tip.summary = summary
    tip.place = place
    tip.placeText = placeText
    return tip
  }

  /// What became of tips that are taken in one after the other: to which each is linked.
  private static func links(_ tips: [TipRecord], inBulk: Bool = false) throws -> [String?] {
    let scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    defer { workspace.close() }
    let links = try workspace.write { transaction in
      if inBulk { try transaction.beginBulkLoad(.tips, expecting: tips.count) }
      return try tips.map { try transaction.take($0).duplicateOf }
    }
    let stored = try workspace.read { reader in
      try tips.map {
        ($0.id, try reader.tip($0.id, for: owner)?.status, try reader.original(ofDuplicate: $0.id))
      }
    }
    for (index, (_, status, original)) in stored.enumerated() {
      #expect(status == (links[index] == nil ? .new : .duplicate) && original == links[index])
    }
    return links
  }

  private static let here = Coordinate(longitude: 106.85, latitude: -6.16)

  @Test("The same words at the same place within a day are one report", arguments: [false, true])
  func duplicates(inBulk: Bool) throws {
    let text = "Perekrutan ke luar negeri, tanpa kontrak"
    let near = Coordinate(longitude: 106.8515, latitude: -6.1605)
    let far = Coordinate(longitude: 106.86, latitude: -6.16)
    let links = try Self.links(
      [
        Self.tip("a", text, place: Self.here),
        Self.tip("b", "perekrutan  ke LUAR negeri tanpa kontrak!", seconds: 80_000, place: near),
        Self.tip("c", text, seconds: 90_000, place: Self.here),
        Self.tip("d", text, place: far),
        Self.tip("e", "Perekrutan ke luar negeri, dengan kontrak", place: Self.here),
        Self.tip("f", text, seconds: -80_000, place: Self.here),
      ], inBulk: inBulk)
    #expect(links == [nil, "a", nil, nil, nil, "a"])
  }

  @Test("Tips that say little are one report only in the same second at the same words of a place")
  func shortTexts() throws {
    let links = try Self.links([
      Self.tip("a", "overstay", placeText: "belakang Hotel X"),
      Self.tip("b", "overstay", placeText: "Belakang hotel X."),
      Self.tip("c", "overstay", seconds: 1, placeText: "belakang Hotel X"),
      Self.tip("d", nil, place: Self.here), Self.tip("e", nil, place: Self.here),
      Self.tip("f", "ada", place: Self.here), Self.tip("g", "ada", place: Self.here),
    ])
    #expect(links == [nil, "a", nil, nil, nil, nil, nil])
    // A day without a time is no second.
    let midnight = Instant(startOf: try #require(CivilDate("2026-03-09")), in: .wita)
    var days = ["h", "i"].map { Self.tip($0, nil, placeText: "Kel. Kebon Kosong") }
    for index in days.indices { days[index].occurredAt = midnight }
    #expect(try Self.links(days) == [nil, nil])
  }

  @Test("A tip that was triaged before is not marked")
  func triaged() throws {
    var later = Self.tip("b", "Perekrutan tanpa kontrak kerja", place: Self.here)
    later.status = .verified
    let scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    defer { workspace.close() }
    let link = try workspace.write { transaction in
      _ = try transaction.take(Self.tip("a", "Perekrutan tanpa kontrak kerja", place: Self.here))
      return try transaction.take(later).duplicateOf
    }
    #expect(link == nil)
  }

  @Test("What is kept of a text goes with the tip and with its texts")
  func forgetting() throws {
    let scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    let count = {
      try workspace.read { try Int.fetchOne($0.db, sql: "SELECT count(*) FROM tip_texts") }
    }
    let text = "Perekrutan tanpa kontrak kerja"
    try workspace.write { transaction in
      for id in ["a", "b", "c"] {
        _ = try transaction.take(
          Self.tip(id, text + id, placeText: "x"), inDoubtBetween: [], at: Self.moment)
      }
    }
    #expect(try count() == 3)
    try workspace.write { try $0.removeTip("a") }
    #expect(try count() == 2)
    var bare = Self.tip("b", nil)
    bare.place = Self.here
    try workspace.write { _ = try $0.insert(bare, onDuplicate: .replace) }
    #expect(try count() == 1)
    #expect(try workspace.read { try $0.review(ofTip: "a", for: Self.owner) } == nil)
    try workspace.write { try $0.removeAll(from: .tips) }
    #expect(try count() == 0)
    #expect(try workspace.read { try $0.review(ofTip: "c", for: Self.owner) } == nil)
    workspace.close()
  }

  @Test("A receipt is found by its key until it is too old")
  func receipts() throws {
    let scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    defer { workspace.close() }
    let (key, body) = (Digest256(sha256: [1]), Digest256(sha256: [2]))
    let receipt = IntakeReceipt(tip: "a", isInReview: true, body: body)
    try workspace.write { try $0.keep(receipt, for: key, at: Self.moment) }
    #expect(throws: WorkspaceError.self) {
      try workspace.write { try $0.keep(receipt, for: key, at: Self.moment) }
    }
    #expect(try workspace.write { try $0.receipt(for: key) } == receipt)
    #expect(try workspace.write { try $0.receipt(for: body) } == nil)
    #expect(try workspace.write { try $0.forgetReceipts(before: Self.moment) } == 0)
    let later = Instant(secondsSince1970: Self.moment.secondsSince1970 + 1)
    #expect(try workspace.write { try $0.forgetReceipts(before: later) } == 1)
    #expect(try workspace.write { try $0.receipt(for: key) } == nil)
  }

  @Test("A part that fails is undone alone")
  func parts() throws {
    struct Stop: Error {}
    let scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    defer { workspace.close() }
    try workspace.write { transaction in
      for id in ["a", "b", "c"] {
        try? transaction.separately {
          _ = try transaction.take(Self.tip(id, nil, place: Self.here))
          if id == "b" { throw Stop() }
        }
      }
    }
    var ids: [String] = []
    try workspace.read { try $0.readTipRecords(for: Self.owner) { ids.append($0.id) } }
    #expect(ids == ["a", "c"])
  }

  @Test(
    "A doubtful tip waits with its candidates until it has a place, and shows as a change of tips")
  func review() throws {
    let scratch = try Scratch()
    let workspace = try Workspace.create(at: scratch.path())
    defer { workspace.close() }
    let candidate = PlaceCandidate(
      code: try AreaCode("31.71.03.1001"), name: "Kebon \"Kosong\"",
      fullName: "Kebon Kosong, Kemayoran",
      level: .desa, place: Self.here, radiusMeters: 640.5, score: 0.61)
    try workspace.write {
      _ = try $0.take(
        Self.tip("a", nil, placeText: "Kebon Kosong"), inDoubtBetween: [candidate], at: Self.moment)
    }
    var waiting: [(ReviewRecord, TipRecord)] = []
    try workspace.read { try $0.readReview(for: Self.owner) { waiting.append(($0, $1)) } }
    #expect(waiting.map(\.0.tip) == ["a"] && waiting.first?.1.placeText == "Kebon Kosong")
    #expect(waiting.first.map { ReviewCandidates.parse($0.0.candidates) } == [candidate])
    let before = try workspace.generation()
    try workspace.write { try $0.placeTip("a", at: Self.here, level: .desa, radiusMeters: 640.5) }
    #expect(try workspace.read { try $0.changedTips(since: before) } == [1])
    let tip = try workspace.read { try $0.tip("a", for: Self.owner) }
    #expect(tip?.place == Self.here && tip?.level == .desa && tip?.radiusMeters == 640.5)
    #expect(throws: WorkspaceError.noSuchRow(table: "review", key: "a")) {
      try workspace.write { try $0.endReview(of: "a") }
    }
    #expect(try workspace.check().isEmpty)
  }

  @Test("A workspace of version 4 gets the tables of the intake, and then is as a new one")
  func upgrade() throws {
    let scratch = try Scratch()
    let path = scratch.path()
    try Workspace.create(at: path).close()
    let shape = { (path: String) in
      try DatabaseQueue(path: path).read {
        try String.fetchAll($0, sql: "SELECT name || ifnull(sql, '') FROM sqlite_master ORDER BY 1")
      }
    }
    let new = try shape(path)
    try DatabaseQueue(path: path).write(OlderSchema.makeVersion4)
    #expect(try shape(path) != new)
    #expect(throws: WorkspaceError.self) { try Workspace.open(at: path, mode: .readWrite) }
    #expect(try Workspace.upgrade(at: path).from == 4)
    #expect(try shape(path) == new)
    let workspace = try Workspace.open(at: path, mode: .readWrite)
    defer { workspace.close() }
    try workspace.write {
      _ = try $0.take(Self.tip("a", "Perekrutan tanpa kontrak", place: Self.here))
    }
    #expect(try workspace.check().isEmpty)
  }
}
