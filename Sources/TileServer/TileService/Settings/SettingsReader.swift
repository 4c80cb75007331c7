import Foundation

/// Where the settings of a server come from: the command line, else the environment, else a file. It can
/// read them anew, since the file may have changed.
struct SettingsReader: Sendable {
  private let flags: CommandLineSettings
  private let environment: [String: String]

  /// A reader of what was given.
  /// - Parameters:
  ///   - words: The command line, without the program's name.
  ///   - environment: Variables by name.
  /// - Throws: `SettingError` for a flag that is none.
  init(_ words: [String], environment: [String: String]) throws(SettingError) {
    flags = try CommandLineSettings(words)
    self.environment = environment
  }

  /// The configuration file, if one is named.
  var file: String? {
    flags.file ?? environment[CommandLineSettings.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The configuration that is given now.
  /// - Throws: `SettingError` for the first thing that is wrong.
  func configuration() throws(SettingError) -> ServiceConfiguration {
    let inFile = try file.map { path throws(SettingError) in try SettingsFile.read(path) } ?? [:]
    var configuration = ServiceConfiguration(workspace: "")
    for setting in Setting.all {
      // What stands in the file must be right also where something else goes before it.
      if let given = inFile[setting.key] { try Self.check(given, setting) }
      guard let given = flags.given[setting.key] ?? inEnvironment(setting) ?? inFile[setting.key]
      else { continue }
      try Self.check(given, setting)
      setting.set(given.text, &configuration)
    }
    guard !configuration.workspace.isEmpty else { throw .noWorkspace }
    configuration.mapLibre = configuration.mapLibre ?? Self.preparedMapLibre
    return configuration
  }

  private func inEnvironment(_ setting: Setting) -> GivenSetting? {
    guard let text = environment[setting.variable], !text.isEmpty else { return nil }
    return GivenSetting(text: text, origin: .variable(setting.variable))
  }

  private static func check(_ given: GivenSetting, _ setting: Setting) throws(SettingError) {
    guard setting.kind.accepts(given.text) else {
      throw .badValue(
        at: "\(given.origin)", text: given.text, expected: setting.kind.expected)
    }
  }

  /// Where `scripts/prepare` puts the map library: in the folder of the project, which is the current
  /// one, or four levels above a program that was built there.
  private static var preparedMapLibre: String? {
    let program = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
    let above = (0..<4).reduce(program) { folder, _ in folder.deletingLastPathComponent() }
    let folders = [FileManager.default.currentDirectoryPath, above.path]
    return folders.map { $0 + "/.tools/maplibre" }
      .first { FileManager.default.fileExists(atPath: $0 + "/maplibre-gl.js") }
  }
}
