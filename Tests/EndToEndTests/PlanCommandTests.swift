import Foundation
import Support
import Testing

@Suite("Plans on the command line")
struct PlanCommandTests {
  @Test("are written as table, object and areas, and as a program for other solvers")
  func formats() throws {
    let demo = try DemoCopy()
    let json = try Tools.geoctl(
      "plan", "--slots", "3", "--capacities", "none", "--draws", "10", "--json", "--quiet",
      workspace: demo.path)
    expect(json, exits: 0)
    let plan = try JSONObject(json.output)
    #expect(plan.number("gap") != nil && plan.list("ranking").count > 50)
    for format in ["csv", "json", "geojson"] {
      let mps = demo.folder.path("p.mps")
      expect(
        try Tools.geoctl(
          "plan", "--slots", "3", "--capacities", "none", "--draws", "0", "--lottery-share", "0",
          "--mps", mps, "-o", demo.folder.path("p.\(format)"), workspace: demo.path), exits: 0)
      let text = String(decoding: try demo.folder.bytes("p.\(format)"), as: UTF8.self)
      #expect(text.contains("service_minutes") && text.contains("rank"))
      #expect(String(decoding: try demo.folder.bytes("p.mps"), as: UTF8.self).contains("ENDATA"))
    }
  }

  @Test("are kept, listed, compared and dropped")
  func saved() throws {
    let demo = try DemoCopy()
    for (name, slots) in [("A", "2"), ("B", "3")] {
      expect(
        try Tools.geoctl(
          "plan", "save", name, "--slots", slots, "--capacities", "none", "--draws", "0",
          "--lottery-share", "0", workspace: demo.path), exits: 0)
    }
    expect(
      try Tools.geoctl(
        "plan", "save", "A", "--slots", "2", "--capacities", "none", "--draws", "0",
        workspace: demo.path), exits: 1, saying: "A")
    let list = try JSONObject.list(
      try Tools.geoctl("plan", "list", "--json", workspace: demo.path).output)
    #expect(list.map { $0.text("name") } == ["A", "B"])
    let compared = try JSONObject(
      try Tools.geoctl("plan", "compare", "A", "B", workspace: demo.path).output)
    #expect(compared.object("gain")?.number("weight_share") ?? -1 >= 0)
    expect(try Tools.geoctl("plan", "drop", "A", workspace: demo.path), exits: 0)
    expect(try Tools.geoctl("plan", "show", "A", workspace: demo.path), exits: 1, saying: "A")
    let shown = try JSONObject(try Tools.geoctl("plan", "show", "B", workspace: demo.path).output)
    #expect(shown.object("result")?.object("scenario")?.number("slots") == 3)
  }

  @Test(
    "refuse what means nothing",
    arguments: [
      (["plan"], 2, "slots"), (["plan", "--slots", "0"], 2, "slots"),
      (["plan", "--slots", "3", "--criteria", "tips=1"], 2, "tips"),
      (["plan", "--slots", "3", "-o", "p.xlsx"], 2, ".csv"),
      (["plan", "--slots", "999", "--capacities", "none"], 1, "999"),
      (["plan", "--scenario", "/nothing.yaml"], 2, "nothing"),
      (["plan", "save", "a b", "--slots", "1"], 2, "a b"),
      (["plan", "drop", "X"], 1, "X"),
    ])
  func refusals(arguments: [String], status: Int32, word: String) throws {
    let demo = try DemoCopy()
    expect(try Tools.geoctl(all: arguments, workspace: demo.path), exits: status, saying: word)
  }
}
