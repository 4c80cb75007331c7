import Foundation
import Support
import Testing

@Suite("Village codes on the command line")
struct VillageCommandTests {
  private let scratch: ScratchFolder
  private let workspace: String

  init() throws {
    scratch = try ScratchFolder()
    workspace = scratch.path("w.gpkg")
    expect(try Tools.geoctl("init", workspace: workspace), exits: 0)
  }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = scratch.path(name)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test("lineage and a crosswalk come from lists, and every question about a code is answered")
  func fromLists() throws {
    let head = "kode,nama\n35,Jawa Timur\n35.73,Kota Malang\n35.73.04,Sukun\n"
    let old = try file("old.csv", head + "35.73.04.1001,Ciptomulyo\n35.73.04.1002,Gadang\n")
    let new = try file("new.csv", head + "35.73.04.2001,Cipto Mulyo\n35.73.04.1005,Sukun\n")
    let derive = ["import", "lineage", "--from-lists", old, new, "--date", "2025-07-01", "--json"]
    let trial = try Tools.geoctl(all: derive + ["--dry-run"], workspace: workspace)
    expect(trial, exits: 0)
    #expect(try JSONObject(trial.output).number("vanished") == 2)
    let done = try Tools.geoctl(
      all: derive + ["--report", scratch.path("r.csv")], workspace: workspace)
    #expect(try JSONObject(done.output).object("outcome")?.number("written") == 2)
    let report = try String(contentsOfFile: scratch.path("r.csv"), encoding: .utf8)
    #expect(
      report.contains("35.73.04.1001,Ciptomulyo,35.73.04.2001,Cipto Mulyo,upgrade,2025-07-01"))

    let bps = try file(
      "bps.csv",
      "35,,JAWA TIMUR\n3573,35,KOTA MALANG\n3573040,3573,SUKUN\n3573040001,3573040,CIPTOMULYO\n")
    let crosswalk = try Tools.geoctl(
      "import", "crosswalk", "--derive", bps, "--list", new, "--json", workspace: workspace)
    expect(crosswalk, exits: 0)
    #expect(try JSONObject(crosswalk.output).number("pairs") == 1)

    let gone = try Tools.geoctl("villages", "lineage", "3573041001", "--json", workspace: workspace)
    let told = try JSONObject(gone.output)
    #expect(told.text("standing") == "gone")
    #expect(told.list("successors").map { $0.text("code") } == ["35.73.04.2001"])
    let spoken = try Tools.geoctl("villages", "show", "35.73.04.1002", workspace: workspace)
    #expect(spoken.output.contains("berakhir 2025-07-01"))
    let partner = try Tools.geoctl(
      "villages", "show", "3573040001", "--scheme", "bps", "--json", workspace: workspace)
    #expect(try JSONObject(partner.output).text("code") == "35.73.04.2001")
    expect(try Tools.geoctl("villages", "show", "35.73.04.9999", workspace: workspace), exits: 1)
    expect(try Tools.geoctl("check", workspace: workspace), exits: 0)
  }

  @Test("two editions of borders tell what became of a village, which is found by its old name too")
  func fromBorders() throws {
    let shape = { (west: Double, east: Double) in
      "\"POLYGON((\(west) -8,\(east) -8,\(east) -7.98,\(west) -7.98,\(west) -8))\""
    }
    let before = try file("b.csv", "kode,nama,wkt\n35.73.04.1001,Induk,\(shape(112.60, 112.64))\n")
    let after = try file(
      "a.csv",
      "kode,nama,wkt\n35.73.04.1001,Induk,\(shape(112.60, 112.63))\n35.73.04.1009,Anakan,\(shape(112.63, 112.64))\n"
    )
    for (path, day) in [(before, "2020-01-01"), (after, "2025-01-01")] {
      let imported = try Tools.geoctl(
        "import", "villages", path, "--as-of", day, workspace: workspace)
      expect(imported, exits: 0)
    }
    let derived = try Tools.geoctl(
      "villages", "lineage", "--derive", "--from", "2020-01-01", "--to", "2025-01-01", "--apply",
      "--json", workspace: workspace)
    expect(derived, exits: 0)
    #expect(try JSONObject(derived.output).object("counts")?.number("split") == 2)
    let history = try Tools.geoctl(
      "villages", "lineage", "35.73.04.1009", "--json", workspace: workspace)
    let predecessors = try JSONObject(history.output).list("predecessors")
    #expect(predecessors.map { $0.text("code") } == ["35.73.04.1001"])
    #expect(predecessors.first?.number("area_share").map { abs($0 - 0.25) < 0.001 } == true)
    let found = try Tools.geoctl("villages", "search", "anakn", "--json", workspace: workspace)
    #expect(
      try JSONObject(found.output).list("villages").map { $0.text("code") } == ["35.73.04.1009"])
    expect(try Tools.geoctl("villages", "search", "zzzzz", workspace: workspace), exits: 1)
  }

  @Test(
    "what is not understood is wrong usage",
    arguments: [
      ["villages", "lineage"], ["villages", "lineage", "--derive"],
      ["villages", "show", "35.73.04.1001", "--asof", "kemarin"],
      ["villages", "lineage", "--derive", "--from", "2025-01-01", "--to", "2020-01-01"],
      ["villages", "search", "x", "--limit", "0"], ["import", "lineage"],
      ["import", "lineage", "--from-lists", "a.csv", "--date", "2025-01-01"],
      ["import", "tips", "--derive", "a.csv"],
    ])
  func usage(arguments: [String]) throws {
    expect(try Tools.geoctl(all: arguments, workspace: workspace), exits: 2)
  }

  @Test("a list that is none is refused in one sentence, with its row")
  func badList() throws {
    let bad = try file("bad.csv", "kode,nama\n35.7,Jawa Timur\n")
    let outcome = try Tools.geoctl(
      "import", "lineage", "--from-lists", bad, bad, "--date", "2025-01-01", workspace: workspace)
    expect(outcome, exits: 1)
    #expect(outcome.errors.contains("bad.csv") && outcome.errors.contains("35.7"))
  }
}
