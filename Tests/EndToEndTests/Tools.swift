import Foundation
import Support
import Testing

/// The built programs, beside the tests that run them.
enum Tools {
  /// The folder into which the build put its products; `PETABINAAN_BIN` names another.
  static let folder: URL = {
    if let named = ProcessInfo.processInfo.environment["PETABINAAN_BIN"] {
      return URL(fileURLWithPath: named)
    }
    var folder = (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0]))
      .resolvingSymlinksInPath().deletingLastPathComponent()
    // On some platforms the tests lie in a bundle, a few folders below the products.
    for _ in 0..<4 where !hasTools(folder) { folder.deleteLastPathComponent() }
    return folder
  }()

  private static func hasTools(_ folder: URL) -> Bool {
    FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent("geoctl").path)
  }

  /// Whether tests run that take long: `scripts/test --all`.
  static let runsSlowTests = ProcessInfo.processInfo.environment["PETABINAAN_SLOW_TESTS"] != nil

  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Takes away the variables that would change what the programs do.
  static let environment: [String: String?] = Dictionary(
    uniqueKeysWithValues: ProcessInfo.processInfo.environment.keys
      .filter { $0.hasPrefix("PETABINAAN_") }.map { ($0, nil) })

  /// Runs `geoctl` to its end.
  static func geoctl(_ arguments: String..., workspace: String? = nil) throws -> ProgramOutcome {
    try geoctl(all: arguments, workspace: workspace)
  }

  /// Runs `geoctl` with a list of arguments.
  static func geoctl(all arguments: [String], workspace: String? = nil) throws -> ProgramOutcome {
    try Program.run(
      path("geoctl"), arguments + (workspace.map { ["--workspace", $0] } ?? []),
      environment: environment)
  }
}

/// Expects an exit code; the outcome's words are the comment.
func expect(
  _ outcome: ProgramOutcome, exits status: Int32, saying words: String...,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let errors = outcome.errors
  #expect(outcome.status == status, "\(errors)", sourceLocation: sourceLocation)
  for word in words {
    #expect(errors.contains(word), "\(errors)", sourceLocation: sourceLocation)
  }
  if status != 0 { #expect(!errors.isEmpty, sourceLocation: sourceLocation) }
}

/// A workspace of the demo in a folder of its own, made by `geoctl demo` once and copied for each test.
struct DemoCopy {
  let folder: ScratchFolder
  let path: String

  /// The token of each role's account.
  let tokens: [String: String]
  /// The token of the officer, who is responsible for the whole demo.
  var officer: String? { tokens["officer"] }

  private static let made: Result<(folder: ScratchFolder, tokens: [String: String]), any Error> =
    Result {
      let folder = try ScratchFolder()
      // What a static holds is not freed at the end.
      atexit { try? FileManager.default.removeItem(at: DemoCopy.made.get().folder.url) }
      let shapes = TestData.packageRoot.appendingPathComponent("shapes").path
      let outcome = try Tools.geoctl("demo", folder.path("demo.gpkg"), "--from", shapes, "--json")
      guard outcome.status == 0 else { throw ProgramError.notStarted(outcome.errors) }
      let tokens = try JSONObject(outcome.output).list("tokens").map {
        ($0.text("role") ?? "", $0.text("token") ?? "")
      }
      return (folder, Dictionary(uniqueKeysWithValues: tokens))
    }

  init() throws {
    folder = try ScratchFolder()
    path = folder.path("demo.gpkg")
    tokens = try Self.made.get().tokens
    for name in ["demo.gpkg", "demo.gpkg.key"] {
      try FileManager.default.copyItem(
        atPath: Self.made.get().folder.path(name), toPath: folder.path(name))
    }
  }

  /// The number of rows of each table, as `geoctl check` counts them.
  func counts() throws -> [String: Int] {
    let outcome = try Tools.geoctl("check", "--json", workspace: path)
    let report = try JSONObject(outcome.output)
    #expect(outcome.status == 0 && report.bool("ok") == true, "\(outcome.output)")
    let tables = try #require(report.object("tables"))
    return Dictionary(
      uniqueKeysWithValues: tables.names.map { ($0, Int(tables.number($0) ?? -1)) })
  }

  /// A table as `geoctl export` writes it.
  func exported(_ table: String, as format: String = "csv") throws -> [UInt8] {
    let file = folder.path("export-\(table).\(format)")
    let outcome = try Tools.geoctl("export", format, table, "-o", file, "--quiet", workspace: path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
  }
}
