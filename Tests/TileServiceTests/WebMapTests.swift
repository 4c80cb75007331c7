import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("The WMS")
struct WebMapTests {
  static let box = "11605000,-1090000,11660000,-1040000"
  static let usual =
    "/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=villages&STYLES=&CRS=EPSG:3857&BBOX=\(box)"
    + "&WIDTH=220&HEIGHT=200&FORMAT=image/png"

  /// A request with some parameters in place of those of `usual`.
  static func map(_ changes: KeyValuePairs<String, String?>) -> String {
    var parts = usual.dropFirst(5).split(separator: "&").map(String.init)
    for (name, value) in changes {
      parts.removeAll { $0.lowercased().hasPrefix(name.lowercased() + "=") }
      if let value { parts.append("\(name)=\(value)") }
    }
    return "/wms?" + parts.joined(separator: "&")
  }

  static func expectPicture(
    _ answer: Answer, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      answer.status == 200, "\(answer.text.prefix(300))", sourceLocation: sourceLocation)
    #expect(answer.mediaType == "image/png", sourceLocation: sourceLocation)
    #expect(answer.body.starts(with: [0x89, 0x50, 0x4E, 0x47]), sourceLocation: sourceLocation)
  }

  // MARK: GetMap

  @Test("draws the square of a tile as that tile, byte for byte")
  func sameAsTile() async throws {
    let service = try ServiceUnderTest.demo()
    for (layer, query) in [
      ("villages", ""), ("coverage", "by=distance"), ("accommodations", ""), ("tips", ""),
    ] {
      let tile = try #require(TileID(zoom: 11, x: 1619, y: 1079))
      let box = try MapView(tile: tile).extent
      let drawn = try await service(
        Self.map([
          "LAYERS": layer, "BBOX": "\(box.minX),\(box.minY),\(box.maxX),\(box.maxY)",
          "WIDTH": "256", "HEIGHT": "256", "TRANSPARENT": "TRUE", "FORMAT": "image/png8",
        ]) + "&\(query)")
      let expected = try await service("/tiles/\(layer)/11/1619/1079.png?\(query)")
      Self.expectPicture(drawn)
      #expect(expected.body != TransparentTile.png256, "\(layer)")
      #expect(drawn.body == expected.body, "\(layer)")
    }
  }

  @Test("takes the axes of EPSG:4326 as each version has them")
  func axes() async throws {
    let service = try ServiceUnderTest.demo()
    let (lonLat, latLon) = ("104.3,-9.7,104.7,-9.3", "-9.7,104.3,-9.3,104.7")
    let a = try await service(Self.map(["CRS": "CRS:84", "BBOX": lonLat]))
    let b = try await service(Self.map(["CRS": "EPSG:4326", "BBOX": latLon]))
    let c = try await service(
      Self.map(["VERSION": "1.1.1", "CRS": nil, "SRS": "EPSG:4326", "BBOX": lonLat]))
    Self.expectPicture(a)
    #expect(a.body == b.body && a.body == c.body)
    let turned = try await service(Self.map(["CRS": "EPSG:4326", "BBOX": lonLat]))
    #expect(turned.status == 400 || turned.body != a.body)
    let mercator = try await service(Self.usual)
    #expect(mercator.body != a.body)
  }

  @Test("reads names of parameters in any case, and passes over those that it does not know")
  func names() async throws {
    let service = try ServiceUnderTest.demo()
    let usual = try await service(Self.usual)
    let other =
      "/wms?service=wms&Version=1.3.0&request=getmap&layers=villages&crs=epsg:3857&bbox=\(Self.box)"
      + "&width=220&height=200&format=image/png&dpi=96&map=/x&tiled=true&_t=1&Width=220"
    #expect(try await service(other).body == usual.body)
    Self.expectPicture(usual)
  }

  @Test("colours the ground as asked, and stacks layers")
  func looks() async throws {
    let service = try ServiceUnderTest.demo()
    let white = try await service(Self.usual)
    let clear = try await service(Self.map(["TRANSPARENT": "TRUE"]))
    let blue = try await service(Self.map(["BGCOLOR": "0x2A788E"]))
    let two = try await service(Self.map(["LAYERS": "heat,villages", "STYLES": "magma,"]))
    for answer in [white, clear, blue, two] { Self.expectPicture(answer) }
    #expect(Set([white.body, clear.body, blue.body, two.body]).count == 4)
    #expect(white["Cache-Control"]?.hasPrefix("public") == true)
    #expect(two["Cache-Control"]?.hasPrefix("private") == true)
    let tag = try #require(white.tag)
    let again = try await service(Self.usual, headers: [.ifNoneMatch: tag])
    #expect(again.status == 304 && again.body.isEmpty)
  }

  @Test("draws twice as fine where twice as many dots make an inch")
  func dots() async throws {
    let service = try ServiceUnderTest.demo()
    let size: KeyValuePairs<String, String?> = ["WIDTH": "440", "HEIGHT": "400"]
    let usual = try await service(Self.map(size))
    let fine = try await service(Self.map(size) + "&DPI=180")
    #expect(usual.body != fine.body)
    for other in ["MAP_RESOLUTION=192", "FORMAT_OPTIONS=antialias:on;dpi:180"] {
      #expect(try await service(Self.map(size) + "&\(other)").body == fine.body)
    }
    #expect(try await service(Self.map(size) + "&DPI=96").body == usual.body)
  }

  @Test("takes the parameters of the tiles, styles and TIME")
  func parameters() async throws {
    let service = try ServiceUnderTest.demo()
    let heat = Self.map(["LAYERS": "heat"])
    let plain = try await service(heat)
    let magma = try await service(heat + "&ramp=magma")
    #expect(try await service(Self.map(["LAYERS": "heat", "STYLES": "magma"])).body == magma.body)
    #expect(try await service(heat + "&heat.ramp=magma").body == magma.body)
    #expect(try await service(heat + "&villages.ramp=magma").body == plain.body)
    let wide = try await service(heat + "&BANDWIDTH=5000")
    let spring = try await service(heat + "&datetime=2026-01-01/2026-04-01")
    #expect(Set([plain.body, magma.body, wide.body, spring.body]).count == 4)
    for time in [
      "2026-01-01/2026-04-01", "2026-01-01/2026-04-01/P1D",
      "2025-12-31T17:00:00.000Z/2026-03-31T17:00:00.000Z",
    ] {
      #expect(try await service(heat + "&TIME=\(time)").body == spring.body, "\(time)")
    }
    let coverage = Self.map(["LAYERS": "coverage"])
    let earlier = try await service(coverage + "&asof=2024-01-01")
    #expect(try await service(coverage + "&TIME=2024-01-01").body == earlier.body)
    #expect(try await service(coverage).body != earlier.body)
  }

  // MARK: Errors

  static let wrong: [(request: String, code: String)] = [
    ("/wms", "OperationNotSupported"), ("/wms?request=Paint", "OperationNotSupported"),
    ("/wms?service=WFS&request=GetMap", "InvalidParameterValue"),
    (map(["FORMAT": "image/jpeg"]), "InvalidFormat"), (map(["FORMAT": nil]), "InvalidFormat"),
    (map(["CRS": "EPSG:32748"]), "InvalidCRS"), (map(["CRS": nil]), "InvalidCRS"),
    (map(["VERSION": "1.1.1"]), "InvalidSRS"), (map(["LAYERS": "roads"]), "LayerNotDefined"),
    (map(["LAYERS": nil]), "LayerNotDefined"),
    (
      map(["LAYERS": Array(repeating: "villages", count: 13).joined(separator: ",")]),
      "LayerNotDefined"
    ),
    (map(["STYLES": "neon"]), "StyleNotDefined"), (map(["STYLES": ",,"]), "StyleNotDefined"),
    (map(["BBOX": "1,2,3"]), "InvalidParameterValue"),
    (map(["BBOX": "2,2,1,1"]), "InvalidParameterValue"),
    (map(["BBOX": "a,b,c,d"]), "InvalidParameterValue"),
    (map(["BBOX": nil]), "MissingParameterValue"),
    (map(["WIDTH": "0"]), "InvalidParameterValue"),
    (map(["WIDTH": "4097", "HEIGHT": "4097"]), "InvalidParameterValue"),
    (map(["WIDTH": "-5"]), "InvalidParameterValue"),
    (map(["HEIGHT": "99999999999999999999"]), "InvalidParameterValue"),
    (map(["TRANSPARENT": "maybe"]), "InvalidParameterValue"),
    (map(["BGCOLOR": "red"]), "InvalidParameterValue"),
    (map(["DPI": "-3"]), "InvalidParameterValue"),
    (map(["LAYERS": "coverage", "TIME": "2026-01-01,2026-02-01"]), "InvalidDimensionValue"),
    (map(["LAYERS": "coverage", "TIME": "soon"]), "InvalidDimensionValue"),
    (map(["LAYERS": "coverage", "by": "colour"]), "InvalidParameterValue"),
    (usual + "&WIDTH=7", "InvalidParameterValue"),
    (map(["REQUEST": "GetFeatureInfo", "QUERY_LAYERS": "villages"]), "InvalidPoint"),
    (
      map(["REQUEST": "GetFeatureInfo", "QUERY_LAYERS": "villages", "I": "220", "J": "3"]),
      "InvalidPoint"
    ),
    (
      map([
        "REQUEST": "GetFeatureInfo", "QUERY_LAYERS": "villages", "I": "2", "J": "3",
        "INFO_FORMAT": "application/vnd.ogc.gml",
      ]), "InvalidFormat"
    ),
    ("/wms?REQUEST=GetLegendGraphic", "LayerNotDefined"),
    ("/wms?REQUEST=GetLegendGraphic&LAYER=villages&FORMAT=image/gif", "InvalidFormat"),
  ]

  @Test("tells errors by the codes of the standard", arguments: wrong)
  func errors(request: String, code: String) async throws {
    let answer = try await ServiceUnderTest.demo()(request, as: .public)
    #expect(answer.status == 400)
    let isOld = request.contains("1.1.1")
    #expect(answer.mediaType == (isOld ? "application/vnd.ogc.se_xml" : "text/xml"))
    let document = try XMLReading(answer.body)
    #expect(document.texts("ServiceException").first?.isEmpty == false)
    #expect(document.attribute("code", of: "ServiceException") == code, "\(answer.text)")
  }

  @Test("tells errors in a picture, or draws nothing, where that is asked for")
  func errorPictures() async throws {
    let service = try ServiceUnderTest.demo()
    let wrong = Self.map(["LAYERS": "roads"])
    let told = try await service(wrong + "&EXCEPTIONS=INIMAGE")
    let blank = try await service(wrong + "&EXCEPTIONS=BLANK")
    let old = try await service(
      Self.map(["VERSION": "1.1.1", "LAYERS": "roads"])
        + "&EXCEPTIONS=application/vnd.ogc.se_inimage")
    for answer in [told, blank, old] { Self.expectPicture(answer) }
    #expect(told.body.count > blank.body.count)
    let huge = Self.map(["LAYERS": "roads", "WIDTH": "99999"]) + "&EXCEPTIONS=INIMAGE"
    #expect(try await service(huge).status == 400)
  }

  // MARK: Access

  @Test("shows of several layers nothing to whoever may not see one of them")
  func access() async throws {
    let service = try ServiceUnderTest.demo()
    let info = "&REQUEST=GetFeatureInfo&I=5&J=5&QUERY_LAYERS="
    for request in [
      Self.map(["LAYERS": "villages,tips"]), Self.map(["LAYERS": "tips,villages"]),
      Self.map(["REQUEST": nil]) + info + "tips", "/wms?REQUEST=GetLegendGraphic&LAYER=tips",
      Self.map(["LAYERS": "TIPS,tips"]),
    ] {
      expectProblem(try await service(request, as: .public), status: 401)
      expectProblem(try await service(request, as: .planner), status: 403)
      expectProblem(try await service(request, purpose: nil), status: 403, naming: "X-Purpose")
    }
    let guests = Self.map(["LAYERS": "villages,heat"]) + "&heat.source=guests"
    #expect(try await service(guests, as: .partner).status == 403)
    #expect(try await service(guests, as: .planner).status == 200)
    let disguised = Self.map(["LAYERS": "heat"]) + "&HEAT.SoUrCe=guests"
    #expect(try await service(disguised, as: .partner).status == 403)
  }

  @Test("keeps layers that the settings withhold from those who have not signed in")
  func withheld() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open()) {
      $0.configuration.publicLayers = ["villages"]
    }
    let tile = "/wmts/coverage/default/WebMercatorQuad/11/1079/1619.png"
    for request in [Self.map(["LAYERS": "villages,coverage"]), tile] {
      #expect(try await service(request, as: .public).status == 401)
      let shown = try await service(request, as: .planner)
      #expect(shown.status == 200)
      #expect(shown["Cache-Control"]?.hasPrefix("private") == true)
    }
    Self.expectPicture(try await service(Self.usual, as: .public))
    let path = "/wms?SERVICE=WMS&REQUEST=GetCapabilities"
    #expect(try Self.layers(try await service(path, as: .public)) == ["villages"])
    #expect(try Self.layers(try await service(path, as: .planner)).contains("coverage"))
  }

  @Test("notes what officers are shown of reports, once for each map")
  func audit() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open())
    _ = try await service(Self.map(["LAYERS": "villages,heat,tips"]))
    _ = try await service(Self.usual)
    _ = try await service("/wms?REQUEST=GetCapabilities")
    await service.access.audit.flush()
    #expect(service.log.events.count == 1)
  }

  @Test("keeps planners to the scales and classes that they may see")
  func limits() async throws {
    let service = try ServiceUnderTest.demo()
    func heat(_ side: Double) -> String {
      Self.map([
        "LAYERS": "heat", "BBOX": "11630000,-1060000,\(11_630_000 + side),\(-1_060_000 + side)",
        "WIDTH": "256", "HEIGHT": "256",
      ]) + "&source=accommodations"
    }
    // At zoom 13 256 pixels are 4892 m.
    #expect(try await service(heat(4892), as: .planner).status == 200)
    #expect(try await service(heat(2446), as: .planner).status == 403)
    #expect(try await service(heat(2446)).status == 200)
  }

  // MARK: Capabilities

  private static func layers(_ answer: Answer) throws -> [String] {
    try XMLReading(answer.body).texts("Layer/Name")
  }

  @Test("offers to each role what it may see", arguments: ["1.3.0", "1.1.1"])
  func roles(version: String) async throws {
    let service = try ServiceUnderTest.demo()
    let path = "/wms?SERVICE=WMS&REQUEST=GetCapabilities&VERSION=\(version)"
    let open = ["villages", "coverage", "service-points", "offices"]
    #expect(try Self.layers(try await service(path, as: .public)) == open)
    #expect(try Self.layers(try await service(path, as: .admin)) == open)
    #expect(
      try Self.layers(try await service(path, as: .partner))
        == ["villages", "coverage", "heat", "hotspots", "clusters", "service-points", "offices"])
    #expect(
      try Self.layers(try await service(path, as: .planner))
        == [
          "villages", "coverage", "heat", "hotspots", "clusters", "accommodations",
          "service-points", "offices", "priority",
        ])
    #expect(try Self.layers(try await service(path)) == LayerDescription.all.map(\.layer.rawValue))
  }

  @Test("describes ground, systems, times, styles and legends")
  func description() async throws {
    let service = try ServiceUnderTest.demo()
    let answer = try await service("/wms?SERVICE=WMS&REQUEST=GetCapabilities")
    #expect(answer.mediaType == "text/xml; charset=utf-8")
    let document = try XMLReading(answer.body)
    #expect(document.rootName == "WMS_Capabilities")
    #expect(document.texts("CRS") == ["EPSG:3857", "CRS:84", "EPSG:4326"])
    #expect(document.texts("Layer/Style/Name").contains("magma"))
    let box = try DemoWorkspace.snapshot().extent
    let degrees = try #require(
      document.attributes("BoundingBox").first { $0["CRS"] == "EPSG:4326" })
    #expect(abs((Double(degrees["minx"] ?? "") ?? 0) - box.minY) < 1e-6)
    #expect(abs((Double(degrees["maxy"] ?? "") ?? 0) - box.maxX) < 1e-6)
    #expect(document.texts("Dimension").count == 6)
    let legend = try #require(
      document.attributes("LegendURL/OnlineResource").compactMap { $0["href"] }
        .first { $0.contains("LAYER=heat") })
    let path = try #require(legend.range(of: "/wms")).lowerBound
    Self.expectPicture(try await service(String(legend[path...])))
    let older = try XMLReading(
      try await service("/wms?REQUEST=GetCapabilities&VERSION=1.1.1").body)
    #expect(older.texts("Layer/Style/Name") == document.texts("Layer/Style/Name"))
    // There each would need a size.
    #expect(older.attributes("LegendURL/OnlineResource").isEmpty)
    let planner = try XMLReading(
      try await service("/wms?REQUEST=GetCapabilities", as: .planner).body)
    #expect(planner.texts("MinScaleDenominator").count == 1)
    #expect(document.texts("MinScaleDenominator").isEmpty)
    let unsaid = try XMLReading(
      try await service("/wms?REQUEST=GetCapabilities", purpose: nil).body)
    #expect(unsaid.texts("Dimension").count == 1)
  }

  // MARK: GetFeatureInfo

  private static func info(
    _ layer: String, at place: Coordinate, _ format: String = "application/json",
    side: Double = 8000
  ) -> String {
    let (x, y) = WebMercator.meters(of: place)
    return map([
      "REQUEST": "GetFeatureInfo", "LAYERS": layer, "QUERY_LAYERS": layer,
      "BBOX": "\(x - side / 2),\(y - side / 2),\(x + side / 2),\(y + side / 2)", "WIDTH": "201",
      "HEIGHT": "201", "I": "100", "J": "100", "INFO_FORMAT": format, "FEATURE_COUNT": "5",
    ])
  }

  private static func features(_ answer: Answer) throws -> [JSONObject] {
    #expect(answer.mediaType == "application/geo+json")
    return try JSONObject(answer.text).list("features")
  }

  @Test("tells which area lies under a pixel")
  func areas() async throws {
    let service = try ServiceUnderTest.demo()
    let village = try #require(try DemoWorkspace.snapshot().villages.areas.first)
    let found = try Self.features(
      try await service(Self.info("villages", at: village.label), as: .public))
    #expect(found.count == 1)
    #expect(found.first?.object("properties")?.text("code") == village.code.text)
    #expect(found.first?.object("geometry")?.text("type") == "MultiPolygon")
    let coverage = try Self.features(
      try await service(Self.info("coverage", at: village.label), as: .public))
    #expect(coverage.first?.object("properties")?.text("class") != nil)
    let wide = try Self.features(
      try await service(Self.info("villages", at: village.label, side: 4e6), as: .public))
    #expect(wide.first?.object("properties")?.text("level") == "province")
    let sea = Coordinate(longitude: 100, latitude: -15)
    #expect(try Self.features(try await service(Self.info("villages", at: sea))).isEmpty)
  }

  @Test("tells points near a pixel, and densities as far as the role may know them")
  func pointsAndDensities() async throws {
    let service = try ServiceUnderTest.demo()
    let snapshot = try DemoWorkspace.snapshot()
    let point = try #require(snapshot.servicePoints.first { $0.place != nil })
    let place = try #require(point.place)
    let found = try Self.features(
      try await service(Self.info("service-points", at: place, side: 900), as: .public))
    #expect(found.first?.object("properties")?.text("name") == point.name)
    let away = Coordinate(longitude: place.longitude + 0.001, latitude: place.latitude)
    #expect(
      try Self.features(try await service(Self.info("service-points", at: away, side: 900)))
        .isEmpty)

    let heat = Self.info("heat", at: snapshot.villages.areas[0].label, side: 30_000)
    let officer = try Self.features(try await service(heat + "&source=accommodations"))
    #expect(officer.first?.object("properties")?.number("density") != nil)
    let planner = try Self.features(
      try await service(heat + "&source=accommodations", as: .planner))
    #expect(planner.count == 1)
    #expect(planner.first?.object("properties")?.number("density") == nil)
  }

  @Test("writes what it finds as text and escaped as a page")
  func texts() async throws {
    let service = try ServiceUnderTest.demo()
    let village = try #require(try DemoWorkspace.snapshot().villages.areas.first)
    let plain = try await service(Self.info("villages", at: village.label, "text/plain"))
    #expect(plain.text.contains("code = \(village.code.text)"))
    let page = try await service(Self.info("villages", at: village.label, "text/html"))
    #expect(page.text.contains("<td>\(village.code.text)</td>"))
    let feature = MapFeature(
      layer: .villages, properties: [("name", .string("<b>&\"'\u{1}\n</td>"))])
    let text = FeatureInfoText(features: [feature])
    #expect(text.text(as: .html).contains("<td>&lt;b&gt;&amp;&quot;&#39;  &lt;/td&gt;</td>"))
    #expect(text.text(as: .plain).split(separator: "\n").count == 2)
  }

  // MARK: Legends

  @Test("draws the legends of the tiles")
  func legends() async throws {
    let service = try ServiceUnderTest.demo()
    let legend = "/wms?REQUEST=GetLegendGraphic&LAYER="
    let drawn = try await service(
      legend + "heat&STYLE=magma&bandwidth=2000&FORMAT=image/svg%2Bxml&LANGUAGE=en")
    let expected = try await service("/legends/heat.svg?ramp=magma&bandwidth=2000&lang=en")
    #expect(drawn.status == 200 && drawn.body == expected.body)
    let twice = try await service(legend + "coverage&FORMAT=image/png&DPI=180")
    #expect(try await service("/legends/coverage.png").body == twice.body)
    Self.expectPicture(try await service(legend + "villages", as: .public))
  }
}
