import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Sending tips over HTTP")
struct TipIntakeRouteTests {
  /// A service over an empty board.
  private struct Scene {
    let small: SmallWorkspace
    let service: ServiceUnderTest

    init(_ change: (inout ServiceUnderTest.Setting) -> Void = { _ in }) throws {
      small = try SmallWorkspace()
      service = try ServiceUnderTest(small.workspace, change)
    }

    func post(
      _ body: String, as role: Role = .public, key: String? = nil, type: String? = nil,
      from peer: String = "127.0.0.1"
    ) async throws -> Answer {
      var headers = HTTPFields()
      if let key { headers[.idempotencyKey] = key }
      if let type { headers[.contentType] = type }
      return try await service("/tips", .post, as: role, headers: headers, body: body, from: peer)
    }

    func tips() throws -> [TipRecord] {
      var tips: [TipRecord] = []
      try small.workspace.read {
        try $0.readTipRecords(for: .owner(purpose: "tests")) { tips.append($0) }
      }
      return tips
    }

    func count() async throws -> Double? {
      let answer = try await service("/villages/\(SmallWorkspace.code(0, 0))")
      return try JSONObject(answer.text).object("density")?.number("count")
    }
  }

  private static let place = SmallWorkspace.place(0.5, 0.5)
  private static let whereabouts = "\"lon\":\(place.longitude),\"lat\":\(place.latitude)"

  private static func body(_ more: String = "", category: String = "tppo") -> String {
    """
    {"occurred_at":"2026-03-09T10:15:00+07:00","category":"\(category)",\(whereabouts)\(more)}
    """
  }

