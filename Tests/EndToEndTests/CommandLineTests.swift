import Foundation
import Support
import Testing

@Suite("The command line")
struct CommandLineTests {
  @Test("makes an empty workspace once, and never over another file")
  func initialises() throws {
    let folder = try ScratchFolder()
    let path = folder.path("new.gpkg")
    let made = try Tools.geoctl("init", "--json", workspace: path)
    expect(made, exits: 0)
    #expect(try JSONObject(made.output).text("workspace") == path)
    let before = try folder.bytes("new.gpkg")
    expect(try Tools.geoctl("init", workspace: path), exits: 1, saying: "new.gpkg")
    #expect(try folder.bytes("new.gpkg") == before)
    expect(try Tools.geoctl("check", workspace: path), exits: 0)
    #expect(try folder.names() == ["new.gpkg"])
  }

  @Test(
    "answers wrong usage with 2 and a reason",
    arguments: [
      ["init"], ["check"], ["bogus"], ["check", "--workspace"], ["check", "--bogus"],
      ["import", "tips"], ["import", "bogus", "file.csv", "--workspace", "w.gpkg"],
      ["export", "xml", "tips", "-o", "x", "--workspace", "w.gpkg"],
      ["export", "csv", "bogus", "-o", "x", "--workspace", "w.gpkg"],
      ["density", "--workspace", "w.gpkg"], ["density", "--by", "planet", "--workspace", "w.gpkg"],
      ["density", "--by", "village", "-o", "x.pdf", "--workspace", "w.gpkg"],
      ["check", "--lang", "fr", "--workspace", "w.gpkg"],
      ["import", "tips", "f.csv", "--as-of", "besok", "--workspace", "w.gpkg"],
      ["import", "tips", "f.csv", "--on-duplicate", "maybe", "--workspace", "w.gpkg"],
      ["import", "tips", "f.csv", "--extent", "1,2,3", "--workspace", "w.gpkg"],
      ["import", "tips", "f.csv", "--field", "code", "--workspace", "w.gpkg"],
      ["serve"], ["serve", "--workspace", "w.gpkg", "--port", "70000"],
    ])
  func wrongUsage(arguments: [String]) throws {
    let outcome = try Program.run(
      Tools.path("geoctl"), arguments, environment: Tools.environment)
    expect(outcome, exits: 2)
    #expect(outcome.output.isEmpty)
  }

  @Test(
    "explains itself with 0", arguments: [["--help"], ["help", "import"], ["check", "--help"]])
  func help(arguments: [String]) throws {
    let outcome = try Program.run(
      Tools.path("geoctl"), arguments, environment: Tools.environment)
    #expect(outcome.status == 0 && outcome.output.contains("geoctl"))
  }

  static let commands = [
    ["check"], ["export", "csv", "tips", "-o", "OUT"], ["density", "--by", "village"],
    ["render", "tile", "heat/0/0/0.png", "-o", "OUT"], ["import", "tips", "TIPS"],
    ["serve", "--port", "0"],
  ]

  @Test("answers a missing or damaged workspace with 3, naming it", arguments: commands)
  func brokenWorkspaces(command: [String]) throws {
    let folder = try ScratchFolder()
    let demo = try DemoCopy()
    let whole = try demo.folder.bytes("demo.gpkg")
    try folder.write("no database at all, only text that goes on for a while", to: "text.gpkg")
    try folder.write([UInt8](), to: "empty.gpkg")
    try folder.write(Array(whole.prefix(whole.count / 3)), to: "half.gpkg")
    try folder.write(
      Array(whole.prefix(100)) + [UInt8](repeating: 0x55, count: 60_000), to: "noise.gpkg")
    let tips = TestData.packageRoot.appendingPathComponent("shapes/tips.csv").path
    let arguments = command.map { $0 == "OUT" ? folder.path("out") : $0 == "TIPS" ? tips : $0 }
    for name in ["missing.gpkg", "text.gpkg", "empty.gpkg", "half.gpkg", "noise.gpkg"] {
      let path = folder.path(name)
      let outcome = try Program.run(
        Tools.path("geoctl"), arguments + ["--workspace", path], environment: Tools.environment,
        seconds: 30)
      expect(outcome, exits: 3, saying: name)
    }
    #expect(try !folder.names().contains("out"))
  }

  @Test("answers a workspace that another program is writing with 3")
  func lockedWorkspace() throws {
    let demo = try DemoCopy()
    let holder = try RunningProgram(
      Program.python,
      [
        "-c",
        """
        import sqlite3, sys, time
        db = sqlite3.connect(sys.argv[1], isolation_level=None)
        db.execute("BEGIN IMMEDIATE")
        print("held", flush=True)
        time.sleep(60)
        """, demo.path,
      ])
    try holder.waitForOutput("held")
    let file = try demo.folder.write(Self.tips(["T-X;2026-01-01;tppo;104,5;-9,5"]), to: "tips.csv")
    expect(
      try Tools.geoctl("import", "tips", file, workspace: demo.path), exits: 3, saying: "demo.gpkg")
    // Reading goes on meanwhile.
    expect(try Tools.geoctl("check", workspace: demo.path), exits: 0)
    holder.signal(SIGKILL)
  }

  @Test("makes the demo with every row of its files, and nothing over another file")
  func demo() throws {
    let demo = try DemoCopy()
    let counts = try demo.counts()
    let expected = [
      "villages": 120, "admin_areas": 10, "accommodations": 400, "tips": 4000, "service_points": 6,
      "offices": 2, "programme": 68, "activities": 180, "guests": 5393, "population": 120,
      "users": 5, "audit": 5,
    ]
    for (table, count) in expected { #expect(counts[table] == count, "\(table)") }
    expect(try Tools.geoctl("demo", demo.path, "--from", "shapes"), exits: 1, saying: "demo.gpkg")
    let nowhere = try Tools.geoctl("demo", demo.folder.path("other.gpkg"), "--from", "/nowhere")
    expect(nowhere, exits: 1, saying: "/nowhere")
    #expect(try demo.folder.names() == ["demo.gpkg", "demo.gpkg.key"])
  }

  @Test("finds what another program has broken")
  func checkFindsDamage() throws {
    let demo = try DemoCopy()
    let outcome = try Program.run(
      Program.python,
      [
        "-c",
        """
        import sqlite3, sys
        db = sqlite3.connect(sys.argv[1])
        name = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'tips'").fetchone()[0]
        db.execute(f'DROP TRIGGER "{name}"')
        db.commit()
        """, demo.path,
      ])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let check = try Tools.geoctl("check", "--json", workspace: demo.path)
    expect(check, exits: 1)
    let report = try JSONObject(check.output)
    #expect(report.bool("ok") == false)
    #expect(report.list("problems").contains { $0.text("code") == "trigger" })
    expect(try Tools.geoctl("check", workspace: demo.path), exits: 1, saying: "tips")
  }

  /// A file of tips with a semicolon between columns.
  static func tips(_ rows: [String], header: String = "id;occurred_at;category;lon;lat") -> String {
    ([header] + rows).joined(separator: "\n") + "\n"
  }
}
