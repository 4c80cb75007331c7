import Foundation
import Support
import Testing

@Suite("An import from the command line")
struct ImportTests {
  static let good = "T-A;2026-01-02;tppo;104,5;-9,5"

  struct BadFile: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var row: Int?
    var field: String?
    var testDescription: String { name }
  }

  static let badFiles = [
    BadFile(
      name: "a date that is not",
      text: CommandLineTests.tips([good, "T-B;2026-02-30;tppo;104,5;-9,5"]),
      row: 2, field: "occurred_at"),
    BadFile(
      name: "an unknown category",
      text: CommandLineTests.tips([
        good, good.replacing("T-A", with: "T-B"), "T-C;2026-01-02;gossip;104,5;-9,5",
      ]),
      row: 3, field: "category"),
    BadFile(
      name: "a number that is not", text: CommandLineTests.tips(["T-B;2026-01-02;tppo;abc;-9,5"]),
      row: 1, field: "lon"),
    BadFile(
      name: "a missing id", text: CommandLineTests.tips([";2026-01-02;tppo;104,5;-9,5"]), row: 1,
      field: "id"),
    BadFile(
      name: "an id twice", text: CommandLineTests.tips([good, good]), row: 2, field: nil),
    BadFile(
      name: "a place off the globe", text: CommandLineTests.tips(["T-B;2026-01-02;tppo;1040;-9,5"]),
      row: 1, field: "lon"),
    BadFile(
      name: "a column nobody knows",
      text: CommandLineTests.tips([good + ";1"], header: "id;occurred_at;category;lon;lat;mood"),
      row: nil, field: "mood"),
    BadFile(
      name: "a column that names persons",
      text: CommandLineTests.tips(
        [good + ";X"], header: "id;occurred_at;category;lon;lat;passport"),
      row: nil, field: "passport"),
    BadFile(
      name: "a column missing",
      text: CommandLineTests.tips(["T-B;2026-01-02"], header: "id;occurred_at"),
      row: nil, field: "category"),
    BadFile(name: "nothing at all", text: "", row: nil, field: nil),
  ]

  @Test("refuses a bad file whole, naming file, row and field", arguments: badFiles)
  func refusesBadFiles(file: BadFile) throws {
    let demo = try DemoCopy()
    let path = try demo.folder.write(file.text, to: "bad.csv")
    let before = try demo.exported("tips")
    let spoken = try Tools.geoctl("import", "tips", path, workspace: demo.path)
    expect(spoken, exits: 1, saying: "bad.csv")
    if let row = file.row { #expect(spoken.errors.contains("baris \(row)"), "\(spoken.errors)") }
    if let field = file.field { #expect(spoken.errors.contains(field), "\(spoken.errors)") }
    let machine = try Tools.geoctl("import", "tips", path, "--json", workspace: demo.path)
    #expect(machine.status == 1)
    let report = try JSONObject(machine.output)
    let problem = try #require(
      report.list("problems").first { $0.number("row") == file.row.map(Double.init) })
    if let field = file.field {
      let places = [problem.text("field"), problem.text("message")].compactMap(\.self)
      #expect(places.contains { $0.contains(field) }, "\(machine.output)")
    }
    #expect(problem.text("code")?.isEmpty == false && problem.text("message")?.isEmpty == false)
    #expect(report.number("imported") == 0)
    #expect(try demo.exported("tips") == before)
    #expect(try demo.counts()["tips"] == 4000)
  }

  @Test("speaks two languages, with the same codes in both")
  func languages() throws {
    let demo = try DemoCopy()
    let path = try demo.folder.write(Self.badFiles[0].text, to: "bad.csv")
    let spoken = try ["id", "en"].map {
      try Tools.geoctl("import", "tips", path, "--lang", $0, workspace: demo.path).errors
    }
    #expect(spoken[0].contains("baris 2") && spoken[1].contains("row 2"))
    let reports = try ["id", "en"].map {
      try JSONObject(
        Tools.geoctl("import", "tips", path, "--lang", $0, "--json", workspace: demo.path).output)
    }
    let problems = reports.compactMap { $0.list("problems").first }
    #expect(problems.count == 2)
    #expect(problems[0].text("code") == problems[1].text("code"))
    #expect(problems[0].text("message") != problems[1].text("message"))
  }

  @Test("skips bad rows only when told to, and reports each")
  func skipsBadRows() throws {
    let demo = try DemoCopy()
    let file = try demo.folder.write(Self.badFiles[1].text, to: "bad.csv")
    let report = demo.folder.path("report.csv")
    let outcome = try Tools.geoctl(
      "import", "tips", file, "--skip-bad-rows", "--json", "--report", report, workspace: demo.path)
    expect(outcome, exits: 0)
    let result = try JSONObject(outcome.output)
    #expect(result.number("read") == 3 && result.number("imported") == 2)
    #expect(result.number("skipped") == 1)
    #expect(try demo.counts()["tips"] == 4002)
    let lines = String(decoding: try demo.folder.bytes("report.csv"), as: UTF8.self)
    #expect(lines.contains("category") && lines.contains("3"))
  }

  @Test("only looks when it is a dry run")
  func dryRun() throws {
    let demo = try DemoCopy()
    let file = try demo.folder.write(CommandLineTests.tips([Self.good]), to: "good.csv")
    let before = try demo.folder.bytes("demo.gpkg")
    expect(try Tools.geoctl("import", "tips", file, "--dry-run", workspace: demo.path), exits: 0)
    #expect(try demo.counts()["tips"] == 4000)
    #expect(try demo.folder.bytes("demo.gpkg") == before)
  }

  @Test("meets rows that are there already as it is told to")
  func duplicates() throws {
    let demo = try DemoCopy()
    let rows = ["T-000001;2026-01-02;overstay;104,5;-9,5", "T-NEW;2026-01-02;tppo;104,5;-9,5"]
    let file = try demo.folder.write(CommandLineTests.tips(rows), to: "again.csv")
    expect(
      try Tools.geoctl("import", "tips", file, workspace: demo.path), exits: 1, saying: "T-000001")
    #expect(try demo.counts()["tips"] == 4000)
    expect(
      try Tools.geoctl("import", "tips", file, "--on-duplicate", "skip", workspace: demo.path),
      exits: 0)
    #expect(try demo.counts()["tips"] == 4001)
    let skipped = String(decoding: try demo.exported("tips"), as: UTF8.self)
    #expect(!skipped.contains("overstay,104.5"))
    let replaced = try Tools.geoctl(
      "import", "tips", file, "--on-duplicate", "replace", "--json", workspace: demo.path)
    expect(replaced, exits: 0)
    #expect(try demo.counts()["tips"] == 4001)
    let row = try #require(
      String(decoding: try demo.exported("tips"), as: UTF8.self)
        .split(whereSeparator: \.isNewline).first { $0.contains("T-000001") })
    #expect(row.contains("overstay"))
  }

  @Test("of a file that is not there, or of no kind that is read, is refused")
  func unreadableFiles() throws {
    let demo = try DemoCopy()
    expect(
      try Tools.geoctl("import", "tips", demo.folder.path("no.csv"), workspace: demo.path),
      exits: 1,
      saying: "no.csv")
    try demo.folder.write([0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3], to: "picture.png")
    expect(
      try Tools.geoctl("import", "villages", demo.folder.path("picture.png"), workspace: demo.path),
      exits: 1, saying: "picture.png")
    #expect(try demo.counts()["villages"] == 120)
  }

  @Test(
    "brings back what an export has written",
    arguments: ["tips", "accommodations", "guests", "population", "villages"])
  func exportsComeBack(table: String) throws {
    let demo = try DemoCopy()
    let format = table == "villages" ? "geojson" : "csv"
    let first = try demo.exported(table, as: format)
    let file = try demo.folder.write(first, to: "first.\(format)")
    let second = try DemoCopy()
    let target = second.folder.path("second.gpkg")
    expect(try Tools.geoctl("init", workspace: target), exits: 0)
    if table == "guests" {
      let houses = try demo.folder.write(try demo.exported("accommodations"), to: "houses.csv")
      expect(try Tools.geoctl("import", "accommodations", houses, workspace: target), exits: 0)
    }
    expect(try Tools.geoctl("import", table, file, workspace: target), exits: 0)
    let output = second.folder.path("again.\(format)")
    expect(try Tools.geoctl("export", format, table, "-o", output, workspace: target), exits: 0)
    #expect(try second.folder.bytes("again.\(format)") == first)
  }
}
