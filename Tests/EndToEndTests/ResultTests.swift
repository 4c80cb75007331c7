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
