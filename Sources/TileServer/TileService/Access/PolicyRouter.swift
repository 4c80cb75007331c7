import GeoCore
import HTTPTypes
import Hummingbird
import Synchronization

/// A route as it was added.
struct RouteDescription: Sendable {
  let method: HTTPRequest.Method
  /// The path with its parts in braces, such as `/villages/{code}`.
  let path: String
  let policy: RoutePolicy
}

/// The routes of a service, as they are added.
final class RouteList: Sendable {
  private let routes = Mutex<[RouteDescription]>([])

  var all: [RouteDescription] { routes.withLock { $0 } }

  func append(_ route: RouteDescription) { routes.withLock { $0.append(route) } }
}

/// The only way by which routes come into the service: each names its policy, which is looked at before
/// anything of the route runs.
final class PolicyRouter {
  typealias Handler = @Sendable (Request, ServiceRequestContext) async throws -> Response

  /// Every route, in the order in which they were added.
  var routes: [RouteDescription] { list.all }

  /// The same, for whoever answers with it when all have been added.
  let list = RouteList()

  private let router = Router(
    context: ServiceRequestContext.self, options: .autoGenerateHeadEndpoints)
  private let audit: AuditQueue
  private let operations: ServiceOperations
  private var methods: [String: [HTTPRequest.Method]] = [:]

  /// A router without routes, behind the middleware that every request passes.
  init(_ access: AccessControl, _ operations: ServiceOperations = ServiceOperations()) {
    audit = access.audit
    self.operations = operations
    router.add(middleware: RequestObserver(operations: operations))
    router.add(middleware: SecurityHeaders(exposure: access.exposure))
    router.add(middleware: CrossOriginMiddleware(rules: operations.rules))
    router.add(middleware: ProblemMiddleware())
    router.add(middleware: RequestFormMiddleware())
    if access.exposure == .loopback { router.add(middleware: LoopbackHostMiddleware()) }
    router.add(middleware: AccessMiddleware(access: access, rules: operations.rules))
  }

  /// Adds a route that shows something.
  func get(_ path: String, _ policy: RoutePolicy, use handler: @escaping Handler) {
    add(.get, path, policy, handler)
  }

  /// Adds a route that takes something.
  func post(_ path: String, _ policy: RoutePolicy, use handler: @escaping Handler) {
    add(.post, path, policy, handler)
  }

  /// Adds a route that sets something.
  func put(_ path: String, _ policy: RoutePolicy, use handler: @escaping Handler) {
    add(.put, path, policy, handler)
  }

  /// Adds a route that changes something.
  func patch(_ path: String, _ policy: RoutePolicy, use handler: @escaping Handler) {
    add(.patch, path, policy, handler)
  }

  /// Adds a route that takes something away.
  func delete(_ path: String, _ policy: RoutePolicy, use handler: @escaping Handler) {
    add(.delete, path, policy, handler)
  }

  /// The methods that a path refuses when it does not have them.
  private static let refusable: [HTTPRequest.Method] =
    [.get, .head, .post, .put, .patch, .delete, .trace]
    + [HTTPRequest.Method("QUERY")].compactMap { $0 }

  /// What answers requests. Methods that a path does not have are refused, and OPTIONS tells which it
  /// has.
  func buildResponder() -> RouterResponder<ServiceRequestContext> {
    for (path, known) in methods.sorted(by: { $0.key < $1.key }) {
      let allowed = (known + (known.contains(.get) ? [.head] : []) + [.options])
        .map(\.rawValue).joined(separator: ", ")
      router.on(RouterPath(path), method: .options) { _, _ in
        Response(status: .noContent, headers: [.allow: allowed])
      }
      for method in Self.refusable
      where !known.contains(method) && !(method == .head && known.contains(.get)) {
        router.on(RouterPath(path), method: method) { request, _ -> Response in
          throw ProblemDetails(
            status: .methodNotAllowed, code: "method-not-allowed",
            detail: "\(request.method.rawValue) is not answered here", headers: [.allow: allowed])
        }
      }
    }
    return router.buildResponder()
  }

