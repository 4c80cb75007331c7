public import ArgumentParser
import Foundation
import GeoCore
import Logging

/// The flags of the server, the same for `tileserver` and `geoctl serve`: one for each of `Setting.all`,
/// and `--config`. The parser hands on what it does not know, so that the list of settings is the only
/// place where flags are named.
public struct ServeOptions: ParsableArguments {
  @Argument(parsing: .allUnrecognized, help: .hidden)
  var words: [String] = []

  /// No flags given.
  public init() {}

  /// What `--help` says of the settings.
  public static var help: String { SettingsTable.help }

  /// Serves until told to stop, and says on standard output where.
  /// - Throws: `SettingError` for unusable settings; what `TileApplication` throws.
  public func serve() async throws {
    let settings = try SettingsReader(words, environment: ProcessInfo.processInfo.environment)
    let configuration = try settings.configuration()
    let output = LogOutput(configuration.logLevel, configuration.logFormat)
    let application = try TileApplication(
      configuration, reloading: .init(settings: settings, output: output),
      logger: output.logger("petabinaan"))
    let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
    let scheme = configuration.certificate == nil ? "http" : "https"
    try await application.run { port, links in
      let address = "\(scheme)://\(host):\(port)/"
      let lines = ["PetaBinaan: \(address)"] + links.map { "  \($0.account)\t\(address)\($0.path)" }
      FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }
  }
}
