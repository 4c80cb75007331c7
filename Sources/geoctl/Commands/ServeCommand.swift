import ArgumentParser
import GeoCore
import TileService

/// `geoctl serve`: the same application as `tileserver`.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Melayani peta lewat HTTP / Serves maps over HTTP.",
    usage: "geoctl serve --workspace BERKAS.gpkg [--config BERKAS.yaml] [--SETELAN NILAI …]",
    discussion: ServeOptions.help)

  @OptionGroup var options: ServeOptions

  func run() async throws {
    try await options.serve()
  }
}
