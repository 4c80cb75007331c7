import Foundation
import Support
import Testing

/// A new workspace that commands work on.
private struct NewWorkspace {
  let folder: ScratchFolder
  let path: String

  init() throws {
    folder = try ScratchFolder()
    path = folder.path("w.gpkg")
    expect(try Tools.geoctl("init", "--quiet", workspace: path), exits: 0)
  }

  /// Runs a command that is expected to do its work.
  func run(_ arguments: String...) throws -> String {
    let outcome = try Tools.geoctl(all: arguments, workspace: path)
    expect(outcome, exits: 0)
    return outcome.output
  }

  /// Adds an account; its token.
  func add(_ name: String, _ role: String = "officer", area: String? = "35.07") throws -> String {
    let arguments = ["user", "add", "--json", "--name", name, "--role", role]
    let outcome = try Tools.geoctl(
      all: arguments + (area.map { ["--area", $0] } ?? []), workspace: path)
    expect(outcome, exits: 0)
    return try #require(try JSONObject(outcome.output).text("token"))
  }

  /// Changes the file as another program would.
  func tamper(_ sql: String) throws {
    let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])"
    let outcome = try Program.run(Program.python, ["-c", script, path, sql])
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  /// Everything that the workspace and what lies beside it hold.
  func bytes() throws -> Data {
    try folder.names().reduce(into: Data()) { $0 += Data(try folder.bytes($1)) }
  }
}

