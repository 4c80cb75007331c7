import Foundation
import Support
import Testing

@Suite("Results of the command line")
struct ResultTests {
  @Test("are the same density table as JSON and as GeoJSON")
  func density() throws {
    let demo = try DemoCopy()
    let json = try Tools.geoctl(
      "density", "--by", "village", "--bandwidth", "20000", "--json", workspace: demo.path)
    expect(json, exits: 0)
    let rows = try JSONObject.list(json.output)
    #expect(rows.count == 120)
    #expect(rows.reduce(0) { $0 + ($1.number("count") ?? 0) } > 2000)
    let file = demo.folder.path("d.geojson")
    expect(
      try Tools.geoctl(
        "density", "--by", "village", "--bandwidth", "20000", "-o", file, workspace: demo.path),
      exits: 0)
    let features = try JSONObject(
      String(decoding: try demo.folder.bytes("d.geojson"), as: UTF8.self)
    )
    .list("features")
    #expect(
      features.map { $0.object("properties")?.number("count") } == rows.map { $0.number("count") })
  }

  @Test("are a GeoTIFF that GDAL places where it was asked for, the same fast and exact")
  func grid() throws {
    let demo = try DemoCopy()
    let arguments = [
      "density", "--grid", "--bbox", "104.2,-9.8,104.8,-9.2", "--size", "96x80", "--bandwidth",
      "8000",
    ]
    let file = demo.folder.path("d.tif")
    let (fast, exact) = (demo.folder.path("fast.xyz"), demo.folder.path("exact.xyz"))
    for (flags, text) in [([], fast), (["--exact"], exact)] {
      expect(
        try Tools.geoctl(all: arguments + flags + ["-o", file], workspace: demo.path), exits: 0)
      let converted = try Program.run(
        "/usr/bin/env", ["gdal_translate", "-q", "-of", "XYZ", file, text],
        environment: Tools.environment)
      expect(converted, exits: 0)
    }
    let (a, b) = (try Self.samples(fast), try Self.samples(exact))
    #expect(a.count == 96 * 80 && b.count == a.count)
    let peak = b.map(\.value).max() ?? 0
    #expect(peak > 0)
    for (one, other) in zip(a, b) { #expect(abs(one.value - other.value) <= peak / 512) }
    // The first centre lies half a cell inside the north-western corner of the box, in EPSG:3857.
    let west = 104.2 / 180 * 20_037_508.342789
    let width = 0.6 / 180 * 20_037_508.342789 / 96
    #expect(abs((a.first?.x ?? 0) - (west + width / 2)) < 0.01)
  }

  private static func samples(_ path: String) throws -> [(x: Double, value: Double)] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap {
      let fields = $0.split(separator: " ").compactMap { Double($0) }
      return fields.count == 3 ? (fields[0], fields[2]) : nil
    }
  }

  @Test(
    "refuse a raster that cannot be, leaving no file",
    arguments: [
      ["--bbox", "104.8,-9.8,104.2,-9.2", "--size", "9x9"],
      ["--bbox", "104.2,-9.8,104.8", "--size", "9x9"], ["--size", "9x9"],
      ["--bbox", "104.2,-9.8,104.8,-9.2", "--size", "0x9"],
      ["--bbox", "104.2,-9.8,104.8,-9.2", "--size", "99999x99999"],
      ["--bbox", "104.2,-9.8,104.8,-9.2"], ["--bbox", "104,-89,105,-9", "--size", "9x9"],
      ["--bbox", "104.2,-9.8,104.8,-9.2", "--size", "9x9", "--crs", "EPSG:999999"],
      ["--bbox", "104.2,-9.8,104.8,-9.2", "--size", "9x9", "--bandwidth", "0"],
      ["--bbox", "104.2,-9.8,104.8,-9.2", "--size", "9x9", "--by", "village"],
    ])
  func badGrid(arguments: [String]) throws {
    let demo = try DemoCopy()
    let file = demo.folder.path("d.tif")
    let outcome = try Tools.geoctl(
      all: ["density", "--grid", "-o", file] + arguments, workspace: demo.path)
    expect(outcome, exits: 2)
    #expect(try demo.folder.names().allSatisfy { !$0.hasPrefix("d.tif") })
  }

  @Test("are refused with 2 where a parameter is wrong, naming it")
  func badParameters() throws {
    let demo = try DemoCopy()
    for (flag, value) in [
      ("bandwidth", "1"), ("kernel", "gauss"), ("datetime", "besok"), ("category", "x"),
      ("source", "x"), ("origin", "x"), ("min-precision", "x"),
    ] {
      let outcome = try Tools.geoctl(
        "density", "--by", "village", "--\(flag)", value, workspace: demo.path)
      expect(outcome, exits: 2, saying: flag.replacing("-", with: "_"))
    }
    for address in [
      "heat/0/0/1.png", "nothing/0/0/0.png", "heat/0/0/0.jpg", "heat/0/0/0.png?x=1", "",
    ] {
      let outcome = try Tools.geoctl(
        "render", "tile", address, "-o", demo.folder.path("t"), workspace: demo.path)
      expect(outcome, exits: 2)
    }
    #expect(try !demo.folder.names().contains("t"))
  }

  @Test("are tiles as the address says")
  func render() throws {
    let demo = try DemoCopy()
    for (address, start) in [
      ("villages/9/404/269.png", [0x89, 0x50]), ("villages/9/404/269.mvt", [0x1A]),
      ("heat/9/404/269.svg?breaks=1,2,5", [0x3C]),
      ("heat/9/404/269@2x.png?breaks=1,2,5", [0x89]),
    ] as [(String, [UInt8])] {
      let outcome = try Tools.geoctl(
        "render", "tile", address, "-o", demo.folder.path("tile"), "--json", workspace: demo.path)
      expect(outcome, exits: 0)
      let bytes = try demo.folder.bytes("tile")
      #expect(bytes.starts(with: start))
      #expect(try JSONObject(outcome.output).number("bytes") == Double(bytes.count))
      #expect(try JSONObject(outcome.output).bool("empty") == false)
    }
    let empty = try Tools.geoctl(
      "render", "tile", "villages/9/0/0.mvt", "-o", demo.folder.path("tile"), "--json",
      workspace: demo.path)
    #expect(try JSONObject(empty.output).bool("empty") == true)
    #expect(try demo.folder.bytes("tile").isEmpty)
  }

  @Test("are tables in GeoJSON and CSV with every row")
  func export() throws {
    let demo = try DemoCopy()
    for (table, count) in [
      ("villages", 120), ("tips", 4000), ("service-points", 6), ("admin_areas", 10),
    ] {
      let file = demo.folder.path("e.geojson")
      let outcome = try Tools.geoctl(
        "export", "geojson", table, "-o", file, "--json", workspace: demo.path)
      expect(outcome, exits: 0)
      #expect(try JSONObject(outcome.output).number("rows") == Double(count))
      let text = String(decoding: try demo.folder.bytes("e.geojson"), as: UTF8.self)
      #expect(try JSONObject(text).list("features").count == count)
    }
    let guests = String(decoding: try demo.exported("guests"), as: UTF8.self)
    #expect(guests.split(whereSeparator: \.isNewline).count == 5394)
    for secret in ["users", "audit", "settings"] {
      expect(
        try Tools.geoctl(
          "export", "csv", secret, "-o", demo.folder.path("s"), workspace: demo.path),
        exits: 2)
    }
    let nowhere = try Tools.geoctl(
      "export", "csv", "tips", "-o", "/nowhere/tips.csv", workspace: demo.path)
    expect(nowhere, exits: 1, saying: "/nowhere/tips.csv")
  }

  @Test("are silent when asked to be")
  func quiet() throws {
    let demo = try DemoCopy()
    for arguments in [
      ["check", "--quiet"], ["export", "csv", "tips", "-o", demo.folder.path("q.csv"), "--quiet"],
      [
        "render", "tile", "heat/0/0/0.png?breaks=1", "-o", demo.folder.path("q.png"),
        "--quiet",
      ],
    ] {
      let outcome = try Program.run(
        Tools.path("geoctl"), arguments + ["--workspace", demo.path], environment: Tools.environment
      )
      #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
    }
  }

  @Test("come from the workspace of the environment when no flag names one")
  func environmentNamesWorkspace() throws {
    let demo = try DemoCopy()
    var environment = Tools.environment
    environment["PETABINAAN_WORKSPACE"] = .some(demo.path)
    let outcome = try Program.run(Tools.path("geoctl"), ["check"], environment: environment)
    #expect(outcome.status == 0)
  }
}