  @Test(
    "A tip of the public is stored before it is answered, and the next request of an officer sees it"
  )
  func stored() async throws {
    let scene = try Scene()
    let answer = try await scene.post(
      Self.body(
        #","summary":"Perekrutan, hubungi 0812-3456-7890","channel":"WhatsApp","radius_m":50"#))
    #expect(answer.status == 201 && answer.headers[.cacheControl] == "no-store")
    let id = try #require(try JSONObject(answer.text).text("id"))
    #expect(answer.headers[.location] == "/tips/\(id)")
    #expect(try await scene.count() == 1)
    let tip = try #require(try scene.tips().first)
    #expect(tip.id == id && tip.origin == .publicReport && tip.status == .new)
    #expect(tip.summary == "Perekrutan, hubungi [disamarkan]" && tip.channel == "whatsapp")
    #expect(tip.radiusMeters == 50 && tip.place == Self.place)
    #expect(tip.occurredAt.iso8601 == "2026-03-09T03:15:00Z")
    // Whether somebody has sent something is nobody's business; nothing of the public is noted.
    #expect(try scene.small.workspace.read { try $0.auditCount() } == 0)
  }

  @Test("A GeoJSON Feature is a tip as well")
  func feature() async throws {
    let scene = try Scene()
    let properties = #""properties":{"occurred_at":"2026-03-09","category":"pmi"}"#
    let point =
      "\"geometry\":{\"type\":\"Point\",\"coordinates\":[\(Self.place.longitude),\(Self.place.latitude),12]}"
    for type in ["application/geo+json", "application/json; charset=utf-8"] {
      let answer = try await scene.post(#"{"type":"Feature",\#(point),\#(properties)}"#, type: type)
      #expect(answer.status == 201)
    }
    #expect(try scene.tips().map(\.place) == [Self.place, Self.place])
    for (broken, field) in [
      (#"{"type":"Feature","id":"7",\#(point),\#(properties)}"#, "id"),
      (
        #"{"type":"Feature","geometry":{"type":"Point","coordinates":[1]},\#(properties)}"#,
        "geometry"
      ),
      (#"{"type":"Feature",\#(point)}"#, "properties"),
      (
        #"{"type":"Feature",\#(point),"properties":{"occurred_at":"2026-03-09","category":"pmi","lon":1}}"#,
        "lon"
      ),
    ] {
      expectProblem(
        try await scene.post(broken, type: "application/geo+json"), status: 400, naming: field)
    }
    expectProblem(
      try await scene.post(Self.body(), type: "application/geo+json"), status: 400)
  }

  @Test(
    "What is wrong is named, and nothing is stored",
    arguments: [
      (#"{"category":"tppo","place_text":"x"}"#, "occurred_at"),
      (#"{"occurred_at":"2026-03-09","place_text":"x"}"#, "category"),
      (#"{"occurred_at":"2026-03-09","category":"tppo"}"#, "place_text"),
      (#"{"occurred_at":"2026-03-09","category":"tppo","lon":107}"#, "lat"),
      (#"{"occurred_at":"2026-03-09","category":"tppo","lat":-6}"#, "lon"),
      (#"{"occurred_at":"2026-03-09","category":"tppo","lon":-6,"lat":107}"#, "lat"),
      (#"{"occurred_at":"2026-03-09","category":"tppo","lon":10,"lat":50}"#, "lon"),
      (#"{"occurred_at":"2026-03-09","category":"tppo","lon":"107","lat":-6}"#, "lon"),
      (#"{"occurred_at":"kemarin","category":"tppo","place_text":"x"}"#, "occurred_at"),
      (#"{"occurred_at":"2999-01-01","category":"tppo","place_text":"x"}"#, "occurred_at"),
      (#"{"occurred_at":"1999-12-31","category":"tppo","place_text":"x"}"#, "occurred_at"),
      (#"{"occurred_at":20260309,"category":"tppo","place_text":"x"}"#, "occurred_at"),
      (#"{"occurred_at":"2026-03-09","category":"rawan","place_text":"x"}"#, "category"),
      (#"{"occurred_at":"2026-03-09","category":"tppo","place_text":"\u0000"}"#, "place_text"),
      (#"{"occurred_at":"2026-03-09","category":"tppo","place_text":7}"#, "place_text"),
      (
        #"{"occurred_at":"2026-03-09","category":"tppo","place_text":"x","radius_m":-1}"#,
        "radius_m"
      ),
      (
        #"{"occurred_at":"2026-03-09","category":"tppo","place_text":"x","radius_m":1e999}"#,
        "radius_m"
      ),
      (
        #"{"occurred_at":"2026-03-09","category":"tppo","place_text":"x","channel":"wa 0812"}"#,
        "channel"
      ),
      (
        #"{"occurred_at":"2026-03-09","category":"tppo","place_text":"x","origin":"patrol"}"#,
        "origin"
      ),
      (
        #"{"occurred_at":"2026-03-09","category":"tppo","place_text":"x","status":"verified"}"#,
        "status"
      ),
      (
        #"{"occurred_at":"2026-03-09","category":"tppo","place_text":"x","nama_pelapor":"A"}"#,
        "nama_pelapor"
      ),
      (#"{"category":"tppo","category":"pmi"}"#, "category"), ("[]", "object"), ("7", "object"),
      ("", "JSON"), ("{\"a\":[[[[[[[1]]]]]]]}", "deep"),
    ])
  func refused(_ body: String, _ word: String) async throws {
    let scene = try Scene()
    expectProblem(try await scene.post(body), status: 400, naming: word)
    #expect(try scene.tips().isEmpty)
  }

  @Test("Other media types and large bodies are refused, and methods that there are not")
  func form() async throws {
    let scene = try Scene()
    expectProblem(try await scene.post(Self.body(), type: "text/plain"), status: 415)
    expectProblem(
      try await scene.post("a=b", type: "application/x-www-form-urlencoded"), status: 415)
    let long = String(repeating: "x", count: 17_000)
    expectProblem(try await scene.post(Self.body(#","summary":"\#(long)""#)), status: 413)
    expectProblem(
      try await scene.post(Self.body(#","summary":"\#(long.prefix(2001))""#)), status: 400,
      naming: "summary")
    expectProblem(try await scene.service("/tips", .get), status: 405)
  }

  @Test("Only officers say how a report came about, and what they send is noted")
  func origins() async throws {
    let scene = try Scene()
    let patrol = Self.body(#","origin":"patrol""#)
    for role in [Role.public, .partner, .planner, .auditor, .admin] {
      expectProblem(try await scene.post(patrol, as: role), status: 400, naming: "origin")
    }
    #expect(try await scene.post(Self.body(), as: .partner).status == 201)
    let officer = try await scene.post(patrol, as: .officer)
    #expect(officer.status == 201)
    #expect(try scene.tips().map(\.origin) == [.partner, .patrol])
    let entries = try scene.small.workspace.read { try $0.latestAudit(9, upTo: .max) }
    #expect(entries.map(\.action) == ["tips.create", "tips.create"])
    #expect(entries.first?.detail == (try JSONObject(officer.text).text("id")))
  }

  @Test(
    "A repeated request is answered again and stored once; another body under its key is refused")
  func idempotency() async throws {
    let scene = try Scene()
    let first = try await scene.post(Self.body(), key: "form-7")
    let again = try await scene.post(Self.body(), key: "form-7")
    #expect(first.status == 201 && again.status == 201 && first.text == again.text)
    #expect(again["Idempotency-Replayed"] == "true" && first["Idempotency-Replayed"] == nil)
    #expect(again.headers[.location] == first.headers[.location])
    expectProblem(try await scene.post(Self.body(category: "pmi"), key: "form-7"), status: 409)
    // The key of somebody else is another key.
    let other = try await scene.post(Self.body(category: "pmi"), as: .officer, key: "form-7")
    #expect(other.status == 201)
    expectProblem(try await scene.post(Self.body(), key: "two words"), status: 400, naming: "Key")
    let long = String(repeating: "k", count: 129)
    expectProblem(try await scene.post(Self.body(), key: long), status: 400, naming: "Key")
    #expect(try scene.tips().count == 2)
  }

  @Test("Requests with one key that come together are one tip")
  func simultaneous() async throws {
    let scene = try Scene()
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
      for index in 0..<60 {
        group.addTask {
          let answer = try await scene.post(Self.body(), key: "k\(index % 6)")
          return answer.status == 201 ? answer.text : "\(answer.status)"
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(answers.count == 6)
    #expect(try scene.tips().count == 6)
    #expect(try await scene.count() == 6)
  }

  @Test("The same report under two keys is kept, linked, counted once, and answered as any other")
  func duplicates() async throws {
    let scene = try Scene()
    let body = Self.body(#","summary":"Perekrutan ke luar negeri tanpa kontrak""#)
    let answers = [
      try await scene.post(body, key: "a"), try await scene.post(body, key: "b"),
      try await scene.post(body),
    ]
    #expect(answers.allSatisfy { $0.status == 201 } && Set(answers.map(\.text)).count == 3)
    #expect(try scene.tips().map(\.status) == [.new, .duplicate, .duplicate])
    #expect(try await scene.count() == 1)
    let ids = try answers.map { try #require(try JSONObject($0.text).text("id")) }
    #expect(
      try scene.small.workspace.read { try $0.original(ofDuplicate: ids[2]) } == ids[0])
  }

  @Test("A place in words is placed if it is sure, and waits with its candidates if it is not")
  func places() async throws {
    let sure = PlaceCandidate(
      code: nil, name: "A", fullName: "A", level: .desa, place: Self.place, radiusMeters: 300,
      score: 0.9)
    var doubtful = sure
    doubtful.score = 0.5
    let scene = try Scene { [doubtful] setting in
      setting.lookup = { query in
        #expect(query.text.hasPrefix("Kel."))
        return query.text.hasSuffix("A") ? [sure] : [doubtful, sure]
      }
    }
    let text = { (name: String) in
      #"{"occurred_at":"2026-03-09","category":"tppo","place_text":"Kel. \#(name)","lon":null}"#
    }
    #expect(try await scene.post(text("A")).status == 201)
    let waiting = try await scene.post(text("B"), key: "b")
    #expect(waiting.status == 202)
    let again = try await scene.post(text("B"), key: "b")
    #expect(again.status == 202 && again.text == waiting.text)
    let tips = try scene.tips()
    #expect(tips.map(\.place) == [Self.place, nil] && tips[0].level == .desa)
    #expect(tips[0].radiusMeters == 300)
    let id = try #require(try JSONObject(waiting.text).text("id"))
    let entry = try scene.small.workspace.read {
      try $0.review(ofTip: id, for: .owner(purpose: "tests"))
    }
    #expect(entry.map { ReviewCandidates.parse($0.candidates) } == [doubtful, sure])
  }

  @Test(
    "The public sends so many a minute from one address; accounts and programs of the machine more")
  func rateLimit() async throws {
    let clock = TestClock()
    let scene = try Scene {
      $0.tipLimit = 3
      $0.exposure = .tls
      $0.clock = clock.clock
    }
    for _ in 0..<3 {
      #expect(try await scene.post(Self.body(), from: "203.0.113.7").status == 201)
    }
    let refused = try await scene.post(Self.body(), from: "203.0.113.7")
    expectProblem(refused, status: 429)
    #expect(refused.headers[.retryAfter] == "20")
    #expect(try await scene.post(Self.body(), from: "203.0.113.8").status == 201)
    #expect(try await scene.post(Self.body(), as: .partner, from: "203.0.113.7").status == 201)
    #expect(try await scene.post(Self.body()).status == 201)
    clock.advance(seconds: 20)
    #expect(try await scene.post(Self.body(), from: "203.0.113.7").status == 201)
    #expect(try scene.tips().count == 7)
  }

  @Test("Everybody is answered when the workspace takes no changes, and when the service ends")
  func failures() async throws {
    let scene = try Scene()
    let small = scene.small
    let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
      for _ in 0..<20 { group.addTask { try await scene.post(Self.body()) } }
      group.addTask {
        await scene.service.intake.shutDown()
        return try await scene.post(Self.body())
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 21 && answers.allSatisfy { [201, 503].contains($0.status) })
    #expect(try scene.tips().count == answers.count { $0.status == 201 })
    expectProblem(try await scene.post(Self.body()), status: 503)
    let readOnly = try Workspace.open(at: small.workspace.path, mode: .readOnly)
    let service = try ServiceUnderTest(readOnly)
    let refused = try await service("/tips", .post, as: .public, body: Self.body())
    expectProblem(refused, status: 503)
    #expect(refused.headers[.retryAfter] != nil)
    readOnly.close()
  }
}
