public import ArgumentParser
import Foundation
import GeoCore
public import GeoImport

/// The flags that every command knows.
struct GlobalOptions: ParsableArguments {
  @Option(name: .long, help: "Berkas workspace (*.gpkg); juga PETABINAAN_WORKSPACE.")
  var workspace: String?

  @Flag(name: .long, help: "Keluaran yang dapat dibaca mesin / machine-readable output.")
  var json = false

  @Flag(name: .long, help: "Tanpa bilah kemajuan dan ringkasan / no progress, no summary.")
  var quiet = false

  @Option(name: .long, help: "Bahasa: id atau en.")
  var lang = Language.id

  /// The path of the workspace.
  /// - Throws: `ValidationError` when neither flag nor environment names one.
  func workspacePath() throws -> String {
    let named = workspace ?? ProcessInfo.processInfo.environment["PETABINAAN_WORKSPACE"]
    guard let named, !named.isEmpty else {
      throw ValidationError(
        text("sebutkan --workspace BERKAS.gpkg", "name the file with --workspace FILE.gpkg"))
    }
    return named
  }

  /// Opens the workspace, hands it over, and closes it again.
  func withWorkspace<Result>(_ mode: Workspace.Mode, _ body: (Workspace) throws -> Result) throws
    -> Result
  {
    let workspace = try Workspace.open(at: try workspacePath(), mode: mode)
    defer { workspace.close() }
    return try body(workspace)
  }

  /// The whole workspace as maps and tables see it.
  func snapshot() throws -> DatasetSnapshot {
    try withWorkspace(.readOnly) { try DatasetSnapshot(of: $0, today: Self.today()) }
  }

  /// One of two texts, by language.
  func text(_ indonesian: String, _ english: String) -> String {
    lang == .id ? indonesian : english
  }

  /// The language of numbers and legends.
  var displayLanguage: DisplayLanguage { lang == .id ? .indonesian : .english }

  /// Says something unless asked to be quiet.
  func report(_ line: String) {
    if !quiet { Console.say(line) }
  }

  static func now() -> Instant {
    Instant(secondsSince1970: Int64(Date().timeIntervalSince1970))
  }

  static func today() -> CivilDate { now().date(in: .wib) }
}

extension Language: ExpressibleByArgument {}
