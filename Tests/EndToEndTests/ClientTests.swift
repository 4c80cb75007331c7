import Foundation
import Support
import Testing

/// Tiles as the programs of others read them.
@Suite("Other programs")
struct ClientTests {
  static let hasVectorTiles = Program.pythonHas("mapbox_vector_tile")
  static let hasPillow = Program.pythonHas("PIL")
  static let hasGDAL = Program.isThere("ogrinfo")
  static let hasXMLLint = Program.isThere("xmllint")
  static let hasPNGCheck = Program.isThere("pngcheck", ["-h"])

  /// A tile of the demo as `geoctl render tile` writes it.
  private static func tile(_ address: String, _ demo: DemoCopy, as name: String) throws -> String {
    let file = demo.folder.path(name)
    let outcome = try Tools.geoctl("render", "tile", address, "-o", file, workspace: demo.path)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return file
  }

  @Test(
    "decode vector tiles of borders: mapbox-vector-tile",
    .enabled(if: hasVectorTiles, "mapbox-vector-tile is not there (set PETABINAAN_TEST_PYTHON)"))
  func mapboxVectorTile() throws {
    let demo = try DemoCopy()
    let file = try Self.tile("villages/10/809/539.mvt", demo, as: "t.mvt")
    let outcome = try Program.run(Program.python, [Program.client("decode_mvt.py"), file])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let layers = try JSONObject(outcome.output)
    #expect(
      layers.names == ["borders", "districts", "districts_label", "villages", "villages_label"])
    let villages = try #require(layers.object("villages"))
    #expect(villages.number("extent") == 4096 && villages.number("version") == 2)
    #expect(villages.list("features").count > 10)
    for feature in villages.list("features") {
      let tags = try #require(feature.object("properties"))
      #expect(tags.text("code")?.hasPrefix("99.01.") == true && tags.text("name")?.isEmpty == false)
      let type = feature.object("geometry")?.text("type")
      #expect(type == "Polygon" || type == "MultiPolygon")
    }
  }

  @Test(
    "decode vector tiles of heat: mapbox-vector-tile",
    .enabled(if: hasVectorTiles, "mapbox-vector-tile is not there (set PETABINAAN_TEST_PYTHON)"))
  func heatIsobands() throws {
    let demo = try DemoCopy()
    let file = try Self.tile("heat/10/809/539.mvt?breaks=0.5,1,2&bandwidth=2000", demo, as: "h.mvt")
    let outcome = try Program.run(Program.python, [Program.client("decode_mvt.py"), file])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let heat = try #require(try JSONObject(outcome.output).object("heat"))
    let lowers = heat.list("features").compactMap { $0.object("properties")?.number("lower") }
    #expect(!lowers.isEmpty && Set(lowers).isSubset(of: [0.5, 1, 2]))
  }

  @Test("read vector tiles: GDAL", .enabled(if: hasGDAL, "ogrinfo is not there (install gdal-bin)"))
  func gdal() throws {
    let demo = try DemoCopy()
    let file = try Self.tile("villages/10/809/539.mvt", demo, as: "t.mvt")
    let outcome = try Program.run(
      "ogrinfo", ["-ro", "-al", "-so", "-oo", "X=809", "-oo", "Y=539", "-oo", "Z=10", file])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    for word in ["Layer name: villages\n", "Layer name: districts_label\n", "code: String", "3857"]
    {
      #expect(outcome.output.contains(word))
    }
  }

  @Test(
    "read the workspace itself as a GeoPackage: GDAL",
    .enabled(if: hasGDAL, "ogrinfo is not there (install gdal-bin)"))
  func gdalReadsWorkspace() throws {
    let demo = try DemoCopy()
    let outcome = try Program.run("ogrinfo", ["-ro", "-al", "-so", demo.path, "villages"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output.contains("Feature Count: 120"))
    #expect(outcome.output.contains("Multi Polygon"))
  }

  @Test(
    "read pictures: libpng by way of Pillow",
    .enabled(if: hasPillow, "Pillow is not there (set PETABINAAN_TEST_PYTHON)"),
    arguments: [
      ("villages/10/809/539.png", 256), ("villages/10/809/539@2x.png", 512),
      ("heat/10/809/539.png?breaks=1,2,5", 256), ("heat/10/809/539@2x.png?breaks=1,2,5", 512),
      ("heat/10/0/0.png", 256),
    ])
  func pillow(address: String, side: Int) throws {
    let demo = try DemoCopy()
    let file = try Self.tile(address, demo, as: "t.png")
    let raw = demo.folder.path("t.rgba")
    let outcome = try Program.run(Program.python, [Program.client("decode_png.py"), file, raw])
    try #require(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("\(side) \(side) "))
    let pixels = try demo.folder.bytes("t.rgba")
    #expect(pixels.count == side * side * 4)
    let isTransparent = stride(from: 3, to: pixels.count, by: 4).allSatisfy { pixels[$0] == 0 }
    #expect(isTransparent == address.contains("/0/0"))
  }

  @Test(
    "find no fault with pictures: pngcheck",
    .enabled(if: hasPNGCheck, "pngcheck is not there (install pngcheck)"))
  func pngcheck() throws {
    let demo = try DemoCopy()
    for address in [
      "villages/10/809/539.png", "heat/10/809/539@2x.png?breaks=1,2,5", "heat/10/0/0.png",
    ] {
      let outcome = try Program.run("pngcheck", ["-v", try Self.tile(address, demo, as: "t.png")])
      #expect(outcome.status == 0 && outcome.output.contains("No errors"), "\(outcome.output)")
    }
  }

  @Test(
    "find no fault with drawings: xmllint",
    .enabled(if: hasXMLLint, "xmllint is not there (install libxml2-utils)"))
  func xmllint() throws {
    let demo = try DemoCopy()
    for address in [
      "villages/10/809/539.svg", "heat/10/809/539.svg?breaks=1,2,5", "heat/10/0/0.svg",
    ] {
      let file = try Self.tile(address, demo, as: "t.svg")
      let outcome = try Program.run("xmllint", ["--noout", "--nonet", file])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    }
  }

  @Test("fetch tiles over one kept connection: Python's http.client")
  func keptConnection() async throws {
    let demo = try DemoCopy()
    let server = try await RunningServer(demo.path)
    let paths = [
      "/tiles/villages/9/404/269.mvt", "/tiles/villages/9/0/0.mvt",
      "/tiles/heat/9/404/269.png?breaks=1,2,5", "/nothing", "/health/live",
    ]
    let outcome = try Program.run(
      Program.python, [Program.client("fetch.py"), "127.0.0.1", "\(server.port)"] + paths,
      environment: ["PETABINAAN_TOKEN": demo.officer])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").map {
      $0.split(separator: "\t").map(String.init)
    }
    #expect(lines.map { $0[0] } == ["200", "204", "200", "404", "200"])
    #expect(lines[0][3] == "gzip" && lines[1][2] == "0" && lines[2][1] == "image/png")
    #expect(lines[3][1] == "application/problem+json")
    expectCleanLog(try server.stop())
  }
}
