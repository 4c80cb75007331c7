public import ArgumentParser
import Foundation
import GeoCore
import Logging

/// The flags of the server, the same for `tileserver` and `geoctl serve`. Each may also stand in the
/// environment, as `PETABINAAN_` and its name in capitals; a flag wins.
public struct ServeOptions: ParsableArguments {
  @Option(name: .long, help: "Berkas workspace (*.gpkg). Juga PETABINAAN_WORKSPACE.")
  var workspace: String?

  @Option(
    name: .long,
    help: "Alamat yang didengarkan; selain loopback perlu TLS atau proksi. Juga PETABINAAN_HOST.")
  var host: String?

  @Option(name: .long, help: "Porta; 0 berarti dipilih sistem. Juga PETABINAAN_PORT.")
  var port: Int?

  @Option(
    name: .long,
    help:
      "Folder berisi maplibre-gl.js dan maplibre-gl.css (bawaan: .tools/maplibre). Juga PETABINAAN_MAPLIBRE."
  )
  var maplibre: String?

  @Option(name: .long, help: "Memori untuk ubin, dalam MB; 0 tanpa. Juga PETABINAAN_CACHE_MB.")
  var cacheMb: Int?

  @Option(
    name: .long,
    help: "Ubin di diska, di samping workspace, dalam MB; 0 tanpa. Juga PETABINAAN_CACHE_DISK_MB.")
  var cacheDiskMb: Int?

  @Option(name: .long, help: "Jumlah utas penggambar (1–64). Juga PETABINAAN_RENDER_THREADS.")
  var renderThreads: Int?

  @Option(
    name: .long, help: "Sertifikat TLS dalam PEM, berikut rantainya. Juga PETABINAAN_TLS_CERT.")
  var tlsCert: String?

  @Option(name: .long, help: "Kunci privat sertifikat dalam PEM. Juga PETABINAAN_TLS_KEY.")
  var tlsKey: String?

  @Flag(
    name: .long,
    help:
      "Di belakang proksi yang mengenkripsi; X-Forwarded-For dipercaya. Juga PETABINAAN_BEHIND_PROXY=1."
  )
  var behindProxy = false

  @Option(
    name: .long,
    help: "Permintaan per detik tiap pemanggil; 0 tanpa batas. Juga PETABINAAN_RATE_LIMIT.")
  var rateLimit: Int?

  /// No flags given.
  public init() {}

  /// Serves until told to stop, and says on standard output where.
  /// - Throws: `ValidationError` for unusable flags; what `TileApplication` throws.
  public func serve() async throws {
    let configuration = try configuration()
    let application = try TileApplication(configuration, logger: Logger(label: "petabinaan"))
    let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
    let scheme = configuration.certificate == nil ? "http" : "https"
    try await application.run { port, links in
      let address = "\(scheme)://\(host):\(port)/"
      let lines = ["PetaBinaan: \(address)"] + links.map { "  \($0.account)\t\(address)\($0.path)" }
      FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }
  }

  private func configuration() throws -> ServiceConfiguration {
    guard let workspace = workspace ?? Self.environment("WORKSPACE") else {
      throw ValidationError("sebutkan --workspace BERKAS.gpkg / name the file with --workspace")
    }
    var configuration = ServiceConfiguration(workspace: workspace)
    configuration.host = host ?? Self.environment("HOST") ?? configuration.host
    configuration.port =
      try number(port, "PORT", in: 0...65_535, flag: "--port") ?? configuration.port
    configuration.renderThreads =
      try number(renderThreads, "RENDER_THREADS", in: 1...64, flag: "--render-threads")
      ?? configuration.renderThreads
    configuration.cacheMegabytes =
      try number(cacheMb, "CACHE_MB", in: 0...65_536, flag: "--cache-mb")
      ?? configuration.cacheMegabytes
    configuration.storedMegabytes =
      try number(cacheDiskMb, "CACHE_DISK_MB", in: 0...1_048_576, flag: "--cache-disk-mb")
      ?? configuration.storedMegabytes
    configuration.certificate = tlsCert ?? Self.environment("TLS_CERT")
    configuration.privateKey = tlsKey ?? Self.environment("TLS_KEY")
    configuration.isBehindProxy = try behindProxy || Self.flag("BEHIND_PROXY")
    configuration.rateLimit =
      try number(rateLimit, "RATE_LIMIT", in: 0...1_000_000, flag: "--rate-limit")
      ?? configuration.rateLimit
    configuration.mapLibre = maplibre ?? Self.environment("MAPLIBRE") ?? Self.preparedMapLibre
    return configuration
  }

  private func number(_ flag: Int?, _ name: String, in range: ClosedRange<Int>, flag label: String)
    throws -> Int?
  {
    guard let text = flag.map({ "\($0)" }) ?? Self.environment(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw ValidationError(
        "\(label) \(text): \(range.lowerBound)…\(range.upperBound) diharapkan / is expected")
    }
    return number
  }

  private static func flag(_ name: String) throws -> Bool {
    switch environment(name) {
    case nil, "0", "false": return false
    case "1", "true": return true
    case let text?:
      throw ValidationError("PETABINAAN_\(name)=\(text): 1 / 0 diharapkan / is expected")
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

  private static func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment["PETABINAAN_\(name)"].flatMap { $0.isEmpty ? nil : $0 }
  }
}
