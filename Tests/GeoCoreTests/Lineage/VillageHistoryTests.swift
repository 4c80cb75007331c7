import DemoSupport
import GeoCore
import Support
import Testing

@Suite("Villages through time")
struct VillageHistoryTests {
  private let spring = day(2024, 3, 1)

  /// A board of which 2001 was split into 2011 and 2012 in spring 2024, 2002 has been there all the time
  /// and 2003 ended.
  private func scene() throws -> SmallWorkspace {
    let small = try SmallWorkspace(columns: 2, rows: 1)
    try small.workspace.write { transaction in
      try transaction.removeAll(from: .villages)
      try transaction.insert(village("2001", "Induk Lama", to: spring, square: (0, 0)))
      try transaction.insert(village("2011", "Anak Satu", from: spring, square: (0, 0)))
      try transaction.insert(village("2012", "Anak Dua", from: spring, square: (2, 0)))
      try transaction.insert(village("2002", "Sukun", square: (1, 0)))
      var first = LineageChange("35.07.01.2001", "35.07.01.2011", .split, on: spring)
      first.areaShare = 0.7
      var second = LineageChange("35.07.01.2001", "35.07.01.2012", .split, on: spring)
      second.areaShare = 0.3
      let end = LineageChange("35.07.01.2003", nil, .end, on: spring)
      for change in [first, second, end] { try transaction.insert(LineageRecord(change)) }
      try transaction.insert(
        CodePair(kemendagri: "35.07.01.2011", bps: "3507010011", basis: "file"))
      try transaction.insert(
        ProgrammeRecord(code: "35.07.01.2001", status: .aktif, since: day(2023, 1, 1)))
      try transaction.insert(
        PopulationRecord(code: "35.07.01.2001", residents: 1000, asOf: day(2023, 1, 1)))
    }
    return small
  }

  private func village(
    _ number: String, _ name: String, from: CivilDate? = nil, to: CivilDate? = nil,
    square: (Int, Int)
  ) throws -> VillageRecord {
    var village = VillageRecord(
      code: try AreaCode("35.07.01.\(number)"), name: name,
      geometry: SmallWorkspace.square(square.0, square.1))
    village.validFrom = from
    village.validTo = to
    return village
  }

  private func answer(
    _ code: String, _ scheme: CodeScheme? = nil, asOf day: CivilDate? = nil,
    in snapshot: DatasetSnapshot
  ) throws -> JSONObject {
    let history = try VillageHistory(code: code, scheme: scheme, asOf: day, in: snapshot.register)
    let query = try HeatParameters(try QueryParameters([]), zone: .wib).query
    return try JSONObject(
      try VillageAnswer(history, query: query, in: snapshot, for: .owner(purpose: "test")).json)
  }

