import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Routes of coverage and reports")
struct CoverageRouteTests {
  @Test("answer the table in three formats to everybody")
  func formats() async throws {
    let service = try ServiceUnderTest.demo()
    for (format, mediaType) in [
      ("json", "application/json"), ("csv", "text/csv; charset=utf-8"),
      ("geojson", "application/geo+json"),
    ] {
      for role in [Role.public, .partner, .planner, .officer, .auditor, .admin] {
        let answer = try await service("/analysis/coverage?by=district&f=\(format)", as: role)
        #expect(answer.status == 200 && answer.mediaType == mediaType)
        #expect(answer["Cache-Control"]?.contains("private") == true)
      }
    }
    let rows = try JSONObject.list(try await service("/analysis/coverage").text)
    #expect(rows.map { $0.text("code") } == ["99.01"])
  }

  @Test("tell rooms to those who see accommodations, and to others why not")
  func rooms() async throws {
    let service = try ServiceUnderTest.demo()
    for (role, purpose, basis) in [
      (Role.public, nil, "role"), (.partner, nil, "role"), (.planner, nil, "exact"),
      (.officer, "patroli", "exact"), (.officer, nil, "purpose-missing"), (.auditor, nil, "role"),
      (.admin, nil, "role"),
    ] as [(Role, String?, String)] {
      let answer = try await service("/analysis/coverage?by=regency", as: role, purpose: purpose)
      let row = try #require(try JSONObject.list(answer.text).first)
      // A planner may get merged numbers for the covered part.
      let found = row.text("rooms_basis")
      #expect(found == basis || (role == .planner && found == "merged"))
      #expect((row.number("rooms") != nil) == ["exact", "merged"].contains(found))
      #expect(row.number("residents") != nil)
    }
    let outside = try TestAccounts.outside(.planner).authorization
    let answer = try await service(
      "/analysis/coverage", headers: [.authorization: outside])
    #expect(try JSONObject.list(answer.text).first?.text("rooms_basis") == "outside-area")
  }

  @Test(
    "refuse bad parameters, naming them",
    arguments: [
      ("/analysis/coverage?by=desa", "by"), ("/analysis/coverage?asof=2026-02-30", "asof"),
      ("/analysis/coverage?compare=2030-01-01", "compare"),
      ("/analysis/coverage?within=12", "within"), ("/analysis/coverage?f=xml", "f"),
      ("/analysis/coverage?bandwidth=500", "bandwidth"),
      ("/analysis/coverage?far_minutes=1e9", "far_minutes"),
      ("/tiles/coverage/9/404/269.png?by=desa", "by"),
      ("/tiles/coverage/9/404/269.png?asof=x", "asof"),
      ("/tiles/coverage.json?level=island", "level"),
      ("/legends/coverage.json?lang=fr", "lang"),
      ("/reports/monthly?month=2026-10", "area"), ("/reports/monthly?area=99.01", "month"),
      ("/reports/monthly?office=none&month=2026-10", "office"),
      ("/reports/monthly?area=99.01&month=2026-10&f=docx", "f"),
    ])
  func badParameters(path: String, name: String) async throws {
    let service = try ServiceUnderTest.demo()
    expectProblem(try await service(path), status: 400, naming: name)
  }

  @Test("draw tiles and legends that anybody may keep", arguments: CoverageMeasure.allCases)
  func tiles(measure: CoverageMeasure) async throws {
    let service = try ServiceUnderTest.demo()
    for path in ["404/269.png", "404/269.svg", "404/269.mvt", "404/269@2x.png"] {
      let answer = try await service(
        "/tiles/coverage/9/\(path)?by=\(measure.rawValue)", as: .public)
      #expect(answer.status == 200 && answer.body.count > 300)
      #expect(answer["Cache-Control"]?.contains("public") == true)
    }
    for format in ["svg", "png", "json"] {
      let answer = try await service(
        "/legends/coverage.\(format)?by=\(measure.rawValue)&lang=en", as: .public)
      #expect(answer.status == 200)
    }
    let document = try JSONObject(
      try await service("/tiles/coverage.json?by=\(measure.rawValue)", as: .public).text)
    #expect(document.list("vector_layers").map { $0.text("id") } == ["coverage", "borders"])
    #expect(document.texts("tiles").first?.hasSuffix(".mvt?by=\(measure.rawValue)") == true)
  }

  @Test("describe every attribute that tiles bear")
  func attributes() async throws {
    let service = try ServiceUnderTest.demo()
    let document = try JSONObject(try await service("/tiles/coverage.json").text)
    var fields: [String: [String]] = [:]
    for layer in document.list("vector_layers") {
      fields[try #require(layer.text("id"))] = layer.object("fields")?.names
    }
    var found: [String: Set<String>] = [:]
    for path in ["7/101/67", "9/404/269", "9/404/270"] {
      let body = try await service("/tiles/coverage/\(path).mvt").body
      for layer in try VectorTileReader.layers(of: body) {
        for feature in layer.features {
          found[layer.name, default: []].formUnion(feature.tags.keys)
        }
      }
    }
    #expect(found.mapValues { $0.sorted() } == fields)
  }

  @Test("give monthly reports to those responsible, and the list of houses to officers alone")
  func reports() async throws {
    let service = try ServiceUnderTest.demo()
    let path = "/reports/monthly?area=99.01&month=2026-05"
    for role in [Role.planner, .officer, .admin] {
      let answer = try await service(path, as: role)
      #expect(answer.status == 200 && answer.mediaType == "application/json")
      let houses = try #require(try JSONObject(answer.text).object("accommodations"))
      #expect((houses.list("without_report").count > 0) == (role == .officer))
    }
    let outside = try TestAccounts.outside(.officer).authorization
    expectProblem(
      try await service(path, headers: [.authorization: outside]), status: 403, naming: "99.01")
    let csv = try await service(path + "&f=csv")
    #expect(csv.text.hasPrefix("section,code,name,key,value\r\n"))
  }
}
