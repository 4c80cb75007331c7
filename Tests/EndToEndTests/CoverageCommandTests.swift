import Foundation
import Support
import Testing

@Suite("Coverage and reports on the command line")
struct CoverageCommandTests {
  @Test("are the table in the format of the file, and compared where asked for")
  func coverage() throws {
    let demo = try DemoCopy()
    let plain = try Tools.geoctl("coverage", "--by", "district", workspace: demo.path)
    expect(plain, exits: 0)
    #expect(plain.output.split(separator: "\r\n").count == 9)
    for format in ["csv", "json", "geojson"] {
      let file = demo.folder.path("c.\(format)")
      expect(
        try Tools.geoctl(
          "coverage", "--by", "village", "--asof", "2026-06-30", "--since", "2025-06-30",
          "--within", "99.01.04", "-o", file, workspace: demo.path), exits: 0)
      let text = String(decoding: try demo.folder.bytes("c.\(format)"), as: UTF8.self)
      #expect(text.contains("status_changed") && text.contains("99.01.04.2008"))
    }
    let json = try Tools.geoctl(
      "coverage", "--json", "--compare", "2025-01-01", "--asof", "2026-10-01",
      workspace: demo.path)
    #expect(try JSONObject.list(json.output).first?.number("active_change") != nil)
  }

  @Test("are the report of a month as JSON and CSV")
  func report() throws {
    let demo = try DemoCopy()
    let json = try Tools.geoctl(
      "report", "--area", "99.01", "--month", "2026-05", workspace: demo.path)
    expect(json, exits: 0)
    let report = try JSONObject(json.output)
    #expect(report.text("month") == "2026-05" && report.list("programme_changes").count == 2)
    let file = demo.folder.path("r.csv")
    expect(
      try Tools.geoctl(
        "report", "--office", "UKK-LAYANG", "--month", "2026-06", "-o", file,
        workspace: demo.path), exits: 0)
    let csv = String(decoding: try demo.folder.bytes("r.csv"), as: UTF8.self)
    #expect(csv.contains("programme_change,99.01.04.2008,Sawahkelapa,2026-06-28.to,nonaktif\r\n"))
  }

  @Test(
    "refuse what means nothing as wrong usage",
    arguments: [
      (["coverage", "--by", "island"], "by"), (["coverage", "--asof", "2026-02-30"], "asof"),
      (["coverage", "--compare", "2999-01-01"], "compare"),
      (["coverage", "--within", "11"], "within"), (["coverage", "-o", "c.xlsx"], ".csv"),
      (["report", "--area", "99.01"], "--month"), (["report", "--month", "2026-05"], "area"),
      (["report", "--area", "99.01", "--month", "May"], "month"),
      (["report", "--office", "none", "--month", "2026-05"], "KANIM-PERAGA"),
      (["report", "--area", "99.01", "--month", "2026-05", "-o", "r.docx"], ".json"),
    ])
  func wrongUsage(arguments: [String], word: String) throws {
    let demo = try DemoCopy()
    expect(try Tools.geoctl(all: arguments, workspace: demo.path), exits: 2, saying: word)
  }
}
