import Foundation
import FoundationNetworking
import Support
import Testing

/// A server process on a port of its own, stopped with the object.
final class RunningServer {
  let program: RunningProgram
  let client: HTTPClient
  var port: Int { client.port }

  /// Starts `tileserver`, or another program with the same flags, and waits until it has data.
  /// The token, if any, goes along with requests.
  init(
    _ workspace: String, command: [String] = ["tileserver"], flags: [String] = [],
    token: String? = nil
  ) async throws {
    program = try RunningProgram(
      Tools.path(command[0]),
      Array(command.dropFirst()) + ["--workspace", workspace, "--port", "0"] + flags,
      environment: Tools.environment)
    try program.waitForOutput("/\n")
    let words = program.outputSoFar.split(whereSeparator: \.isWhitespace)
    let address = words.first { $0.hasPrefix("http") } ?? ""
    client = HTTPClient(
      port: try #require(URL(string: String(address))?.port), token: token)
    for _ in 0..<600 where try await get("/health/ready").status != 200 {
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Asks for a path.
  func get(_ path: String, method: String = "GET", headers: [String: String] = [:]) async throws
    -> HTTPClient.Answer
  {
    try await client.get(path, method: method, headers: headers)
  }

  /// Tells it to stop, and expects that it does so within the time that the contract gives it.
  func stop(sourceLocation: SourceLocation = #_sourceLocation) throws -> ProgramOutcome {
    let start = Date()
    program.signal(SIGTERM)
    let outcome = try program.wait(seconds: 20)
    #expect(Date().timeIntervalSince(start) < 10, sourceLocation: sourceLocation)
    #expect(outcome.status == 0, "\(outcome.errors)", sourceLocation: sourceLocation)
    return outcome
  }
}

/// A client of a server on this machine; it keeps nothing, so that every answer is the server's.
struct HTTPClient: Sendable {
  let port: Int
  /// The token that goes along with requests.
  let token: String?
  private let session: URLSession

  init(port: Int, token: String? = nil) {
    self.port = port
    self.token = token
    let configuration = URLSessionConfiguration.ephemeral
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.httpShouldSetCookies = false
    configuration.httpCookieStorage = nil
    configuration.httpMaximumConnectionsPerHost = 16
    session = URLSession(configuration: configuration)
  }

  struct Answer: Sendable {
    var status: Int
    var headers: [String: String]
    var body: Data
  }

  /// Sends a body.
  func post(_ path: String, body: String, headers: [String: String] = [:]) async throws -> Answer {
    try await get(path, method: "POST", headers: headers, body: body)
  }

  /// Asks for a path.
  func get(
    _ path: String, method: String = "GET", headers: [String: String] = [:], body: String? = nil
  ) async throws -> Answer {
    var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
    request.httpMethod = method
    request.httpBody = body.map { Data($0.utf8) }
    // As a page's script asks: to a challenge for a password Foundation waits for a person to answer.
    request.setValue("cors", forHTTPHeaderField: "Sec-Fetch-Mode")
    if let token {
      request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
      request.setValue("tests", forHTTPHeaderField: "X-Purpose")
    }
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (body, response) = try await session.data(for: request)
    let answer = try #require(response as? HTTPURLResponse)
    var fields: [String: String] = [:]
    for case (let name as String, let value as String) in answer.allHeaderFields {
      fields[name.lowercased()] = value
    }
    return Answer(status: answer.statusCode, headers: fields, body: body)
  }
}

/// Expects a log without a complaint.
func expectCleanLog(
  _ outcome: ProgramOutcome, sourceLocation: SourceLocation = #_sourceLocation
) {
  for line in (outcome.output + outcome.errors).split(whereSeparator: \.isNewline) {
    let lower = line.lowercased()
    let isComplaint = ["error", "warning", "fatal", "critical"].contains { lower.contains($0) }
    #expect(!isComplaint, "\(line)", sourceLocation: sourceLocation)
  }
}
