import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Support
import Synchronization
import Testing

@testable import TileService

/// The accounts of the service under test: one of each role, responsible for the demo's regency and the
/// board of small workspaces, and some besides.
enum TestAccounts {
  struct Account: Sendable {
    let principal: Principal
    let token: AccessToken
    /// `Bearer TOKEN`.
    var authorization: String { "Bearer \(token.revealed())" }
  }

  private static let made = Result {
    try Dictionary(
      uniqueKeysWithValues: Role.ofAccounts.map { role in
        (role, try make(role.rawValue, role, area: role.needsArea ? "99.01,35.07" : nil))
      })
  }

  private static let madeOutside = Result {
    try Dictionary(
      uniqueKeysWithValues: [Role.partner, .planner, .officer].map { role in
        (role, try make("\(role.rawValue)-outside", role, area: "12"))
      })
  }

  /// A new account with a token.
  static func make(_ name: String, _ role: Role, area: String?) throws -> Account {
    let area = try area.map { try AreaOfResponsibility(parsing: $0) }
    return Account(
      principal: try Principal(name: name, role: role, area: area), token: AccessToken())
  }

  /// The account of a role.
  static func account(_ role: Role) throws -> Account { try #require(try made.get()[role]) }

  /// An account of a role that is responsible for another province.
  static func outside(_ role: Role) throws -> Account { try #require(try madeOutside.get()[role]) }

  /// All of them, as the directory takes them.
  static func all() throws -> [(digest: Digest256, principal: Principal)] {
    (Array(try made.get().values) + Array(try madeOutside.get().values))
      .map { ($0.token.digest, $0.principal) }
  }
}

/// An audit log in memory, which can be told to fail.
final class TestLog: Sendable {
  private struct Failure: Error {}
  private let state = Mutex<(events: [AuditEvent], isBroken: Bool)>(([], false))

  var events: [AuditEvent] { state.withLock(\.events) }
  func setBroken(_ isBroken: Bool) { state.withLock { $0.isBroken = isBroken } }

  func write(_ events: [AuditEvent]) throws {
    try state.withLock { state in
      guard !state.isBroken else { throw Failure() }
      state.events += events
    }
  }
}

/// A clock that tests set forward.
final class TestClock: Sendable {
  private let now = Mutex<Int64>(0)

  var clock: ServiceClock { ServiceClock { self.now.withLock { $0 } } }
  func advance(seconds: Double) { now.withLock { $0 += Int64(seconds * 1000) } }
}

/// The service with all its routes and middleware, asked without a socket.
struct ServiceUnderTest {
  /// What a test may want otherwise.
  struct Setting {
    var isLoaded = true
    var mapLibre: String?
    var exposure = Exposure.loopback
    var rateLimit = 0
    var tipLimit = 0
    var lookup: PlaceLookup = { _ in [] }
    var clock = ServiceClock.system
    var logger = Logger(label: "tests")
    var storedMegabytes = 0
    var store: TileStore?
    var configuration = ServiceConfiguration(workspace: "")
  }

  private let responder: QuickTileKeeper<RouterResponder<ServiceRequestContext>>
  private let logger: Logger
  let context: ServiceContext
  let holder: SnapshotHolder
  let tiles: TileAnswers
  let seeding: SeedJob
  let access: AccessControl
  let routes: [RouteDescription]
  let operations: ServiceOperations
  let log = TestLog()
  let intake: IntakeQueue

  /// A service over a workspace.
  /// - Parameters:
  ///   - workspace: What it serves.
  ///   - change: Alters the setting.
  /// - Throws: What loading the snapshot throws.
  init(_ workspace: Workspace, _ change: (inout Setting) -> Void = { _ in }) throws {
    var setting = Setting()
    change(&setting)
    logger = setting.logger
    holder = SnapshotHolder(workspace)
    if setting.isLoaded { try holder.refresh(today: DemoWorkspace.today) }
    let log = log
    access = AccessControl(
      accounts: AccountDirectory(try TestAccounts.all()),
      audit: AuditQueue(clock: setting.clock, logger: setting.logger) { try log.write($0) },
      exposure: setting.exposure, rateLimit: setting.rateLimit, tipLimit: setting.tipLimit,
      clock: setting.clock)
    operations = ServiceOperations(
      rules: RequestRules.Live(RequestRules(setting.configuration)),
      state: ServiceState(clock: setting.clock))
    // The cases of a test ask all at once; that a full queue turns requests away is tested elsewhere.
    let pool = RenderPool(threads: 2, queue: 4096)
    tiles = TileAnswers(
      holder: holder, pool: pool, cache: TileCache(megabytes: 16),
      shelf: setting.store.map { TileShelf($0, megabytes: 16, logger: setting.logger) }
        ?? TileShelf(
          besides: workspace.path, megabytes: setting.storedMegabytes, logger: setting.logger))
    seeding = SeedJob(holder: holder, pool: pool, shelf: tiles.shelf)
    context = ServiceContext(
      holder: holder, pool: pool, tiles: tiles, seeding: seeding,
      assets: ViewerAssets(mapLibre: setting.mapLibre),
      access: access, operations: operations)
    let holder = holder
    intake = IntakeQueue(workspace, lookup: setting.lookup, logger: setting.logger) {
      if holder.snapshot != nil { try holder.refresh(today: DemoWorkspace.today) }
    }
    let router = TileApplication.router(context, workspace, intake)
    routes = router.routes
    responder = QuickTileKeeper(next: router.buildResponder(), service: context)
  }

  private static let shared = Result { try ServiceUnderTest(try DemoWorkspace.open()) }

  /// A service over the demo, the same for all tests.
  static func demo() throws -> ServiceUnderTest { try shared.get() }

  /// Asks for a path, as an officer with a purpose unless said otherwise, from an address at the other
  /// end. No token goes along for `.public`, or where the headers have credentials.
  func callAsFunction(
    _ path: String, _ method: HTTPRequest.Method = .get, as role: Role = .officer,
    purpose: String? = "tests", headers: HTTPFields = [:], body: String? = nil,
    authority: String? = "localhost:8080", from peer: String = "127.0.0.1"
  ) async throws -> Answer {
    var headers = headers
    if role != .public, headers[.authorization] == nil, headers[.cookie] == nil {
      headers[.authorization] = try TestAccounts.account(role).authorization
    }
    if role == .officer, headers[.purpose] == nil { headers[.purpose] = purpose }
    if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
    let head = HTTPRequest(
      method: method, scheme: "http", authority: authority, path: path, headerFields: headers)
    var context = ServiceRequestContext(
      source: ApplicationRequestContextSource(
        channel: NIOAsyncTestingChannel(), logger: logger))
    context.peer = peer
    let request = Request(
      head: head, body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
    let response = try await responder.respond(to: request, context: context)
    let content = Collector.Content()
    try await response.body.write(Collector(content: content))
    return Answer(status: response.status.code, headers: response.headers, body: content.bytes)
  }

  /// Begins a session as a browser does; its cookie.
  func signIn(_ account: TestAccounts.Account) async throws -> String {
    let answer = try await self(
      "/session", .post, as: .public, body: #"{"token":"\#(account.token.revealed())"}"#)
    #expect(answer.status == 201)
    let cookie = try #require(answer.headers[.setCookie])
    return String(try #require(cookie.split(separator: ";").first))
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
  #expect(answer["X-Frame-Options"] == "DENY", sourceLocation: sourceLocation)
}