@Suite("Accounts on the command line")
struct AccountCommandTests {
  @Test("are added with a token that is printed once and stands nowhere else")
  func tokenShownOnce() throws {
    let workspace = try NewWorkspace()
    let added = try JSONObject(
      try workspace.run(
        "user", "add", "--json", "--name", "petugas 1", "--role", "officer", "--area", "36,3507"))
    #expect(added.names == ["area", "name", "role", "token"])
    #expect(added.text("name") == "petugas 1" && added.text("role") == "officer")
    #expect(added.texts("area") == ["35.07", "36"])
    let token = try #require(added.text("token"))
    #expect(token.hasPrefix("pb_") && token.utf8.count == 46)

    let spoken = try Tools.geoctl(
      "user", "add", "--name", "kepala", "--role", "admin", "--quiet", workspace: workspace.path)
    let second = spoken.output.trimmingCharacters(in: .newlines)
    #expect(second.hasPrefix("pb_") && spoken.errors.isEmpty)
    let duplicate = try Tools.geoctl(
      "user", "add", "--name", "kepala", "--role", "admin", workspace: workspace.path)
    expect(duplicate, exits: 1, saying: "kepala")

    let outputs = try [
      workspace.run("user", "list"), workspace.run("user", "list", "--json"),
      workspace.run("user", "revoke", "--name", "kepala"), workspace.run("audit", "show"),
      workspace.run("audit", "show", "--json"), workspace.run("audit", "verify"),
      workspace.run("check", "--json"), duplicate.output + duplicate.errors,
    ]
    let file = try workspace.bytes()
    for secret in [token, second].map({ $0.dropFirst(3) }) {
      for output in outputs { #expect(!output.contains(secret)) }
      #expect(file.range(of: Data(secret.utf8)) == nil)
    }
  }

  @Test("are listed with what they may do, and revoked once")
  func listsAndRevokes() throws {
    let workspace = try NewWorkspace()
    _ = try workspace.add("a")
    _ = try workspace.add("b", "auditor", area: nil)
    func users() throws -> [JSONObject] {
      try JSONObject(try workspace.run("user", "list", "--json")).list("users")
    }
    #expect(try users().map { $0.text("name") } == ["a", "b"])
    #expect(try users().map { $0.texts("area") } == [["35.07"], []])
    #expect(try users().allSatisfy { $0.text("revoked_at") == nil && $0.text("created_at") != nil })
    for wasActive in [true, false] {
      let outcome = try JSONObject(try workspace.run("user", "revoke", "--json", "--name", "a"))
      #expect(outcome.bool("revoked") == wasActive)
    }
    #expect(try users().map { $0.text("revoked_at") != nil } == [true, false])
    expect(
      try Tools.geoctl("user", "revoke", "--name", "nobody", workspace: workspace.path), exits: 1,
      saying: "nobody")
    expect(
      try Tools.geoctl(
        "user", "add", "--name", "A", "--role", "admin", "--lang", "en", workspace: workspace.path),
      exits: 1, saying: "there is an account 'a' already")
  }

  @Test(
    "with wrong input are refused with 2, a reason, and nothing written",
    arguments: [
      ["user", "add"], ["user", "add", "--name", "a"],
      ["user", "add", "--name", "a", "--role", "boss"],
      ["user", "add", "--name", "a", "--role", "owner"],
      ["user", "add", "--name", "a", "--role", "public"],
      ["user", "add", "--name", "a", "--role", "officer"],
      ["user", "add", "--name", "a", "--role", "officer", "--area", ""],
      ["user", "add", "--name", "a", "--role", "officer", "--area", "35.0"],
      ["user", "add", "--name", "a", "--role", "officer", "--area", "35,Malang"],
      ["user", "add", "--name", "", "--role", "admin"],
      ["user", "add", "--name", "a:b", "--role", "admin"],
      ["user", "add", "--name", "a\u{1B}[2J", "--role", "admin"],
      ["user", "revoke"], ["audit", "show", "--since", "kemarin"],
      ["audit", "verify", "--head", "12"],
    ])
  func wrongInput(arguments: [String]) throws {
    let workspace = try NewWorkspace()
    let before = try workspace.bytes()
    for language in ["id", "en"] {
      let outcome = try Tools.geoctl(
        all: arguments + ["--lang", language], workspace: workspace.path)
      expect(outcome, exits: 2)
      #expect(outcome.output.isEmpty && !outcome.errors.contains("\u{1B}"))
    }
    #expect(try workspace.bytes() == before)
    #expect(try workspace.folder.names() == ["w.gpkg"])
  }

  @Test(
    "need a workspace",
    arguments: [
      ["user", "add", "--name", "a", "--role", "admin"], ["user", "list"],
      ["user", "revoke", "--name", "a"], ["audit", "show"], ["audit", "verify"], ["audit", "head"],
    ])
  func missingWorkspace(arguments: [String]) throws {
    let folder = try ScratchFolder()
    let outcome = try Tools.geoctl(all: arguments, workspace: folder.path("missing.gpkg"))
    expect(outcome, exits: 3, saying: "missing.gpkg")
    #expect(try folder.names().isEmpty)
    expect(try Tools.geoctl(all: arguments), exits: 2)
  }

  @Test("of every role come with the demo, each with its token")
  func demo() throws {
    let folder = try ScratchFolder()
    let shapes = TestData.packageRoot.appendingPathComponent("shapes").path
    let outcome = try Tools.geoctl(
      "demo", folder.path("demo.gpkg"), "--from", shapes, "--json")
    expect(outcome, exits: 0)
    let report = try JSONObject(outcome.output)
    #expect(report.text("workspace") == folder.path("demo.gpkg"))
    let tokens = report.list("tokens")
    let roles = ["partner", "planner", "officer", "auditor", "admin"]
    #expect(tokens.map { $0.text("role") } == roles)
    #expect(tokens.dropLast().allSatisfy { $0.texts("area") == ["99.01"] })
    #expect(Set(tokens.map { $0.text("token") }).count == 5)
    #expect(try folder.names() == ["demo.gpkg", "demo.gpkg.key"])
    let file = try Data(folder.bytes("demo.gpkg"))
    for token in tokens {
      let text = try #require(token.text("token"))
      #expect(file.range(of: Data(text.dropFirst(3).utf8)) == nil)
    }
    expect(try Tools.geoctl("audit", "verify", workspace: folder.path("demo.gpkg")), exits: 0)
  }
}

@Suite("The audit log on the command line")
struct AuditCommandTests {
  @Test("tells every command that made, read or revoked, and its own reading")
  func everyCommandIsNoted() throws {
    let workspace = try NewWorkspace()
    _ = try workspace.add("a")
    for command in [["user", "list"], ["user", "revoke", "--name", "a"], ["audit", "show"]] {
      expect(try Tools.geoctl(all: command, workspace: workspace.path), exits: 0)
    }
    _ = try workspace.run("audit", "verify")
    _ = try workspace.run("audit", "head")
    let entries = try JSONObject(try workspace.run("audit", "show", "--json")).list("entries")
    let actions = [
      "user.add", "user.list", "user.revoke", "audit.show", "audit.verify", "audit.head",
    ]
    #expect(entries.map { $0.text("action") } == actions)
    #expect(entries.map { $0.number("number") } == [1, 2, 3, 4, 5, 6])
    #expect(entries.map { $0.number("row_count") } == [1, 1, 1, 3, 4, nil])
    #expect(entries.allSatisfy { $0.text("role") == "owner" && $0.text("actor") != "" })
    #expect(entries[0].text("detail") == "a officer 35.07")
    #expect(try workspace.run("audit", "show").split(separator: "\n").count == 7)
    let none = try workspace.run("audit", "show", "--since", "2999-01-01", "--json")
    #expect(try JSONObject(none).names == ["entries"] && none.contains("[]"))
    #expect(try workspace.run("audit", "show", "--since", "2026-01-01").contains("user.add"))
  }

