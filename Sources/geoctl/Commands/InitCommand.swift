import ArgumentParser
import GeoCore

/// `geoctl init`: a new, empty workspace.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Membuat workspace kosong / Makes an empty workspace.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let path = try global.workspacePath()
    try Workspace.create(at: path).close()
    if global.json {
      Console.say(#"{"workspace":\#(JSONText.string(path))}"#)
    } else {
      global.report(global.text("Workspace baru: \(path)", "New workspace: \(path)"))
    }
  }
}
