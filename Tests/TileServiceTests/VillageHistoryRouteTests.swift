import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Villages through time over HTTP")
struct VillageHistoryRouteTests {
  private func scene() throws -> (SmallWorkspace, ServiceUnderTest) {
    let small = try SmallWorkspace(columns: 2, rows: 1)
    let spring = try #require(CivilDate("2024-03-01"))
    try small.workspace.write { transaction in
      var old = VillageRecord(
        code: try AreaCode("35.07.01.2090"), name: "Lama", geometry: SmallWorkspace.square(0, 0))
      old.validTo = spring
      try transaction.insert(old)
      try transaction.insert(
        LineageRecord(LineageChange("35.07.01.2090", "35.07.01.2001", .move, on: spring)))
      try transaction.insert(CodePair(kemendagri: "35.07.01.2001", bps: "1201010001"))
      try transaction.insert(CodePair(kemendagri: "12.01.01.2001", bps: "3507010077"))
    }
    return (small, try ServiceUnderTest(small.workspace))
  }

  @Test("a code that has ended is answered, with a link to its successor")
  func gone() async throws {
    let (small, service) = try scene()
    defer { withExtendedLifetime(small) {} }
    let answer = try await service("/villages/35.07.01.2090", as: .public)
    #expect(answer.status == 200)
    #expect(answer["Link"] == #"</villages/35.07.01.2001>; rel="successor-version""#)
    let found = try JSONObject(answer.text)
    #expect(found.text("standing") == "gone" && found.text("valid_to") == "2024-03-01")
    let then = try await service("/villages/35.07.01.2090?asof=2024-02-29", as: .public)
    #expect(try JSONObject(then.text).text("standing") == "current")
    #expect(then["Link"] == nil)
  }

  @Test("lineage is told to everybody, for either scheme and any day")
  func lineage() async throws {
    let (small, service) = try scene()
    defer { withExtendedLifetime(small) {} }
    let answer = try await service("/villages/1201010001/lineage?scheme=bps", as: .public)
    #expect(answer.status == 200)
    let found = try JSONObject(answer.text)
    #expect(found.text("code") == "35.07.01.2001" && found.texts("bps") == ["1201010001"])
    #expect(found.list("changes").map { $0.text("kind") } == ["move"])
    #expect(found.list("predecessors").map { $0.text("code") } == ["35.07.01.2090"])
    let near = SmallWorkspace.place(0.5, 0.5)
    let list = try await service(
      "/villages?near=\(near.longitude),\(near.latitude)&asof=2020-01-01", as: .public)
    #expect(try JSONObject(list.text).list("villages").count == 1)
  }

  @Test("bad days, schemes and codes are refused by name")
  func refusals() async throws {
    let (small, service) = try scene()
    defer { withExtendedLifetime(small) {} }
    for (path, status, name) in [
      ("/villages/35.07.01.2001?asof=2020-13-01", 400, "asof"),
      ("/villages/35.07.01.2001/lineage?asof=kemarin", 400, "asof"),
      ("/villages/35.07.01.2001/lineage?scheme=x", 400, "scheme"),
      ("/villages/35.07.01.2001?scheme=x", 400, "scheme"),
      ("/villages/35.07.01.2001/lineage?limit=1", 400, "limit"),
      ("/villages/35.07.01.9999/lineage", 404, "35.07.01.9999"),
      ("/villages/35.07.01.9999?asof=2020-01-01", 404, "35.07.01.9999"),
      ("/villages?near=112,-8&asof=x", 400, "asof"),
    ] {
      expectProblem(try await service(path, as: .public), status: status, naming: name)
    }
  }

  @Test("whose figures are shown goes by the village that a BPS code means, not by its digits")
  func area() async throws {
    let (small, service) = try scene()
    try small.addTips(at: [SmallWorkspace.place(0.5, 0.5)])
    try service.holder.refresh(today: DemoWorkspace.today)
    let inside = try await service("/villages/1201010001?scheme=bps", as: .officer)
    #expect(try JSONObject(inside.text).object("density")?.number("count") == 1)
    await service.access.audit.flush()
    #expect(service.log.events.contains { $0.action == "http.read" })
    let picture = try await service("/villages/1201010001/heat.svg?scheme=bps", as: .officer)
    #expect(picture.status == 200)
    let outside = try await service("/villages/3507010077/heat.svg?scheme=bps", as: .officer)
    #expect(outside.status != 200)
  }

  @Test("an older edition tells no figures, not even to an officer")
  func withoutFigures() async throws {
    let (small, service) = try scene()
    try small.addTips(at: [SmallWorkspace.place(0.5, 0.5)])
    try service.holder.refresh(today: DemoWorkspace.today)
    for path in ["/villages/35.07.01.2090", "/villages/35.07.01.2001?asof=2024-05-01"] {
      let found = try JSONObject(try await service(path, as: .officer).text)
      #expect(found.object("density") == nil && found.object("accommodations") == nil)
      #expect(found.object("density_refused")?.text("code") == "other-edition")
    }
  }
}
