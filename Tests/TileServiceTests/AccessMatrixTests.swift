import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

/// Every route, every role.
@Suite("The table of roles and routes")
struct AccessMatrixTests {
  static let page = TestData.packageRoot.appendingPathComponent("docs/access.md")
  static let begin = "<!-- access:begin -->\n"
  static let end = "\n<!-- access:end -->"

  @Test("on the page is the one that the service goes by")
  func pageIsCurrent() throws {
    let text = String(decoding: try Data(contentsOf: Self.page), as: UTF8.self)
    let first = try #require(text.range(of: Self.begin)).upperBound
    let last = try #require(text.range(of: Self.end)).lowerBound
    let table = AccessMatrix(routes: try ServiceUnderTest.demo().routes).markdown
    if ProcessInfo.processInfo.environment["PETABINAAN_RENEW_DOCS"] == "1" {
      let renewed = text.replacingCharacters(in: first..<last, with: table)
      try Data(renewed.utf8).write(to: Self.page)
      return
    }
    #expect(
      text[first..<last] == table,
      "docs/access.md is out of date; run this test with PETABINAAN_RENEW_DOCS=1")
  }

  /// Requests with the status that each role gets, written by hand: public, partner, planner, officer
  /// with a purpose, officer without, auditor, admin.
  static let expected: [(path: String, statuses: [Int])] = [
    ("/", [200, 200, 200, 200, 200, 200, 200]),
    ("/signin", [200, 200, 200, 200, 200, 200, 200]),
    ("/session", [200, 200, 200, 200, 200, 200, 200]),
    ("/health/ready", [200, 200, 200, 200, 200, 200, 200]),
    ("/styles/petabinaan.json", [200, 200, 200, 200, 200, 200, 200]),
    ("/tiles/villages/9/404/269.mvt", [200, 200, 200, 200, 200, 200, 200]),
    ("/tiles/villages.json", [200, 200, 200, 200, 200, 200, 200]),
    ("/legends/villages.json", [200, 200, 200, 200, 200, 200, 200]),
    ("/villages?near=104.5,-9.5", [200, 200, 200, 200, 200, 200, 200]),
    ("/geocode?q=Desa", [200, 200, 200, 200, 200, 200, 200]),
    ("/reverse?lon=104.5&lat=-9.5", [200, 200, 200, 200, 200, 200, 200]),
    ("/tiles/heat/9/404/269.png?breaks=1,2&bandwidth=2000", [401, 0, 0, 200, 403, 403, 403]),
    ("/tiles/heat.json?bandwidth=2000", [401, 0, 0, 200, 403, 403, 403]),
    ("/tiles/he%61t/9/404/269.png?breaks=1,2", [401, 0, 0, 200, 403, 403, 403]),
    ("/legends/heat.json?breaks=1,2&bandwidth=2000", [401, 0, 0, 200, 403, 403, 403]),
    ("/villages/99.01.01.1001?bandwidth=2000", [200, 200, 200, 200, 200, 200, 200]),
    ("/villages/99.01.01.1001/heat.svg?bandwidth=2000", [401, 0, 0, 200, 403, 403, 403]),
    ("/tiles/heat/9/404/269.png?source=accommodations", [401, 403, 200, 200, 403, 403, 403]),
    ("/tiles/heat.json?source=guests", [401, 403, 200, 200, 403, 403, 403]),
    ("/tiles/heat/9/404/269.png?source=guests", [401, 403, 200, 200, 403, 403, 403]),
    ("/tiles/heat/9/404/269.png?s%6Furce=guests", [401, 403, 200, 200, 403, 403, 403]),
    ("/legends/heat.json?source=guests", [401, 403, 200, 200, 403, 403, 403]),
    ("/tiles/heat/14/12938/8621.png?source=guests", [401, 403, 403, 200, 403, 403, 403]),
    ("/tiles/heat/9/404/269.png?source=guests&breaks=1", [401, 403, 403, 200, 403, 403, 403]),
    ("/tiles/heat/9/404/269.png?source=guests&bandwidth=600", [401, 403, 403, 200, 403, 403, 403]),
    ("/tiles/accommodations/9/404/269.mvt", [401, 403, 200, 200, 403, 403, 403]),
    ("/tiles/accommodations/14/12938/8621.png", [401, 403, 200, 200, 403, 403, 403]),
    ("/tiles/accommodations.json", [401, 403, 200, 200, 403, 403, 403]),
    ("/legends/accommodations.svg", [401, 403, 200, 200, 403, 403, 403]),
    ("/tiles/service-points/9/404/269.mvt", [200, 200, 200, 200, 200, 200, 200]),
    ("/tiles/service-points.json", [200, 200, 200, 200, 200, 200, 200]),
    ("/tiles/offices/9/404/269.png", [200, 200, 200, 200, 200, 200, 200]),
    ("/legends/offices.json", [200, 200, 200, 200, 200, 200, 200]),
    ("/tiles/activities/9/404/269.mvt", [401, 403, 403, 200, 403, 403, 403]),
    ("/legends/activities.json", [401, 403, 403, 200, 403, 403, 403]),
    ("/tiles/tips/9/404/269.mvt", [401, 403, 403, 200, 403, 403, 403]),
    ("/tiles/t%69ps/9/404/269.mvt", [401, 403, 403, 200, 403, 403, 403]),
    ("/tiles/tips.json", [401, 403, 403, 200, 403, 403, 403]),
    ("/legends/tips.json", [401, 403, 403, 200, 403, 403, 403]),
    ("/tiles/accommodations/9/404/269.mvt?reporting=no", [401, 403, 403, 200, 403, 403, 403]),
    ("/tiles/accommodations.json?reporting=no", [401, 403, 403, 200, 403, 403, 403]),
    ("/legends/accommodations.json?reporting=no", [401, 403, 403, 200, 403, 403, 403]),
    ("/accommodations?reporting=no", [401, 403, 403, 200, 403, 403, 403]),
    ("/tiles/coverage/9/404/269.png?by=activity", [200, 200, 200, 200, 200, 200, 200]),
    ("/tiles/coverage.json", [200, 200, 200, 200, 200, 200, 200]),
    ("/legends/coverage.svg?by=phase", [200, 200, 200, 200, 200, 200, 200]),
    ("/tiles/hotspots/9/404/269.mvt", [401, 200, 200, 200, 403, 403, 403]),
    ("/tiles/hotspots/9/404/269.png?by=village", [401, 403, 200, 200, 403, 403, 403]),
    ("/legends/hotspots.json?alpha=0.05", [401, 200, 200, 200, 403, 403, 403]),
    ("/tiles/clusters/9/404/269.mvt", [401, 200, 200, 200, 403, 403, 403]),
    ("/tiles/clusters/9/404/269.mvt?method=dbscan", [401, 403, 403, 200, 403, 403, 403]),
    ("/tiles/clusters/9/404/269.mvt?radius=300", [401, 403, 403, 200, 403, 403, 403]),
    ("/tiles/clusters.json?method=scan", [401, 200, 200, 200, 403, 403, 403]),
    ("/analysis/coverage?by=village", [200, 200, 200, 200, 200, 200, 200]),
    ("/reports/monthly?area=99.01&month=2026-05", [401, 403, 200, 200, 200, 403, 200]),
    ("/reports/monthly?area=12&month=2026-05", [401, 403, 400, 400, 400, 403, 400]),
    ("/wms?request=GetCapabilities", [200, 200, 200, 200, 200, 200, 200]),
    ("/wmts/1.0.0/WMTSCapabilities.xml", [200, 200, 200, 200, 200, 200, 200]),
    ("/wms?request=GetLegendGraphic&layer=heat&breaks=1,2", [401, 0, 0, 200, 403, 403, 403]),
    (
      "/wms?request=GetLegendGraphic&layer=heat&source=guests", [401, 403, 200, 200, 403, 403, 403]
    ),
    ("/wms?request=GetLegendGraphic&layer=offices", [200, 200, 200, 200, 200, 200, 200]),
    ("/wmts/tips/default/WebMercatorQuad/9/269/404.png", [401, 403, 403, 200, 403, 403, 403]),
    (
      "/wmts/heat/magma/WebMercatorQuad/9/269/404.png?source=guests",
      [401, 403, 200, 200, 403, 403, 403]
    ),
    ("/processes", [200, 200, 200, 200, 200, 200, 200]),
    ("/jobs", [401, 403, 200, 200, 200, 403, 403]),
    ("/plans", [401, 403, 200, 200, 403, 403, 403]),
    ("/tiles/priority/9/404/269.mvt", [401, 403, 200, 200, 403, 403, 403]),
    ("/tiles/priority.json", [401, 403, 200, 200, 200, 403, 403]),
    ("/legends/priority.svg", [401, 403, 200, 200, 403, 403, 403]),
    ("/audit", [401, 403, 403, 403, 403, 0, 403]),
    ("/tiles/heat/9/404/269.png?source=nothing", [401, 0, 0, 400, 403, 403, 403]),
    ("/tiles/nothing/9/404/269.png", [404, 404, 404, 404, 404, 404, 404]),
    ("/conformance", [200, 200, 200, 200, 200, 200, 200]),
    ("/api", [200, 200, 200, 200, 200, 200, 200]),
    ("/collections", [200, 200, 200, 200, 200, 200, 200]),
    ("/collections/villages/items?limit=1", [200, 200, 200, 200, 200, 200, 200]),
    ("/collections/offices/items", [200, 200, 200, 200, 200, 200, 200]),
    ("/collections/accommodations", [401, 403, 200, 200, 403, 403, 403]),
    ("/collections/accommodations/queryables", [401, 403, 200, 200, 403, 403, 403]),
    ("/collections/accommodations/items", [401, 403, 200, 200, 403, 403, 403]),
    ("/collections/accommodations/items?reporting=no", [401, 403, 403, 200, 403, 403, 403]),
    ("/collections/activities/items", [401, 403, 403, 200, 403, 403, 403]),
    ("/collections/tips", [401, 403, 403, 200, 403, 403, 403]),
    ("/collections/t%69ps/items", [401, 403, 403, 200, 403, 403, 403]),
    ("/collections/tips/items/1", [401, 403, 403, 200, 403, 403, 403]),
    ("/collections/tips/tiles/WebMercatorQuad/9/269/404", [401, 403, 403, 200, 403, 403, 403]),
    (
      "/collections/heat/map/tiles/WebMercatorQuad/9/269/404?breaks=1",
      [401, 0, 0, 200, 403, 403, 403]
    ),
    ("/collections/heat?source=guests", [401, 403, 200, 200, 403, 403, 403]),
    ("/nothing", [404, 404, 404, 404, 404, 404, 404]),
  ]

  /// Who asks, in the order of the columns above.
  static let callers: [(role: Role, purpose: String?)] = [
    (.public, nil), (.partner, nil), (.planner, nil), (.officer, "patroli"), (.officer, nil),
    (.auditor, nil), (.admin, nil),
  ]

  @Test("has the statuses that were meant", arguments: expected)
  func statuses(path: String, statuses: [Int]) async throws {
    let service = try ServiceUnderTest.demo()
    for (caller, status) in zip(Self.callers, statuses) {
      let answer = try await service(path, as: caller.role, purpose: caller.purpose)
      // 0: what is shown is decided further in; here it only must not be for want of a role.
      if status == 0 {
        #expect(answer.status != 401, "\(caller.role) \(path): \(answer.text)")
        let reason = try? JSONObject(answer.text).text("type")
        #expect(reason?.hasSuffix(":role") != true, "\(caller.role) \(path)")
      } else {
        #expect(answer.status == status, "\(caller.role) \(path): \(answer.text.prefix(200))")
      }
      if answer.status == 401 {
        #expect(answer["WWW-Authenticate"] == #"Basic realm="PetaBinaan", Bearer"#)
      }
      let isRefused = [401, 403].contains(answer.status)
      #expect(!isRefused || answer.mediaType == "application/problem+json")
      #expect(!isRefused || answer.tag == nil)
    }
  }

  @Test("denies every route of the service to whoever lacks what its policy names")
  func everyRouteIsGuarded() async throws {
    let service = try ServiceUnderTest.demo()
    for route in service.routes {
      for one in route.policy.cases where !one.isLeftOut {
        for (role, purpose) in Self.callers {
          let isDenied = one.requirement.reach(of: role) == .nowhere
          let lacksPurpose = one.requirement.needsPurpose(of: role) && purpose == nil
          guard isDenied || lacksPurpose else { continue }
          let answer = try await service(
            Self.address(route, one), route.method, as: role, purpose: purpose, body: "{}",
            from: "192.0.2.1")
          #expect(
            answer.status == (role == .public ? 401 : 403), "\(role) \(route.path) \(one.label)")
        }
      }
    }
  }

  /// An address of a route, for one of the things that it shows.
  private static func address(_ route: RouteDescription, _ one: RoutePolicy.Case) -> String {
    let parts = one.label.split(separator: "?")
    let isLayer =
      parts.first.flatMap { name in
        TileLayer(rawValue: String(name))?.rawValue ?? CollectionDescription.named(String(name))?.id
      } != nil
    let layer = isLayer ? String(parts.first ?? "") : "heat"
    let format = one.formats.first ?? ""
    let isPlain = route.path.contains("{z}") || route.path.contains("{zoom}")
    let name = isPlain ? layer : "\(layer).\(format)"
    let values = [
      "{layer}": name, "{document}": name, "{z}": "9", "{x}": "404", "{rest}": "269.\(format)",
      "{collection}": layer, "{feature}": "1", "{tileMatrixSet}": "WebMercatorQuad",
      "{row}": "269", "{col}": "404", "{code}": "99.01.01.1001", "{picture}": "heat.\(format)",
      "{file}": "main.js",
    ]
    let path = values.reduce(route.path) { $0.replacing($1.key, with: $1.value) }
    let query = isLayer ? parts.dropFirst().first : parts.first
    if ["/wms", "/wmts"].contains(route.path) {
      return "\(path)?request=GetMap&layers=\(layer)&layer=\(layer)&\(query ?? "")"
    }
    return query.map { "\(path)?\($0)" } ?? path
  }

  @Test(
    "keeps partners and planners to their own area, and officers to what planners see beyond it")
  func areas() async throws {
    let service = try ServiceUnderTest.demo()
    for path in [
      "/villages/99.01.01.1001/heat.svg?bandwidth=2000", "/villages/9901011001/heat.png",
    ] {
      for role in [Role.partner, .planner] {
        let headers: HTTPFields = [.authorization: try TestAccounts.outside(role).authorization]
        let answer = try await service(path, headers: headers)
        expectProblem(answer, status: 403, naming: "99.01.01.1001")
      }
      let officer = try TestAccounts.outside(.officer).authorization
      let answer = try await service(path, headers: [.authorization: officer])
      #expect(answer.status != 401)
    }
  }

  @Test("leaves figures out of the profile of a village for whoever may not see them")
  func profiles() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open())
    let path = "/villages/9901011001?bandwidth=2000"
    func profile(_ role: Role, _ purpose: String?) async throws -> JSONObject {
      try JSONObject(try await service(path, as: role, purpose: purpose).text)
    }
    for (role, purpose) in Self.callers where role != .partner && role != .planner {
      let profile = try await profile(role, purpose)
      let isShown = role == .officer && purpose != nil
      #expect(profile.text("name") == "Jatitengah")
      #expect((profile.object("density") != nil) == isShown, "\(role)")
      #expect((profile.object("accommodations") != nil) == (role == .officer), "\(role)")
    }
    let outside = try TestAccounts.outside(.planner).authorization
    let other = try JSONObject(try await service(path, headers: [.authorization: outside]).text)
    #expect(other.object("density") == nil && other.object("accommodations") == nil)
    await service.access.audit.flush()
    #expect(service.log.events.count == 1)
  }

  @Test("names a purpose as what is missing, and takes one in whatever characters")
  func purposes() async throws {
    let service = try ServiceUnderTest.demo()
    let path = "/legends/heat.json?breaks=1,2"
    expectProblem(
      try await service(path, purpose: nil), status: 403, naming: "X-Purpose")
    for purpose in ["Penyelidikan%20%C3%A9", "patroli rutin", "100%"] {
      #expect(try await service(path, purpose: purpose).status == 200, "\(purpose)")
    }
    await service.access.audit.flush()
    #expect(service.log.events.contains { $0.purpose == "Penyelidikan é" })
    for purpose in ["ab", String(repeating: "x", count: 201), "%0A%0Axyz", "a%00b%00c"] {
      expectProblem(
        try await service(path, purpose: purpose), status: 400, naming: "X-Purpose")
    }
  }

  @Test("has no other way for routes into the service")
  func oneRouter() throws {
    let folder = TestData.packageRoot.appendingPathComponent("Sources/TileServer")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var found: [String] = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      if text.replacing("PolicyRouter(", with: "").contains("Router(") {
        found.append(file.lastPathComponent)
      }
    }
    #expect(found == ["PolicyRouter.swift"])
  }

  @Test("gives layers as deep as the role may look")
  func zooms() async throws {
    let service = try ServiceUnderTest.demo()
    for (role, zoom) in [(Role.officer, 20.0), (.planner, 13), (.partner, 11)] {
      let answer = try await service("/tiles/heat.json?bandwidth=2000", as: role)
      guard answer.status == 200 else {
        // Without published counts there is nothing to describe; but never for want of a token.
        #expect(answer.status == 403)
        continue
      }
      #expect(try JSONObject(answer.text).number("maxzoom") == zoom)
    }
  }
}
