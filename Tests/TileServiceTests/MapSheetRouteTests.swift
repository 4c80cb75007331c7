import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Printed maps over HTTP")
struct MapSheetRouteTests {
  @Test(
    "are sent to those who may see the layer, and to nobody else",
    arguments: [
      ("/maps/coverage.pdf?code=99.01", [200, 200, 200, 200, 200, 200, 200]),
      ("/maps/villages.svg?bbox=104.2,-9.6,104.6,-9.3", [200, 200, 200, 200, 200, 200, 200]),
      ("/maps/tips.svg?code=99.01", [401, 403, 403, 200, 403, 403, 403]),
      ("/maps/heat.svg?code=99.01&breaks=1&bandwidth=5000", [401, 200, 200, 200, 403, 403, 403]),
      ("/maps/heat.svg?code=99.01&source=guests", [401, 403, 200, 200, 403, 403, 403]),
      ("/maps/accommodations.svg?code=99.01", [401, 403, 200, 200, 403, 403, 403]),
      ("/villages/99.01.01.1001/sheet.pdf", [200, 200, 200, 200, 200, 200, 200]),
      ("/villages/99.01.01.9999/sheet.pdf", [404, 404, 404, 404, 404, 404, 404]),
      ("/areas/99.01/sheet.pdf", [200, 200, 200, 200, 200, 200, 200]),
      ("/areas/98.01/sheet.pdf", [404, 404, 404, 404, 404, 404, 404]),
      ("/reports/monthly?area=99.01&month=2026-05&f=pdf", [401, 403, 200, 200, 200, 403, 200]),
      ("/maps/nothing.pdf", [404, 404, 404, 404, 404, 404, 404]),
    ])
  func statuses(path: String, statuses: [Int]) async throws {
    let service = try ServiceUnderTest.demo()
    for (caller, status) in zip(AccessMatrixTests.callers, statuses) {
      let answer = try await service(path, as: caller.role, purpose: caller.purpose)
      // What a role may see of a density depends on what has been published.
      let isDeeper = status == 200 && path.contains("heat") && answer.status == 403
      #expect(
        answer.status == status || (isDeeper && !answer.text.contains(":role")),
        "\(caller.role) \(path): \(answer.text.prefix(200))")
    }
  }

  @Test("are documents, drawings or pictures by their ending")
  func formats() async throws {
    let service = try ServiceUnderTest.demo()
    for format in SheetFormat.allCases {
      let answer = try await service(
        "/maps/service-points.\(format.rawValue)?code=99.01.01&lang=en", as: .public)
      #expect(answer.status == 200 && answer.mediaType == format.mediaType)
    }
    expectProblem(
      try await service("/maps/villages.docx", as: .public), status: 404, naming: "docx")
  }

  @Test(
    "name the parameter that is wrong",
    arguments: [
      ("size=A2", "size"), ("bbox=1,2", "bbox"), ("bbox=10,40,12,44", "bbox"),
      ("code=98.99", "code"), ("dpi=9999", "dpi"), ("size=A1&dpi=300", "dpi"),
      ("paper=A4", "paper"),
    ])
  func refusals(query: String, name: String) async throws {
    let service = try ServiceUnderTest.demo()
    expectProblem(
      try await service("/maps/villages.png?\(query)", as: .public), status: 400, naming: name)
  }
}
