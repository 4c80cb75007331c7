import ArgumentParser
import Foundation
import GeoCore
import TileService

/// `tileserver`: serves one workspace over HTTP.
@main
struct TileServer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tileserver",
    abstract: "Melayani peta PetaBinaan lewat HTTP / Serves PetaBinaan's maps over HTTP.",
    usage: "tileserver --workspace BERKAS.gpkg [--config BERKAS.yaml] [--SETELAN NILAI …]",
    discussion: ServeOptions.help)

  @OptionGroup var options: ServeOptions

  static func main() async {
    do {
      let command = try parse()
      try await command.run()
    } catch {
      // The parser's own code for wrong usage is 64; ours is 2, as `geoctl`'s.
      guard exitCode(for: error).rawValue == 64 else { exit(withError: error) }
      report(fullMessage(for: error))
      exit(withError: ExitCode(2))
    }
  }

  func run() async throws {
    do {
      try await options.serve()
    } catch let error as WorkspaceError {
      Self.report("\(error)")
      throw ExitCode(error.concernsFile ? 3 : 1)
    } catch let error as SettingError {
      Self.report("\(error)")
      throw ExitCode(2)
    } catch let error as ServiceError {
      Self.report("\(error)")
      throw ExitCode(1)
    }
  }

  private static func report(_ sentence: String) {
    FileHandle.standardError.write(Data("tileserver: \(sentence)\n".utf8))
  }
}
