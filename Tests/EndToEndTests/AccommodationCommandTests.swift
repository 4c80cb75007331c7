import Foundation
import Support
import Testing

@Suite("Accommodations on the command line")
struct AccommodationCommandTests {
  @Test("are listed as JSON and CSV on standard output, and as a file by its ending")
  func list() throws {
    let demo = try DemoCopy()
    let json = try Tools.geoctl(
      "accommodations", "list", "--reporting", "no", "--within", "99.01.01", "--json",
      workspace: demo.path)
    expect(json, exits: 0)
    let rows = try JSONObject(json.output).list("accommodations")
    #expect(rows.count > 5 && rows.allSatisfy { $0.text("reporting") == "no" })
    #expect(rows.allSatisfy { $0.text("code")?.hasPrefix("99.01.01.") == true })
    let csv = try Tools.geoctl(
      "accommodations", "list", "--reporting", "no", "--within", "99.01.01", workspace: demo.path)
    #expect(csv.output.split(whereSeparator: \.isNewline).count == rows.count + 1)
    let file = demo.folder.path("silent.geojson")
    let silent = try Tools.geoctl(
      "accommodations", "list", "--silent-months", "3", "-o", file, workspace: demo.path)
    expect(silent, exits: 0)
    let features = try JSONObject(String(contentsOfFile: file, encoding: .utf8)).list("features")
    #expect(!features.isEmpty && silent.output.contains("\(features.count)"))
  }

  @Test("are refused with 2 where an option is wrong, naming it")
  func wrong() throws {
    let demo = try DemoCopy()
    for (options, word) in [
      (["--reporting", "perhaps"], "reporting"), (["--within", "x"], "within"),
      (["--silent-months", "0"], "silent_months"), (["--kind", "castle"], "kind"),
      (["-o", "list.xml"], ".geojson"),
    ] {
      let outcome = try Tools.geoctl(
        all: ["accommodations", "list"] + options, workspace: demo.path)
      expect(outcome, exits: 2, saying: word)
    }
  }
}
