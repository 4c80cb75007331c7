import DemoSupport
import Foundation
import GeoCore
import HTTPTypes
import Logging
import Support
import Synchronization
import Testing

@testable import TileService

@Suite("Signing requests in")
struct AuthenticationTests {
  private static let path = "/tiles/heat.json?bandwidth=2000"

  private static func basic(_ name: String, _ password: String) -> String {
    "Basic " + Data("\(name):\(password)".utf8).base64EncodedString()
  }

  @Test("takes a token as Bearer, and as the password of Basic whatever the name")
  func bearerAndBasic() async throws {
    let service = try ServiceUnderTest.demo()
    let officer = try TestAccounts.account(.officer)
    let token = officer.token.revealed()
    for value in [
      "Bearer \(token)", "bearer \(token)", "Bearer  \(token)", Self.basic("", token),
      Self.basic("officer", token), Self.basic("siapa saja", token),
      "basic " + Data(":\(token)".utf8).base64EncodedString(),
    ] {
      let answer = try await service(Self.path, headers: [.authorization: value])
      #expect(answer.status == 200, "\(answer.text)")
    }
  }

  @Test("never answers a wrong token with what the public sees, whatever is asked")
  func wrongTokens() async throws {
    let token = AccessToken().revealed()
    let known = try TestAccounts.account(.officer).token.revealed()
    let values = [
      "Bearer \(token)", Self.basic("", token), "Bearer", "Bearer ", "Bearer x", token,
      "Bearer \(known)x", "Bearer \(known.dropLast())", "Bearer \(known.uppercased())",
      "Digest \(known)", "Bearer \(known) \(known)", "Basic \(known)", "Basic !!!",
      Self.basic(known, ""), "Bearer " + AccessToken(.session).revealed(),
    ]
    for (number, value) in values.enumerated() {
      let service = try ServiceUnderTest.demo()
      for path in ["/tiles/villages/9/404/269.mvt", Self.path, "/", "/health/live", "/session"] {
        let answer = try await service(
          path, headers: [.authorization: value], from: "192.0.2.\(number)")
        expectProblem(answer, status: 401)
        #expect(answer["WWW-Authenticate"] == #"Basic realm="PetaBinaan", Bearer"#)
        #expect(answer.headers[.cacheControl] == "no-store" && answer.tag == nil)
        for secret in [token, known] { #expect(!answer.text.contains(secret)) }
      }
    }
  }

  @Test("asks a page's own script for no password by the browser's window")
  func challenges() async throws {
    let service = try ServiceUnderTest.demo()
    let script = try await service(
      Self.path, as: .public, headers: [.fetchMode: "cors", .fetchSite: "same-origin"])
    #expect(script.status == 401 && script["WWW-Authenticate"] == "Bearer")
    let visit = try await service(Self.path, as: .public, headers: [.fetchMode: "navigate"])
    #expect(visit["WWW-Authenticate"]?.hasPrefix("Basic") == true)
  }

  @Test("ends for a token the moment its account is gone, for its sessions too")
  func revocation() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open())
    let officer = try TestAccounts.account(.officer)
    let cookie = try await service.signIn(officer)
    let signedIn: HTTPFields = [.cookie: cookie]
    #expect(try await service(Self.path, headers: signedIn).status == 200)
    #expect(try await service(Self.path).status == 200)
    service.access.accounts.replace(
      with: try TestAccounts.all().filter { $0.principal != officer.principal })
    expectProblem(try await service(Self.path), status: 401)
    let ended = try await service(Self.path, headers: signedIn)
    expectProblem(ended, status: 401)
    #expect(ended.headers[.setCookie]?.contains("Max-Age=0") == true)
    #expect(service.access.sessions.count == 0)
    // Pages stay open to whoever has an old cookie, or there would be no way back in.
    #expect(try await service("/signin", headers: signedIn).status == 200)
  }

  @Test("follows the accounts of the workspace file, others' changes included")
  func directory() throws {
    let small = try SmallWorkspace()
    let directory = AccountDirectory()
    let reader = try AccountReader(small.workspace, into: directory)
    try reader.refresh()
    #expect(directory.all.isEmpty)
    let officer = try TestAccounts.make("petugas", .officer, area: "35")
    let other = try Workspace.open(at: small.path, mode: .readWrite)
    try other.write { try $0.addUser(officer.principal, tokenDigest: officer.token.digest) }
    try reader.refresh()
    #expect(directory.principal(withToken: officer.token.digest) == officer.principal)
    try other.write { try $0.revokeUser(named: "petugas") }
    try reader.refresh()
    #expect(directory.principal(withToken: officer.token.digest) == nil)
    other.close()
    reader.close()
  }

  @Test(
    "refuses secrets in addresses, repeating none",
    arguments: ["", "?token=", "?a=", "/tiles/heat.json?x=", "/", "/viewer/"])
  func secretsInAddresses(prefix: String) async throws {
    let service = try ServiceUnderTest.demo()
    for kind in AccessToken.Kind.allCases {
      let secret = AccessToken(kind).revealed()
      for text in [secret, secret.replacing("_", with: "%5F"), secret.replacing("p", with: "%70")] {
        let path = prefix.hasPrefix("/") ? prefix + text : "/tiles/heat.json\(prefix)\(text)"
        let answer = try await service(path, as: .public)
        expectProblem(answer, status: 400)
        #expect(answer.text.contains("secret-in-address") && !answer.text.contains(text))
      }
    }
    for name in ["token", "access_token", "Token"] {
      expectProblem(
        try await service("/tiles/villages/9/404/269.png?\(name)=x", as: .public), status: 400,
        naming: "token")
    }
  }

  @Test("leaves no secret in a log, on no path")
  func logs() async throws {
    let lines = Mutex<[String]>([])
    let logger = Logger(label: "captured") { _ in
      CapturingLogHandler { line in lines.withLock { $0.append(line) } }
    }
    let service = try ServiceUnderTest(try DemoWorkspace.open()) { $0.logger = logger }
    let officer = try TestAccounts.account(.officer)
    let wrong = AccessToken()
    let code = try #require(service.access.codes.issue(for: officer.token.digest))
    let cookie = try await service.signIn(officer)
    service.log.setBroken(true)
    var secrets = [officer.token.revealed(), wrong.revealed(), code.revealed()]
    secrets.append(String(cookie.dropFirst(11)))
    var answers: [Answer] = []
    for secret in secrets {
      answers.append(try await service("/x?token=\(secret)", as: .public))
      answers.append(try await service("/signin/\(secret)", as: .public))
      answers.append(
        try await service(Self.path, headers: [.authorization: "Bearer \(secret)"]))
      answers.append(
        try await service(Self.path, headers: [.cookie: "pb_session=\(secret)"]))
      answers.append(
        try await service("/session", .post, as: .public, body: #"{"code":"\#(secret)"}"#))
      answers.append(
        try await service(Self.path, headers: [.purpose: "tujuan \(secret)"]))
    }
    service.log.setBroken(false)
    await service.access.audit.flush()
    #expect(!lines.withLock { $0 }.isEmpty)
    let written =
      lines.withLock { $0 } + answers.map(\.text) + service.log.events.map { "\($0)" }
    for secret in secrets {
      #expect(!written.contains { $0.contains(secret.dropFirst(4)) })
    }
  }
}

/// Keeps every line with its metadata, at all levels.
private struct CapturingLogHandler: LogHandler {
  let keep: @Sendable (String) -> Void
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .trace

  init(_ keep: @escaping @Sendable (String) -> Void) { self.keep = keep }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    keep("\(event.message) \(event.metadata ?? [:]) \(metadata)")
  }
}

