import DemoSupport
import GeoCore
import HTTPTypes
import Support
import Testing

@testable import TileService

@Suite("Routes of plans")
struct ProcessRouteTests {
  private static let path = "/processes/select-villages/execution"
  private static let inputs = #"{"slots":3,"draws":10,"capacities":"none","within":["99.01"]}"#
  private static let body = #"{"inputs":\#(inputs)}"#

  @Test("describe the process to everybody, with every input")
  func description() async throws {
    let service = try ServiceUnderTest.demo()
    let list = try JSONObject(try await service("/processes", as: .public).text)
    #expect(list.list("processes").map { $0.text("id") } == ["select-villages"])
    let process = try JSONObject(
      try await service("/processes/select-villages", as: .public).text)
    #expect(Set(process.object("inputs")?.names ?? []) == Set(PlanScenario.keys))
    expectProblem(
      try await service("/processes/other", as: .public), status: 404, naming: "select-villages")
    expectProblem(
      try await service("/processes/other/execution", .post, as: .planner, body: Self.body),
      status: 404)
  }

  @Test("make a plan while the client waits, in three formats")
  func synchronous() async throws {
    let service = try ServiceUnderTest.demo()
    let answer = try await service(Self.path, .post, as: .planner, body: Self.body)
    #expect(answer.status == 200 && answer.mediaType == "application/json")
    let plan = try JSONObject(answer.text)
    #expect(plan.list("ranking").count > 50)
    for name in ["objective", "bound", "gap"] { #expect(plan.number(name) != nil, "\(name)") }
    let first = try #require(plan.list("ranking").first)
    for name in ["rank", "score"] { #expect(first.number(name) != nil, "\(name)") }
    #expect(first.text("why")?.isEmpty == false)
    for type in ["text/csv", "application/geo+json"] {
      let wanted =
        #"{"inputs":\#(Self.inputs),"outputs":{"plan":{"format":{"mediaType":"\#(type)"}}}}"#
      let other = try await service(Self.path, .post, as: .officer, body: wanted)
      #expect(
        other.status == 200 && other.mediaType?.hasPrefix(type) == true, "\(other.text.prefix(200))"
      )
    }
    let whole = #"{"inputs":\#(Self.inputs),"response":"document"}"#
    let document = try JSONObject(
      try await service(Self.path, .post, as: .planner, body: whole).text)
    #expect(document.object("plan")?.number("objective") == plan.number("objective"))
  }

  @Test("make a plan while the client does something else, for its account alone")
  func asynchronous() async throws {
    let service = try ServiceUnderTest.demo()
    var headers = HTTPFields()
    headers[.prefer] = "respond-async, wait=1"
    let answer = try await service(
      Self.path, .post, as: .planner, headers: headers, body: Self.body)
    #expect(answer.status == 201 && answer["Preference-Applied"] == "respond-async")
    let address = try #require(answer["Location"])
    var status = ""
    for _ in 0..<3000 where !["successful", "failed"].contains(status) {
      let job = try JSONObject(try await service(address, as: .planner).text)
      status = try #require(job.text("status"))
      if status != "successful" { try await Task.sleep(for: .milliseconds(20)) }
    }
    #expect(status == "successful")
    let results = try await service(address + "/results", as: .planner)
    #expect(results.status == 200)
    #expect(
      results.text == (try await service(Self.path, .post, as: .planner, body: Self.body)).text)
    expectProblem(try await service(address, as: .officer), status: 404)
    expectProblem(try await service(address + "/results", as: .officer), status: 404)
    let list = try JSONObject(try await service("/jobs", as: .planner).text)
    #expect(list.list("jobs").contains { $0.text("status") == "successful" })
    let gone = try await service(address, .delete, as: .planner)
    #expect(try JSONObject(gone.text).text("status") == "dismissed")
    expectProblem(try await service(address, as: .planner), status: 404)
  }

  @Test("tell in the job why a plan cannot be made")
  func failedJob() async throws {
    let service = try ServiceUnderTest.demo()
    var headers = HTTPFields()
    headers[.prefer] = "respond-async"
    let body = #"{"inputs":{"slots":9000,"capacities":"none"}}"#
    let answer = try await service(Self.path, .post, as: .planner, headers: headers, body: body)
    let address = try #require(answer["Location"])
    var job = try JSONObject(answer.text)
    for _ in 0..<3000 where job.text("status") != "failed" {
      try await Task.sleep(for: .milliseconds(20))
      job = try JSONObject(try await service(address, as: .planner).text)
    }
    #expect(job.text("message")?.contains("9000 slots") == true)
    expectProblem(
      try await service(address + "/results", as: .planner), status: 422, naming: "slots")
  }

  @Test(
    "refuse what means nothing, naming it",
    arguments: [
      (#"{"inputs":{"slots":0}}"#, 400, "slots"), (#"{"inputs":{}}"#, 400, "slots"),
      (#"{"inputs":{"slots":1,"wieghts":1}}"#, 400, "wieghts"), (#"{}"#, 400, "inputs"),
      ("[]", 400, "object"), ("{", 400, ""),
      (#"{"inputs":{"slots":1},"mode":"x"}"#, 400, "mode"),
      (#"{"inputs":{"slots":1},"outputs":{"map":{}}}"#, 400, "plan"),
      (#"{"inputs":{"slots":9000,"capacities":"none"}}"#, 422, "slots"),
      (#"{"inputs":{"slots":1,"must":["99.01.01.9999"]}}"#, 400, "99.01.01.9999"),
      (#"{"inputs":{"slots":1,"within":["12"]}}"#, 403, "12"),
    ])
  func refusals(body: String, status: Int, word: String) async throws {
    let service = try ServiceUnderTest.demo()
    expectProblem(
      try await service(Self.path, .post, as: .planner, body: body), status: status, naming: word)
  }

  @Test("are for planners, and for officers with a purpose; each plan is noted")
  func roles() async throws {
    let service = try ServiceUnderTest(try DemoWorkspace.open())
    for (role, purpose, status) in [
      (Role.public, nil, 401), (.partner, nil, 403), (.officer, nil, 403), (.auditor, nil, 403),
      (.admin, nil, 403),
    ] as [(Role, String?, Int)] {
      expectProblem(
        try await service(Self.path, .post, as: role, purpose: purpose, body: Self.body),
        status: status)
    }
    #expect(!service.log.events.contains { $0.action == "plans.compute" })
    #expect(
      try await service(Self.path, .post, as: .planner, body: Self.body).status == 200)
    #expect(service.log.events.contains { $0.action == "plans.compute" })
    #expect(try await service("/plans", as: .planner).status == 200)
    expectProblem(try await service("/plans/none", as: .planner), status: 404, naming: "none")
  }

  @Test("draw priorities for those who plan")
  func tiles() async throws {
    let service = try ServiceUnderTest.demo()
    for format in ["mvt", "png", "svg"] {
      let answer = try await service("/tiles/priority/9/404/269.\(format)", as: .planner)
      #expect(answer.status == 200 && !answer.body.isEmpty)
    }
    let legend = try await service("/legends/priority.json", as: .planner)
    #expect(legend.status == 200)
    expectProblem(
      try await service("/tiles/priority/9/404/269.png?plan=none", as: .planner), status: 400,
      naming: "plan")
    expectProblem(try await service("/tiles/priority/9/404/269.png", as: .public), status: 401)
    expectProblem(try await service("/tiles/priority/9/404/269.png", as: .partner), status: 403)
    expectProblem(
      try await service("/tiles/priority/9/404/269.png", as: .officer, purpose: nil), status: 403,
      naming: "X-Purpose")
  }
}