  private func add(
    _ method: HTTPRequest.Method, _ path: String, _ policy: RoutePolicy,
    _ handler: @escaping Handler
  ) {
    let shown = Self.shown(path)
    list.append(RouteDescription(method: method, path: shown, policy: policy))
    methods[path, default: []].append(method)
    let guarded = GuardedRoute(
      policy: policy, handler: handler, audit: audit, rules: operations.rules,
      metrics: RouteMetrics(shown, method: method.rawValue, in: operations.metrics.registry))
    router.on(RouterPath(path), method: method) { request, context in
      try await guarded.answer(request, context)
    }
  }

  private static func shown(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }.joined(separator: "/")
  }
}

/// A route behind its policy.
private struct GuardedRoute: Sendable {
  let policy: RoutePolicy
  let handler: PolicyRouter.Handler
  let audit: AuditQueue
  let rules: RequestRules.Live
  let metrics: RouteMetrics

  func answer(_ request: Request, _ context: ServiceRequestContext) async throws -> Response {
    let layers = try policy.layers(of: request, context)
    context.record.route(metrics, layers.first)
    let requirements = try policy.requirements(of: request, context)
    do {
      for requirement in requirements { try authorize(requirement, request, context) }
      let isWithheld = layers.contains(where: rules.current.publicLayers.withholds)
      if isWithheld { try requireAccount(requirements.first ?? .account, context) }
      var response = try await handler(request, context)
      // What needs an account here must not be kept for those without one.
      if isWithheld, response.headers[.cacheControl] != nil {
        response.headers[.cacheControl] = Representation.Caching.personal.rawValue
      }
      if requirements.contains(where: { $0.isNoted(for: context.caller.principal.role) }) {
        try await note(response, request, context.caller)
      }
      return response
    } catch let refusal as DisclosureRefusal {
      throw ProblemDetails(refusal, to: context.caller, request)
    } catch WorkspaceError.notDisclosed(let table) {
      throw ProblemDetails(
        status: .forbidden, code: "not-disclosed", detail: "rows of \(table) are not shown here")
    }
  }

  private func authorize(
    _ requirement: RoutePolicy.Requirement, _ request: Request, _ context: ServiceRequestContext
  ) throws {
    let (caller, principal) = (context.caller, context.caller.principal)
    guard requirement != .everyone else { return }
    if requirement == .figures, caller.address.isLocalProgram(request) { return }
    guard !caller.hasEndedSession else { throw ProblemDetails.endedSession }
    switch requirement.reach(of: principal.role) {
    case .everywhere: break
    case .nowhere: throw Self.refusal(principal.role, requirement)
    case .area:
      if let area = policy.area { try requireArea(try area(request, context), principal) }
    }
    if requirement.needsPurpose(of: principal.role), caller.purpose == nil {
      throw DisclosureRefusal.purposeMissing
    }
  }

  /// A layer that the settings keep from those who have not signed in.
  private func requireAccount(
    _ requirement: RoutePolicy.Requirement, _ context: ServiceRequestContext
  ) throws {
    guard context.caller.isAnonymous else { return }
    guard !context.caller.hasEndedSession else { throw ProblemDetails.endedSession }
    throw Self.refusal(.public, requirement)
  }

  private static func refusal(_ role: Role, _ requirement: RoutePolicy.Requirement) -> any Error {
    switch requirement {
    case .read(let subject), .write(let subject): DisclosureRefusal.role(role, subject)
    case .everyone, .account, .figures: DisclosureRefusal.role(role, .administration)
    }
  }

  private func requireArea(_ code: String, _ principal: Principal) throws {
    guard principal.area.contains(code: code) else {
      throw DisclosureRefusal.outsideArea(code: code, principal.role)
    }
  }

  /// What an officer is shown of single tips stands in the log, or is not shown.
  private func note(_ response: Response, _ request: Request, _ caller: Caller) async throws {
    guard response.status.code < 400 else { return }
    let detail = "\(request.method.rawValue) \(request.head.path ?? request.uri.path)"
    try await audit.admit(
      AuditEvent(
        by: caller.principal, purpose: caller.purpose?.text, action: "http.read",
        detail: String(detail.prefix(2000))))
  }
}
