import DemoSupport
import GeoCore
import GeoStore
import Support
import Testing

@testable import TileService

@Suite("Feeds of area notices")
struct FeedTests {
  @Test("are valid, the same in every format, and lead to each notice")
  func formats() async throws {
    let service = try ServiceUnderTest.demo()
    let geoJSON = try JSONObject(
      try await service("/feeds/alerts.geojson", as: .planner).text)
    let features = geoJSON.list("features")
    let atom = try await service("/feeds/alerts.atom?lang=en", as: .planner)
    #expect(atom.mediaType == "application/atom+xml")
    let entries = try XMLReading(atom.body).texts("entry/title")
    #expect(entries.count == features.count)
    let cap = try await service("/feeds/alerts.cap", as: .planner)
    #expect(cap.mediaType == "application/cap+xml")
    let alert = try XMLReading(cap.body)
    #expect(alert.rootName == "alert")
    #expect(alert.texts("info/language").count == 2 * features.count)
    #expect(alert.texts("sent").allSatisfy { !$0.contains("Z") })
    for feature in features {
      let id = feature.object("properties")?.text("id") ?? "?"
      let one = try await service("/feeds/alerts/\(id).cap", as: .planner)
      #expect(try XMLReading(one.body).texts("identifier") == [id])
      #expect(try await service("/feeds/alerts/\(id).cap", as: .partner).status == 404)
    }
  }

  @Test("refuse what is no notice, no state and no role")
  func refusals() async throws {
    let service = try ServiceUnderTest.demo()
    #expect(try await service("/feeds/alerts/none.cap", as: .planner).status == 404)
    #expect(try await service("/feeds/alerts/none", as: .planner).status == 404)
    #expect(try await service("/feeds/alerts.geojson?state=now", as: .planner).status == 400)
    #expect(try await service("/feeds/alerts.atom?colour=red", as: .planner).status == 400)
    #expect(try await service("/feeds/alerts.rss", as: .planner).status == 404)
    #expect(try await service("/feeds/alerts.cap", as: .auditor).status == 403)
    #expect(try await service("/feeds/alerts.cap", as: .public).status == 401)
  }
}
