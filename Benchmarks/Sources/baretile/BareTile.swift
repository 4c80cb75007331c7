import ArgumentParser
import HTTPTypes
import Hummingbird

/// The least that answers: a handler of the same framework with a ready buffer and the headers of a tile.
/// What the tile server does besides is measured against it.
@main
struct BareTile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baretile", abstract: "Serves one ready buffer; scripts/bench-http runs it.")

  @Option(help: "The port on 127.0.0.1.")
  var port = 8090

  @Option(help: "The bytes of the body.")
  var bytes = 20_000

  func run() async throws {
    let body = ByteBuffer(bytes: (0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let headers: HTTPFields = [
      .contentType: "application/vnd.mapbox-vector-tile", .eTag: "\"bare\"",
      .cacheControl: "public, max-age=60",
    ]
    let router = Router()
    router.get("/tiles/:layer/:z/:x/:rest") { _, _ in
      Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)))
    try await application.runService()
  }
}