  @Test(
    "says which entry was tampered with and fails",
    arguments: [
      ("UPDATE audit SET actor = 'x' WHERE fid = 2", 2.0, "changed"),
      ("DELETE FROM audit WHERE fid = 1", 1, "removed"),
      ("DELETE FROM audit WHERE fid = 2", 2, "removed"),
      ("DELETE FROM audit WHERE fid = 5", 5, "cut_off"),
    ])
  func tampering(sql: String, row: Double, reason: String) throws {
    let workspace = try NewWorkspace()
    for name in ["a", "b", "c", "d"] { _ = try workspace.add(name) }
    #expect(try workspace.run("audit", "verify").contains("4"))
    try workspace.tamper(sql)
    let outcome = try Tools.geoctl("audit", "verify", "--json", workspace: workspace.path)
    expect(outcome, exits: 1, saying: "entri \(Int(row))")
    let report = try JSONObject(outcome.output)
    #expect(report.bool("ok") == false && report.number("row") == row)
    #expect(report.text("reason") == reason)
    expect(
      try Tools.geoctl("audit", "head", "--lang", "en", workspace: workspace.path), exits: 1,
      saying: "entry \(Int(row))")
  }

  @Test("cut off or written anew does not fit the head that was kept")
  func keptHead() throws {
    let workspace = try NewWorkspace()
    for name in ["a", "b"] { _ = try workspace.add(name) }
    let head = try workspace.run("audit", "head").trimmingCharacters(in: .newlines)
    #expect(head.hasPrefix("3-"))
    let json = try JSONObject(try workspace.run("audit", "head", "--json"))
    #expect(json.text("head")?.hasPrefix("4-") == true && json.number("entries") == 4)
    _ = try workspace.run("audit", "verify", "--head", head)
    try workspace.tamper(
      "DELETE FROM audit WHERE fid > 1; UPDATE sqlite_sequence SET seq = 1 WHERE name = 'audit'")
    expect(
      try Tools.geoctl("audit", "verify", "--head", head, workspace: workspace.path), exits: 1,
      saying: "entri 2")
    for name in ["x", "y", "z"] { _ = try workspace.add(name) }
    expect(
      try Tools.geoctl(
        "audit", "verify", "--head", head, "--lang", "en", workspace: workspace.path),
      exits: 1, saying: "entry 3", "rewritten")
  }

  @Test("needs its key, closed to others")
  func key() throws {
    let workspace = try NewWorkspace()
    _ = try workspace.add("a")
    let key = workspace.folder.path("w.gpkg.key")
    let rights = { (mode: Int) in
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key)
    }
    let verify = { try Tools.geoctl("audit", "verify", workspace: workspace.path) }
    try rights(0o644)
    expect(try verify(), exits: 3, saying: "w.gpkg.key")
    try rights(0o600)
    expect(try verify(), exits: 0)
    try FileManager.default.moveItem(atPath: key, toPath: key + ".away")
    expect(try verify(), exits: 3, saying: "w.gpkg.key")
    expect(
      try Tools.geoctl(
        "user", "add", "--name", "b", "--role", "admin", workspace: workspace.path), exits: 3,
      saying: "w.gpkg.key")
    #expect(try workspace.folder.names() == ["w.gpkg", "w.gpkg.key.away"])
    try FileManager.default.moveItem(atPath: key + ".away", toPath: key)
    #expect(try workspace.run("user", "list").split(separator: "\n").count == 1)
    expect(try verify(), exits: 0)
  }

  @Test("of a new workspace is empty and whole")
  func empty() throws {
    let workspace = try NewWorkspace()
    let report = try JSONObject(try workspace.run("audit", "verify", "--json"))
    #expect(report.bool("ok") == true && report.number("entries") == 0)
    #expect(try workspace.folder.names() == ["w.gpkg", "w.gpkg.key"])
  }

  @Test("is one chain when several commands write at the same time")
  func concurrentCommands() throws {
    let workspace = try NewWorkspace()
    let programs = try (1...6).map { number in
      try RunningProgram(
        Tools.path("geoctl"),
        [
          "user", "add", "--name", "a\(number)", "--role", "admin", "--workspace", workspace.path,
        ], environment: Tools.environment)
    }
    for program in programs { expect(try program.wait(), exits: 0) }
    let report = try JSONObject(try workspace.run("audit", "verify", "--json"))
    #expect(report.bool("ok") == true && report.number("entries") == 6)
    #expect(try workspace.run("user", "list").split(separator: "\n").count == 6)
  }
}
