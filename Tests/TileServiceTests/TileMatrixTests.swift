import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("The WMTS")
struct TileMatrixTests {
  /// A tile of the demo whose row and column differ.
  static let zoom = 11
  static let row = 1079
  static let column = 1619

  static func tile(_ changes: KeyValuePairs<String, String?> = [:]) -> String {
    var parts = [
      "SERVICE=WMTS", "VERSION=1.0.0", "REQUEST=GetTile", "LAYER=villages", "STYLE=default",
      "FORMAT=image/png", "TILEMATRIXSET=WebMercatorQuad", "TILEMATRIX=\(zoom)", "TILEROW=\(row)",
      "TILECOL=\(column)",
    ]
    for (name, value) in changes {
      parts.removeAll { $0.hasPrefix(name + "=") }
      if let value { parts.append("\(name)=\(value)") }
    }
    return "/wmts?" + parts.joined(separator: "&")
  }

  @Test("gives the bytes of the XYZ tile, the row before the column")
  func rowsAndColumns() async throws {
    let service = try ServiceUnderTest.demo()
    let expected = try await service("/tiles/villages/\(Self.zoom)/\(Self.column)/\(Self.row).png")
    #expect(expected.body != TransparentTile.png256)
    let set = "WebMercatorQuad/\(Self.zoom)"
    let rest = try await service("/wmts/villages/default/\(set)/\(Self.row)/\(Self.column).png")
    let named = try await service(Self.tile())
    for answer in [rest, named] {
      #expect(answer.status == 200 && answer.body == expected.body)
      #expect(answer.tag == expected.tag && answer.mediaType == "image/png")
    }
    let turned = try await service("/wmts/villages/default/\(set)/\(Self.column)/\(Self.row).png")
    #expect(turned.body == TransparentTile.png256)
    let vector = try await service("/wmts/villages/default/\(set)/\(Self.row)/\(Self.column).mvt")
    let expectedVector = try await service(
      "/tiles/villages/\(Self.zoom)/\(Self.column)/\(Self.row).mvt")
    #expect(!vector.body.isEmpty && vector.body == expectedVector.body)
  }

  @Test("takes styles, times and the parameters of the tiles")
  func parameters() async throws {
    let service = try ServiceUnderTest.demo()
    let place = "\(Self.zoom)/\(Self.column)/\(Self.row).png"
    let expected = try await service(
      "/tiles/heat/\(place)?ramp=magma&bandwidth=5000&datetime=2026-01-01/2026-04-01")
    let query = "BANDWIDTH=5000&time=2026-01-01/2026-04-01"
    let matrix = "WebMercatorQuad/\(Self.zoom)/\(Self.row)/\(Self.column).png"
    #expect(try await service("/wmts/heat/magma/\(matrix)?\(query)").body == expected.body)
    let named = Self.tile(["LAYER": "heat", "STYLE": "magma"]) + "&\(query)"
    #expect(try await service(named).body == expected.body)
  }

  static let wrong: [(request: String, code: String, status: Int)] = [
    ("/wmts", "MissingParameterValue", 400),
    ("/wmts?SERVICE=WMTS&REQUEST=Paint", "OperationNotSupported", 501),
    ("/wmts?SERVICE=WMS&REQUEST=GetTile", "InvalidParameterValue", 400),
    (tile(["LAYER": nil]), "MissingParameterValue", 400),
    (tile(["TILEROW": nil]), "MissingParameterValue", 400),
    (tile(["LAYER": "roads"]), "InvalidParameterValue", 400),
    (tile(["STYLE": "neon"]), "InvalidParameterValue", 400),
    (tile(["TILEMATRIXSET": "EPSG:4326"]), "InvalidParameterValue", 400),
    (tile(["FORMAT": "image/jpeg"]), "InvalidParameterValue", 400),
    (tile(["TILEROW": "2048"]), "TileOutOfRange", 400),
    (tile(["TILECOL": "-1"]), "TileOutOfRange", 400),
    (tile(["TILEMATRIX": "21"]), "TileOutOfRange", 400),
    (tile(["level": "country"]), "InvalidParameterValue", 400),
    ("/wmts/villages/default/WebMercatorQuad/3/8/0.png", "TileOutOfRange", 400),
    ("/wmts/villages/neon/WebMercatorQuad/3/1/1.png", "InvalidParameterValue", 400),
    ("/wmts/villages/default/WebMercatorQuad/3/1/1.jpg", "InvalidParameterValue", 400),
    (tile(["REQUEST": "GetFeatureInfo"]) + "&I=256&J=3", "PointIJOutOfRange", 400),
  ]

