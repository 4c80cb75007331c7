import GeoCore
import HTTPTypes
import Hummingbird
import NIOCore

/// `/processes`, `/jobs`: plans for the next villages (OGC API – Processes 1.0), and `/plans`: those that were kept.
struct ProcessRoutes: Sendable {
  let service: ServiceContext
  let jobs: PlanJobs

  init(service: ServiceContext) {
    self.service = service
    jobs = PlanJobs(pool: service.pool)
  }

  func add(to router: PolicyRouter) {
    let policy = RoutePolicy.needs(.read(.plans))
    router.get("/processes", .needs(.everyone)) { request, _ in
      try Self.answer(["processes": [SelectVillages.summary], "links": []], request)
    }
    router.get("/processes/:process", .needs(.everyone)) { request, context in
      try Self.requireProcess(context)
      return try Self.answer(SelectVillages.description, request)
    }
    router.post(
      "/processes/:process/execution",
      .needs(.read(.plans), formats: TableText.Format.allCases.map(\.rawValue)), use: execute)
    router.get("/jobs", policy) { request, context in
      let found = jobs.jobs(of: context.caller.principal.name)
      return try Self.answer(["jobs": .list(found.map(\.json)), "links": []], request)
    }
    router.get("/jobs/:job", policy) { request, context in
      try Self.answer(try job(context).json, request)
    }
    router.get("/jobs/:job/results", policy, use: results)
    router.delete("/jobs/:job", policy) { request, context in
      let job = try job(context)
      jobs.dismiss(job)
      return try Self.answer(job.json, request)
    }
    router.get("/plans", policy, use: plans)
    router.get("/plans/:name", policy, use: plan)
  }

  private static func answer(_ json: JSONValue, _ request: Request) throws -> Response {
    try request.queryParameters().requireKnown([])
    return try Representation(json: json.json, caching: .none).response(to: request)
  }

  private static func requireProcess(_ context: ServiceRequestContext) throws {
    let name = try context.part("process")
    guard name == SelectVillages.id else {
      throw ProblemDetails(
        status: .notFound, code: "no-such-process",
        detail: "there is no process '\(name.prefix(60))'; there is \(SelectVillages.id)")
    }
  }

  /// A job of the caller's.
  private func job(_ context: ServiceRequestContext) throws -> PlanJob {
    let id = try context.part("job")
    guard let job = jobs.job(id, of: context.caller.principal.name) else {
      throw ProblemDetails(
        status: .notFound, code: "no-such-job",
        detail: "you have no job '\(id.prefix(60))'; old ones are forgotten")
    }
    return job
  }

  // MARK: Execution

  @Sendable
  private func execute(_ request: Request, context: ServiceRequestContext) async throws -> Response
  {
    try Self.requireProcess(context)
    try request.queryParameters().requireKnown([])
    let order = try SelectVillages.order(try await body(of: request))
    let (snapshot, disclosure) = (try service.snapshot(), context.caller.disclosure)
    // What cannot be planned for this account is told at once, also of what is done later.
    _ = try disclosure.visibleArea(of: .plans)
    try await service.access.audit.admit(
      AuditEvent(
        by: context.caller.principal, purpose: context.caller.purpose?.text,
        action: "plans.compute", detail: "\(order.scenario.slots) slots"))
    guard Self.isAsynchronous(request) else {
      return try await service.render(request, context) { job in
        try SelectVillages.result(order, job.snapshot, job.disclosure, isWanted: job.isWanted)
      }
    }
    let job = try jobs.begin(owner: context.caller.principal.name) { job in
      job.end(Self.outcome(of: job, order, snapshot, disclosure))
    }
    var response = try Self.answer(job.json, request)
    response.status = .created
    response.headers[.location] = "/jobs/\(job.id)"
    response.headers[.preferenceApplied] = "respond-async"
    return response
  }

  private static func outcome(
    of job: PlanJob, _ order: SelectVillages.Order, _ snapshot: DatasetSnapshot,
    _ disclosure: Disclosure
  ) -> Result<Representation, ProblemDetails> {
    do {
      return .success(
        try SelectVillages.result(
          order, snapshot, disclosure, isWanted: { job.isOpen },
          progress: { job.note(progress: $0) }))
    } catch let error as PlanningError {
      return .failure(ProblemDetails(error))
    } catch let refusal as DisclosureRefusal {
      return .failure(
        ProblemDetails(status: .forbidden, code: refusal.code, detail: "\(refusal)"))
    } catch is CancellationError {
      return .failure(.overloaded)
    } catch {
      return .failure(
        ProblemDetails(
          status: .internalServerError, code: "internal", detail: "the plan could not be made"))
    }
  }

  /// RFC 7240.
  private static func isAsynchronous(_ request: Request) -> Bool {
    request.headers[values: .prefer].contains { header in
      header.split(separator: ",").contains { preference in
        preference.split(separator: ";").first?.filter { $0 != " " }.lowercased()
          == "respond-async"
      }
    }
  }

  private func body(of request: Request) async throws -> [UInt8] {
    let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
    guard type == "application/json" else {
      throw ProblemDetails(
        status: .unsupportedMediaType, code: "not-json", detail: "send application/json")
    }
    let limit = min(262_144, service.operations.rules.current.bodyLimit)
    do {
      return Array(try await request.body.collect(upTo: limit).readableBytesView)
    } catch is NIOTooManyBytesError {
      throw ProblemDetails.tooLarge(limit: limit)
    }
  }

  @Sendable
  private func results(_ request: Request, context: ServiceRequestContext) async throws -> Response
  {
    try request.queryParameters().requireKnown([])
    let state = try job(context).state
    if let problem = state.problem { throw problem }
    guard let result = state.result else {
      throw ProblemDetails(
        status: .notFound, code: "result-not-ready",
        detail: "the job is \(state.status.rawValue); ask again when it is successful",
        headers: [.retryAfter: "2"])
    }
    return try result.response(to: request)
  }

  // MARK: Plans that were kept

  @Sendable
  private func plans(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    try request.queryParameters().requireKnown([])
    return try await service.render(request, context) { job in
      let plans = try job.snapshot.savedPlans(for: job.disclosure).map { $0.json() }
      return Representation(
        json: "{\"plans\":[" + plans.joined(separator: ",\n") + "]}", caching: .personal,
        generation: job.snapshot.generation)
    }
  }

  @Sendable
  private func plan(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    try request.queryParameters().requireKnown([])
    let name = try context.part("name")
    return try await service.render(request, context) { job in
      guard
        let plan = try job.snapshot.savedPlans(for: job.disclosure).first(where: { $0.name == name }
        )
      else {
        throw ProblemDetails(
          status: .notFound, code: "no-such-plan",
          detail: "there is no plan '\(name.prefix(60))' in your area")
      }
      return Representation(
        json: plan.json(withResult: true), caching: .personal,
        generation: job.snapshot.generation)
    }
  }
}

extension HTTPField.Name {
  /// What a client would rather have (RFC 7240).
  static let prefer = HTTPField.Name("Prefer") ?? .accept
  /// What of it was done.
  static let preferenceApplied = HTTPField.Name("Preference-Applied") ?? .server
}

extension ProblemDetails {
  /// What cannot be planned.
  init(_ error: PlanningError) {
    let isRequest = ["unknown-village", "unknown-area"].contains(error.code)
    self.init(
      status: isRequest ? .badRequest : .unprocessableContent, code: error.code,
      detail: error.description)
  }
}
