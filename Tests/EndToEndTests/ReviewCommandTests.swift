import Foundation
import Support
import Testing

@Suite("Doubtful places on the command line")
struct ReviewCommandTests {
  private static let file = """
    id,occurred_at,category,place_text,summary
    G-1,2026-03-09,tppo,"Kel. Entah, hubungi 0812-3456-7890",Satu kejadian di dekat pasar
    G-2,2026-03-09,pmi,Kel. Lain,
    G-3,2026-03-09T10:00:00+07:00,tppo,"kel. entah, hubungi 0812-3456-7890",satu kejadian di dekat pasar

    """

  private func waiting(_ demo: DemoCopy) throws -> [JSONObject] {
    let outcome = try Tools.geoctl("review", "list", "--json", workspace: demo.path)
    expect(outcome, exits: 0)
    return try JSONObject(outcome.output).list("tips")
  }

  @Test("wait after an import, get a place or none, and every step is noted")
  func queue() throws {
    let demo = try DemoCopy()
    let file = try demo.folder.write(Self.file, to: "tips.csv")
    let imported = try Tools.geoctl(
      "import", "tips", file, "--geocode", "--json", workspace: demo.path)
    expect(imported, exits: 0)
    let report = try JSONObject(imported.output)
    #expect(report.number("imported") == 3 && report.number("duplicates") == 1)
    #expect(report.number("masked") == 2 && report.number("review") == 2)
    let review = try String(contentsOfFile: file + ".review.csv", encoding: .utf8)
    #expect(review.split(separator: "\n").count == 3)
    #expect(review.contains("1,G-1,\"Kel. Entah, hubungi [disamarkan]\","))
    #expect(try waiting(demo).map { $0.text("id") } == ["G-1", "G-2"])

    let accepted = try Tools.geoctl(
      "review", "accept", "G-1", "--lon", "104.5", "--lat", "-9.5", "--json", workspace: demo.path)
    expect(accepted, exits: 0)
    #expect(try JSONObject(accepted.output).text("level") == "point")
    expect(
      try Tools.geoctl(
        "review", "accept", "G-1", "--lon", "104.5", "--lat", "-9.5",
        workspace: demo.path), exits: 1, saying: "G-1")
    expect(
      try Tools.geoctl("review", "accept", "G-2", "--candidate", "1", workspace: demo.path),
      exits: 2)
    expect(
      try Tools.geoctl("review", "accept", "G-2", "--code", "11.01.01.2001", workspace: demo.path),
      exits: 1)
    expect(try Tools.geoctl("review", "accept", "G-2", workspace: demo.path), exits: 2)
    expect(
      try Tools.geoctl("review", "accept", "G-2", "--lon", "1", "--lat", "2", workspace: demo.path),
      exits: 2)
    let villages = String(decoding: try demo.exported("villages"), as: UTF8.self)
    let code = try #require(villages.split(separator: "\n")[1].split(separator: ",").first)
    expect(
      try Tools.geoctl("review", "accept", "G-2", "--code", String(code), workspace: demo.path),
      exits: 0)
    #expect(try waiting(demo).isEmpty)
    expect(try Tools.geoctl("review", "reject", "G-2", workspace: demo.path), exits: 1)
    let log = try Tools.geoctl("audit", "show", workspace: demo.path).output
    #expect(log.contains("review.accept") && log.contains("review.list") && log.contains(code))
    let tips = try JSONObject(
      try Tools.geoctl(
        "tips", "list", "--json", "--status", "duplicate", "--limit", "5000",
        workspace: demo.path
      ).output)
    #expect(tips.list("tips").contains { $0.text("id") == "G-3" })
    #expect(try demo.counts()["tips"] == 4003)
  }

  @Test("leave the queue without a place when none is meant")
  func rejects() throws {
    let demo = try DemoCopy()
    let file = try demo.folder.write(Self.file, to: "tips.csv")
    let list = demo.folder.path("ragu.csv")
    expect(
      try Tools.geoctl(
        "import", "tips", file, "--geocode", "--review", list, "--quiet", workspace: demo.path),
      exits: 0)
    #expect(try demo.folder.names().contains("ragu.csv"))
    let outcome = try Tools.geoctl("review", "reject", "G-2", "--json", workspace: demo.path)
    expect(outcome, exits: 0)
    #expect(try JSONObject(outcome.output).bool("rejected") == true)
    #expect(try waiting(demo).map { $0.text("id") } == ["G-1"])
    expect(
      try Tools.geoctl("import", "offices", file, "--geocode", workspace: demo.path), exits: 2)
  }
}