  @Test("tells errors by the codes of the standard", arguments: wrong)
  func errors(request: String, code: String, status: Int) async throws {
    let answer = try await ServiceUnderTest.demo()(request, as: .public)
    #expect(answer.status == status)
    #expect(answer.mediaType == "text/xml; charset=utf-8")
    let document = try XMLReading(answer.body)
    #expect(document.rootName == "ExceptionReport")
    #expect(document.attribute("exceptionCode", of: "Exception") == code, "\(answer.text)")
    #expect(document.texts("ExceptionText").first?.isEmpty == false)
  }

  @Test("offers to each role what it may see, as far as it may look")
  func capabilities() async throws {
    let service = try ServiceUnderTest.demo()
    let path = "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities"
    func layers(_ role: Role) async throws -> [String] {
      try XMLReading(try await service(path, as: role).body).texts("Layer/Identifier")
    }
    #expect(try await layers(.public) == ["villages", "coverage", "service-points", "offices"])
    #expect(try await layers(.officer) == LayerDescription.all.map(\.layer.rawValue))
    let rest = try await service("/wmts/1.0.0/WMTSCapabilities.xml", as: .public)
    #expect(rest.body == (try await service(path, as: .public)).body)
    let planner = try XMLReading(try await service(path, as: .planner).body)
    // Nine layers, of which heat ends with zoom 13.
    #expect(planner.texts("TileMatrixLimits/TileMatrix").count == 8 * 21 + 14)
    #expect(try await service("/wmts/1.0.0/other.xml").status == 404)
  }

  @Test("describes the matrices of the well-known set, and addresses that answer")
  func description() async throws {
    let service = try ServiceUnderTest.demo()
    let document = try XMLReading(
      try await service("/wmts/1.0.0/WMTSCapabilities.xml", as: .public).body)
    let scales = document.texts("TileMatrix/ScaleDenominator").compactMap(Double.init)
    #expect(scales.count == 21)
    #expect(abs(scales[0] - 559_082_264.028_717_8) < 1e-5)
    #expect(abs(scales[18] - 2132.729_583_849_784) < 1e-9)
    #expect(document.texts("TileMatrix/MatrixWidth").last == "1048576")
    for template in document.attributes("ResourceURL").compactMap({ $0["template"] }) {
      let path = try #require(template.range(of: "/wmts")).lowerBound
      let filled = [
        "{style}": "default", "{TileMatrixSet}": "WebMercatorQuad", "{TileMatrix}": "\(Self.zoom)",
        "{TileRow}": "\(Self.row)", "{TileCol}": "\(Self.column)",
      ].reduce(String(template[path...])) { $0.replacing($1.key, with: $1.value) }
      #expect([200, 204].contains(try await service(filled, as: .public).status), "\(filled)")
    }
  }

  @Test("tells what lies under a pixel of a tile, and shows nothing that may not be seen")
  func features() async throws {
    let service = try ServiceUnderTest.demo()
    let village = try #require(try DemoWorkspace.snapshot().villages.areas.first)
    let tile = try #require(TileID(containing: village.label, zoom: 14))
    let frame = (
      x: WebMercator.unitX(village.label.longitude) * 16384,
      y: WebMercator.unitY(village.label.latitude) * 16384
    )
    let request = Self.tile([
      "REQUEST": "GetFeatureInfo", "TILEMATRIX": "14", "TILEROW": "\(tile.y)",
      "TILECOL": "\(tile.x)", "I": "\(Int((frame.x - Double(tile.x)) * 256))",
      "J": "\(Int((frame.y - Double(tile.y)) * 256))",
    ])
    let answer = try await service(request + "&INFOFORMAT=application/json", as: .public)
    let found = try JSONObject(answer.text).list("features")
    #expect(found.first?.object("properties")?.text("code") == village.code.text)
    for path in [
      Self.tile(["LAYER": "tips"]), "/wmts/tips/default/WebMercatorQuad/11/1079/1619.png",
      Self.tile(["LAYER": "tips", "REQUEST": "GetFeatureInfo"]) + "&I=1&J=1",
    ] {
      #expect(try await service(path, as: .public).status == 401)
      #expect(try await service(path, as: .planner).status == 403)
    }
  }
}
