import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Support
import Testing

@testable import TileService

/// The service with all its routes and middleware, asked without a socket.
struct ServiceUnderTest {
  private let responder: RouterResponder<BasicRequestContext>
  let holder: SnapshotHolder

  /// A service over a workspace.
  /// - Parameters:
  ///   - workspace: What it serves.
  ///   - isLoaded: Whether the first snapshot is in place.
  ///   - mapLibre: The folder of the map library.
  /// - Throws: What loading the snapshot throws.
  init(_ workspace: Workspace, isLoaded: Bool = true, mapLibre: String? = nil) throws {
    holder = SnapshotHolder(workspace)
    if isLoaded { try holder.refresh(today: DemoWorkspace.today) }
    let context = ServiceContext(
      holder: holder, pool: RenderPool(threads: 2, queue: 64), cache: TileCache(megabytes: 16),
      assets: ViewerAssets(mapLibre: mapLibre))
    responder = TileApplication.router(context).buildResponder()
  }

  private static let shared = Result { try ServiceUnderTest(try DemoWorkspace.open()) }

  /// A service over the demo, the same for all tests.
  static func demo() throws -> ServiceUnderTest { try shared.get() }

  /// Asks for a path.
  func callAsFunction(
    _ path: String, _ method: HTTPRequest.Method = .get, headers: HTTPFields = [:],
    authority: String? = "localhost:8080"
  ) async throws -> Answer {
    let head = HTTPRequest(
      method: method, scheme: "http", authority: authority, path: path, headerFields: headers)
    let context = BasicRequestContext(
      source: ApplicationRequestContextSource(
        channel: NIOAsyncTestingChannel(), logger: Logger(label: "tests")))
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    let response = try await responder.respond(to: request, context: context)
    let body = Collector.Content()
    try await response.body.write(Collector(content: body))
    return Answer(status: response.status.code, headers: response.headers, body: body.bytes)
  }
}

/// What the service answered.
struct Answer {
  var status: Int
  var headers: HTTPFields
  var body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }
  var mediaType: String? { headers[.contentType] }
  var tag: String? { headers[.eTag] }

  /// A header by its name.
  subscript(name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}

/// Keeps what a response writes.
private struct Collector: ResponseBodyWriter {
  final class Content {
    var bytes: [UInt8] = []
  }

  let content: Content

  mutating func write(_ buffer: ByteBuffer) async throws {
    content.bytes += Array(buffer.readableBytesView)
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Checks that an answer is a problem document (RFC 9457) that names what it should.
func expectProblem(
  _ answer: Answer, status: Int, naming word: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(answer.status == status, sourceLocation: sourceLocation)
  #expect(answer.mediaType == "application/problem+json", sourceLocation: sourceLocation)
  let problem = try? JSONObject(answer.text)
  #expect(problem?.number("status") == Double(status), sourceLocation: sourceLocation)
  #expect(problem?.text("type")?.isEmpty == false, sourceLocation: sourceLocation)
  #expect(problem?.text("title")?.isEmpty == false, sourceLocation: sourceLocation)
  let detail = problem?.text("detail") ?? ""
  #expect(
    !detail.isEmpty && (word.isEmpty || detail.contains(word)), sourceLocation: sourceLocation)
  #expect(answer["X-Content-Type-Options"] == "nosniff", sourceLocation: sourceLocation)
}
