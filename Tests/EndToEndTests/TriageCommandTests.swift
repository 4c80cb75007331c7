import Foundation
import Support
import Testing

@Suite("Tips on the command line")
struct TriageCommandTests {
  private func tips(_ demo: DemoCopy, _ arguments: String...) throws -> JSONObject {
    let outcome = try Tools.geoctl(
      all: ["tips", "list", "--json"] + arguments, workspace: demo.path)
    expect(outcome, exits: 0)
    return try JSONObject(outcome.output)
  }

  @Test("are listed by status, category, time and area, noted in the audit log")
  func lists() throws {
    let demo = try DemoCopy()
    let all = try tips(demo, "--limit", "3")
    #expect(all.list("tips").count == 3)
    #expect(all.number("matched").map(Int.init) == (try demo.counts()["tips"]))
    let first = all.list("tips")[0]
    #expect(first.text("id") == "T-000001" && first.text("status") == "verified")
    #expect(first.number("lon") == 104.545891 && first.text("summary")?.isEmpty == false)
    let new = try tips(
      demo, "--status", "new", "--category", "pmi", "--datetime", "2024-10-01/2025-01-01")
    #expect(!new.list("tips").isEmpty)
    for tip in new.list("tips") {
      #expect(tip.text("status") == "new" && tip.text("category") == "pmi")
      #expect(try #require(tip.text("occurred_at")) < "2025")
    }
    let spoken = try Tools.geoctl("tips", "list", "--limit", "2", workspace: demo.path)
    expect(spoken, exits: 0)
    #expect(spoken.output.hasPrefix("id\toccurred_at\t"))
    let log = try Tools.geoctl("audit", "show", workspace: demo.path).output
    #expect(log.contains("tips.list") && log.contains("status=new category=pmi"))
    expect(try Tools.geoctl("tips", "list", "--status", "x", workspace: demo.path), exits: 2)
    expect(try Tools.geoctl("tips", "list", "--area", "x", workspace: demo.path), exits: 2)
  }

  @Test("are listed by area, every tip in one of its parts")
  func area() throws {
    let demo = try DemoCopy()
    let villages = String(decoding: try demo.exported("villages"), as: UTF8.self)
    let code = try #require(villages.split(separator: "\n")[1].split(separator: ",").first)
    let (province, regency) = (String(code.prefix(2)), String(code.prefix(5)))
    let counts = try [province, regency, String(code)].map {
      try #require(try tips(demo, "--area", $0, "--limit", "0").number("matched"))
    }
    #expect(counts[0] >= counts[1] && counts[1] > counts[2] && counts[2] > 0)
    #expect(try tips(demo, "--area", "11").number("matched") == 0)
  }

  @Test("change together or not at all")
  func triages() throws {
    let demo = try DemoCopy()
    let ids = ["T-000001", "T-000003"]
    let refused = try Tools.geoctl(
      "tips", "triage", ids[0], "T-none", "--status", "unfounded", "--lang", "en",
      workspace: demo.path)
    expect(refused, exits: 1, saying: "T-none", "none was changed")
    #expect(try tips(demo, "--limit", "1").list("tips")[0].text("status") == "verified")
    let done = try Tools.geoctl(
      "tips", "triage", ids[0], ids[1], "--status", "duplicate", "--json", workspace: demo.path)
    expect(done, exits: 0)
    let outcomes = try JSONObject(done.output).list("tips")
    #expect(outcomes.map { $0.text("id") } == ids)
    #expect(
      outcomes.allSatisfy { $0.text("before") == "verified" && $0.text("after") == "duplicate" })
    let log = try Tools.geoctl("audit", "show", workspace: demo.path).output
    #expect(log.contains("duplicate: T-000001, T-000003") && !log.contains("T-none"))
    expect(try Tools.geoctl("check", workspace: demo.path), exits: 0)
    for arguments in [["T-1"], ["--status", "new"], ["T-1", "--status", "gone"]] {
      expect(
        try Tools.geoctl(all: ["tips", "triage"] + arguments, workspace: demo.path), exits: 2)
    }
  }

  @Test("are purged only for real without --dry-run")
  func purges() throws {
    let demo = try DemoCopy()
    let before = try demo.folder.bytes("demo.gpkg")
    let plan = try Tools.geoctl("purge", "--dry-run", "--json", workspace: demo.path)
    expect(plan, exits: 0)
    #expect(try JSONObject(plan.output).bool("dry_run") == true)
    #expect(try demo.folder.bytes("demo.gpkg") == before)
    #expect(try demo.folder.names() == ["demo.gpkg", "demo.gpkg.key"])
    let done = try Tools.geoctl("purge", workspace: demo.path)
    expect(done, exits: 0)
    #expect(try Tools.geoctl("audit", "show", workspace: demo.path).output.contains("\tpurge\t"))
    expect(try Tools.geoctl("check", workspace: demo.path), exits: 0)
    expect(try Tools.geoctl("purge", "--new-after", "0", workspace: demo.path), exits: 2)
  }

  @Test("are backed up with their workspace and restored")
  func backsUp() throws {
    let demo = try DemoCopy()
    let copy = demo.folder.path("copy.gpkg")
    let made = try Tools.geoctl("backup", copy, "--with-key", workspace: demo.path)
    expect(made, exits: 0)
    #expect(made.output.contains("copy.gpkg.key"))
    expect(try Tools.geoctl("backup", copy, workspace: demo.path), exits: 1, saying: "copy.gpkg")
    expect(
      try Tools.geoctl("backup", demo.folder.path("none/b.gpkg"), workspace: demo.path), exits: 1)
    expect(try Tools.geoctl("check", workspace: copy), exits: 0)
    let verdict = try Tools.geoctl("audit", "verify", workspace: copy)
    expect(verdict, exits: 0)
    expect(try Tools.geoctl("restore", copy, workspace: demo.path), exits: 1)
    let restored = try Tools.geoctl("restore", copy, "--replace", "--json", workspace: demo.path)
    expect(restored, exits: 0)
    let kept = demo.folder.path("demo.before-restore.gpkg")
    #expect(try JSONObject(restored.output).text("before") == kept)
    expect(try Tools.geoctl("check", workspace: demo.path), exits: 0)
    let text = try demo.folder.write("no backup", to: "bad.gpkg")
    expect(try Tools.geoctl("restore", text, workspace: demo.folder.path("n.gpkg")), exits: 3)
  }
}
