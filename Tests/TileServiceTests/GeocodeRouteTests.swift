import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Places in words over HTTP")
struct GeocodeRouteTests {
  @Test("a village is found by the name that it had before")
  func oldName() async throws {
    let small = try SmallWorkspace(columns: 2, rows: 1)
    defer { withExtendedLifetime(small) {} }
    let spring = try #require(CivilDate("2024-03-01"))
    try small.workspace.write { transaction in
      var old = VillageRecord(
        code: try AreaCode("35.07.01.2090"), name: "Lamongsari",
        geometry: SmallWorkspace.square(0, 0))
      old.validTo = spring
      try transaction.insert(old)
      try transaction.insert(
        LineageRecord(LineageChange("35.07.01.2090", "35.07.01.2001", .move, on: spring)))
    }
    let service = try ServiceUnderTest(small.workspace)
    let answer = try await service("/geocode?q=Desa%20Lamongsari", as: .public)
    #expect(answer.status == 200)
    let found = try JSONObject(answer.text).list("candidates")
    #expect(found.first?.text("code") == "35.07.01.2001")
    #expect(found.first?.text("level") == "desa")
  }

  @Test("a house is answered to those only who see the layer of houses")
  func houses() async throws {
    let service = try ServiceUnderTest.demo()
    let path = "/geocode?q=depan%20Grand%20Hotel%20Beringin%20Harmoni"
    let officer = try await service(path, as: .officer)
    #expect(officer.text.contains("Grand Hotel Beringin Harmoni"))
    let everybody = try await service(path, as: .public)
    #expect(everybody.status == 200)
    #expect(!everybody.text.contains("Beringin"))
  }

  @Test("the village around a place is told, and none in the sea")
  func reverse() async throws {
    let service = try ServiceUnderTest.demo()
    let inside = try await service("/reverse?lon=104.5705&lat=-9.5687", as: .public)
    let found = try JSONObject(inside.text).list("candidates")
    #expect(found.count == 1)
    #expect(found.first?.text("code")?.hasPrefix("99.") == true)
    let sea = try await service("/reverse?lon=0&lat=0", as: .public)
    #expect(sea.text.contains("\"code\":null"))
  }

  @Test(
    "what cannot be asked is refused",
    arguments: [
      "/geocode", "/geocode?q=", "/geocode?q=a&limit=0", "/geocode?q=a&within=xx",
      "/geocode?q=a&x=1", "/reverse?lon=1", "/reverse?lon=abc&lat=1", "/reverse?lon=181&lat=1",
    ])
  func refused(path: String) async throws {
    let service = try ServiceUnderTest.demo()
    #expect(try await service(path, as: .public).status == 400)
  }
}