  @Test("a map shows the villages of today; stage and residents come from the old village")
  func snapshot() throws {
    let snapshot = try scene().snapshot()
    #expect(
      snapshot.villages.areas.map(\.code.text) == [
        "35.07.01.2002", "35.07.01.2011", "35.07.01.2012",
      ])
    #expect(snapshot.villages.areas.map(\.status) == [nil, .aktif, .aktif])
    #expect(snapshot.residents == ["35.07.01.2011": 700, "35.07.01.2012": 300])
  }

  @Test("a profile of today says from where its stage and residents come")
  func profile() throws {
    let snapshot = try scene().snapshot()
    let found = try answer("35.07.01.2012", in: snapshot)
    #expect(found.text("status") == "aktif" && found.text("status_from") == "35.07.01.2001")
    #expect(found.number("residents") == 300)
    #expect(found.texts("residents_from") == ["35.07.01.2001"])
    #expect(found.text("standing") == "current" && found.text("valid_from") == "2024-03-01")
    #expect(found.list("predecessors").map { $0.text("code") } == ["35.07.01.2001"])
    #expect(found.list("predecessors")[0].number("area_share") == 0.3)
    #expect(found.list("programme").map { $0.bool("inherited") } == [true])
    #expect(found.object("density")?.number("count") == 0)
  }

  @Test(
    "a code that has ended is answered with its last edition and its successors, without figures")
  func gone() throws {
    let snapshot = try scene().snapshot()
    let found = try answer("3507012001", in: snapshot)
    #expect(found.text("name") == "Induk Lama" && found.text("standing") == "gone")
    #expect(found.text("valid_to") == "2024-03-01")
    #expect(found.list("successors").map { $0.text("code") } == ["35.07.01.2011", "35.07.01.2012"])
    #expect(found.object("density") == nil)
    #expect(found.object("density_refused")?.text("code") == "other-edition")
    #expect(found.number("area_km2").map { $0 > 4 && $0 < 6 } == true)
  }

  @Test(
    "on a day before the change the old village is the current one, and the new are not yet there")
  func past() throws {
    let snapshot = try scene().snapshot()
    let before = day(2023, 6, 1)
    let old = try answer("35.07.01.2001", asOf: before, in: snapshot)
    #expect(old.text("standing") == "current" && old.text("asof") == "2023-06-01")
    #expect(old.text("status") == "aktif" && old.text("status_from") == nil)
    #expect(old.number("residents") == 1000)
    #expect(old.list("successors").count == 2)
    let new = try answer("35.07.01.2011", asOf: before, in: snapshot)
    #expect(new.text("standing") == "not_yet" && new.text("status") == nil)
    #expect(new.list("predecessors").map { $0.text("code") } == ["35.07.01.2001"])
  }

  @Test("a code that only lineage knows is told of, one that never was is unknown")
  func lineageOnly() throws {
    let snapshot = try scene().snapshot()
    let ended = try answer("35.07.01.2003", in: snapshot)
    #expect(ended.text("standing") == "ended" && ended.text("ended_on") == "2024-03-01")
    #expect(ended.text("name") == nil)
    #expect(throws: RequestError.unknownVillage("35.07.01.9999")) {
      try VillageHistory(code: "35.07.01.9999", in: snapshot.register)
    }
  }

  @Test("a BPS code stands for its village, on demand or where no other has its digits")
  func bps() throws {
    let snapshot = try scene().snapshot()
    for (code, scheme) in [("3507010011", CodeScheme.bps), ("3507010011", nil)] {
      let found = try answer(code, scheme, in: snapshot)
      #expect(found.text("code") == "35.07.01.2011" && found.texts("bps") == ["3507010011"])
    }
    #expect(throws: RequestError.self) {
      try VillageHistory(code: "3507010011", scheme: .kemendagri, in: snapshot.register)
    }
    #expect(throws: RequestError.self) {
      try VillageHistory(code: "3507012001", scheme: .bps, in: snapshot.register)
    }
  }

  @Test("the villages near a place are those of the day")
  func near() throws {
    let snapshot = try scene().snapshot()
    let place = SmallWorkspace.place(0.5, 0.5)
    let now = try JSONObject(VillageList(near: place, limit: 2, in: snapshot).json)
    #expect(now.list("villages").first?.text("code") == "35.07.01.2011")
    let before = try JSONObject(
      VillageList(near: place, limit: 3, asOf: day(2023, 1, 1), in: snapshot).json)
    #expect(before.text("asof") == "2023-01-01")
    #expect(before.list("villages").map { $0.text("code") } == ["35.07.01.2001", "35.07.01.2002"])
    #expect(before.list("villages").map { $0.bool("contains") } == [true, false])
  }

  @Test("a search finds names with slips and old codes, those of today first")
  func search() throws {
    let register = try scene().snapshot().register
    let search = VillageSearch(in: register)
    #expect(search.hits(for: "anak", limit: 10).map(\.code) == ["35.07.01.2011", "35.07.01.2012"])
    #expect(search.hits(for: "ANAK DUA", limit: 10).map(\.rank) == [0])
    #expect(search.hits(for: "Desa Sukunn", limit: 10).map(\.code) == ["35.07.01.2002"])
    #expect(search.hits(for: "lama", limit: 10).map(\.code) == ["35.07.01.2001"])
    #expect(search.hits(for: "35.07.01.201", limit: 10).count == 2)
    #expect(search.hits(for: "3507010011", limit: 10).map(\.code) == ["35.07.01.2011"])
    #expect(search.hits(for: "anak", within: "35.08", limit: 10).isEmpty)
    #expect(search.hits(for: "anak, kota lain", limit: 10).isEmpty)
    #expect(search.hits(for: "  ", limit: 10).isEmpty)
    guard case .gone(let descent) = search.hits(for: "induk lama", limit: 1).first?.standing else {
      Issue.record("the old village is not told as gone")
      return
    }
    #expect(descent.successors.count == 2)
  }
}