@Suite("Who sees what of the same address")
struct TierTests {
  private static let path = "/tiles/heat/9/404/269.png?breaks=1,2,5&bandwidth=2000"

  @Test("a tag of one who may look never opens anything to one who may not")
  func tagsAcrossRoles() async throws {
    let service = try ServiceUnderTest.demo()
    let tag = try #require(try await service(Self.path).tag)
    for condition in [tag, "W/\(tag)", "*", "\(tag), *"] {
      #expect(try await service(Self.path, headers: [.ifNoneMatch: condition]).status == 304)
      for role in [Role.public, .auditor, .admin] {
        let answer = try await service(Self.path, as: role, headers: [.ifNoneMatch: condition])
        #expect(answer.status == (role == .public ? 401 : 403))
        #expect(answer.tag == nil && answer["X-Data-Generation"] == nil)
      }
    }
  }

  @Test("only boundaries may be kept by shared caches")
  func caching() async throws {
    let service = try ServiceUnderTest.demo()
    for path in [
      Self.path, "/tiles/heat.json", "/legends/heat.json?breaks=1", "/villages/99.01.01.1001",
      "/tiles/heat/9/404/269.png?source=guests&breaks=1",
    ] {
      let answer = try await service(path)
      #expect(answer.status == 200 && answer.headers[.cacheControl] == "private, no-cache")
      #expect(answer["Vary"] == "Authorization, Cookie, X-Purpose, Accept-Encoding")
    }
    for path in ["/session", "/audit"] {
      #expect(try await service(path, as: .auditor).headers[.cacheControl] != nil)
      #expect(
        try await service(path, as: .auditor).headers[.cacheControl]?.contains("public") == false)
    }
  }

  @Test(
    "a tile is kept for whom it looks the same: by role and area, not by the words of a purpose")
  func cacheKeys() throws {
    let heat = try TileRequest(path: "heat/9/404/269.png", zone: .wib)
    let borders = try TileRequest(path: "villages/9/404/269.png", zone: .wib)
    func audience(
      _ request: TileRequest, _ account: TestAccounts.Account, _ purpose: String?
    ) throws -> TileCache.Readers {
      let purpose = try purpose.map { try Purpose($0) }
      return try .init(request, Disclosure(account.principal, purpose: purpose))
    }
    let officer = try TestAccounts.account(.officer)
    let other = try TestAccounts.make("lain", .officer, area: "99.01,35.07")
    let here = try audience(heat, officer, "patroli")
    #expect(try here == audience(heat, officer, "penyelidikan"))
    #expect(try here == audience(heat, other, "patroli"))
    #expect(throws: DisclosureRefusal.purposeMissing) { try audience(heat, officer, nil) }
    #expect(try here != audience(heat, TestAccounts.outside(.officer), "patroli"))
    #expect(try here != audience(heat, TestAccounts.account(.planner), "patroli"))
    #expect(
      try audience(borders, officer, "patroli")
        == audience(borders, TestAccounts.account(.admin), nil))
  }
}
