import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Pages of other sites")
struct CrossOriginTests {
  private static let tile = "/tiles/villages/9/404/269.mvt"

  private static func service(_ origins: [String]) throws -> ServiceUnderTest {
    try ServiceUnderTest(try DemoWorkspace.open()) { $0.configuration.corsOrigins = origins }
  }

  @Test("may read answers when their origin is listed, and no others")
  func listed() async throws {
    let service = try Self.service(["https://peta.example"])
    for (origin, isAllowed) in [
      ("https://peta.example", true), ("https://PETA.example", true),
      ("https://evil.example", false), ("http://peta.example", false),
      ("https://peta.example.evil.example", false), ("null", false),
    ] {
      for path in [Self.tile, "/nothing", "/tiles/heat.json"] {
        let answer = try await service(path, as: .public, headers: [.origin: origin])
        #expect(answer["Access-Control-Allow-Origin"] == (isAllowed ? origin : nil))
        #expect(answer["Vary"]?.contains("Origin") == true)
        #expect(answer["Access-Control-Allow-Credentials"] == nil)
        let exposed = answer["Access-Control-Expose-Headers"] ?? ""
        for name in ["ETag", "X-Data-Generation", "X-Features-Dropped"] {
          #expect(exposed.contains(name) == isAllowed)
        }
      }
    }
    // An answer to a page of our own must not be given to a listed page from a cache.
    #expect(try await service(Self.tile, as: .public)["Vary"]?.contains("Origin") == true)
  }

  @Test("are answered their preflight without a token, also where the request itself needs one")
  func preflight() async throws {
    let service = try Self.service(["https://peta.example"])
    for path in [Self.tile, "/tiles/heat/9/404/269.png", "/tips/T-1", "/nothing"] {
      let answer = try await service(
        path, .options, as: .public,
        headers: [
          .origin: "https://peta.example", .accessControlRequestMethod: "GET",
          .accessControlRequestHeaders: "authorization, x-purpose",
        ])
      #expect(answer.status == 204 && answer.body.isEmpty)
      #expect(answer["Access-Control-Allow-Origin"] == "https://peta.example")
      #expect(answer["Access-Control-Allow-Methods"]?.contains("PATCH") == true)
      #expect(answer["Access-Control-Allow-Headers"]?.contains("X-Purpose") == true)
      #expect(answer["Access-Control-Max-Age"] == "600")
      let refused = try await service(
        path, .options, as: .public,
        headers: [.origin: "https://evil.example", .accessControlRequestMethod: "GET"])
      #expect(refused["Access-Control-Allow-Origin"] == nil)
      #expect(refused["Access-Control-Allow-Methods"] == nil)
    }
    let plain = try await service(Self.tile, .options, as: .public)
    #expect(plain.headers[.allow] == "GET, HEAD, OPTIONS")
  }

  @Test("of any origin may read with a star, never with credentials")
  func star() async throws {
    let service = try Self.service(["*"])
    let answer = try await service(
      Self.tile, as: .public, headers: [.origin: "https://any.example"])
    #expect(answer["Access-Control-Allow-Origin"] == "*")
    #expect(answer["Access-Control-Allow-Credentials"] == nil)
    #expect(answer["Vary"]?.contains("Origin") == false)
  }

  @Test("read nothing by default")
  func off() async throws {
    let answer = try await ServiceUnderTest.demo()(
      Self.tile, as: .public, headers: [.origin: "https://any.example"])
    #expect(answer["Access-Control-Allow-Origin"] == nil)
    #expect(answer["Vary"]?.contains("Origin") == false)
  }
}

@Suite("Layers without signing in")
struct PublicLayerTests {
  @Test("are those of the settings; the others need an account, with all that tells the same")
  func withheld() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open()) {
      $0.configuration.publicLayers = ["service-points"]
    }
    for path in [
      "/tiles/villages/9/404/269.mvt", "/tiles/villages.json", "/legends/villages.svg",
      "/styles/petabinaan.json", "/villages/99.01.01.1001", "/villages/99.01.01.1001/lineage",
      "/villages?near=104.5,-9.5", "/tiles/coverage/9/404/269.png", "/analysis/coverage?by=village",
      "/tiles/offices.json",
    ] {
      expectProblem(try await service(path, as: .public), status: 401)
      let known = try await service(path, as: .planner)
      #expect(known.status == 200, "\(path): \(known.text.prefix(200))")
      #expect(known["Cache-Control"]?.contains("public") == false)
    }
    let open = try await service("/tiles/service-points.json", as: .public)
    #expect(open.status == 200 && open["Cache-Control"]?.contains("public") == true)
    #expect(try await service("/tiles/heat.json", as: .public).status == 401)
  }

  @Test("never hold what comes from reports, whatever the settings name")
  func neverMore() async throws {
    #expect(PublicLayers.possible == [.villages, .coverage, .servicePoints, .offices])
    let service = try ServiceUnderTest(try DemoWorkspace.open()) {
      $0.configuration.publicLayers = TileLayer.allCases.map(\.rawValue)
    }
    for layer in ["heat", "tips", "activities", "accommodations"] {
      #expect(try await service("/tiles/\(layer).json", as: .public).status == 401)
    }
    #expect(try await service("/tiles/villages.json", as: .public).status == 200)
  }
}
