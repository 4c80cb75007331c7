import GeoCore
import Hummingbird

/// `/feeds/alerts.geojson|atom|cap` and `/feeds/alerts/{id}.cap`: notices of areas where something has changed.
struct FeedRoutes: Sendable {
  let service: ServiceContext
  let workspace: Workspace

  /// The parameters of feeds.
  static let parameters: [ParameterDescription] = NoticeSelection.described + [.language]

  /// The formats of feeds, by the ends of their addresses.
  enum Format: String, CaseIterable {
    case geojson
    case atom
    case cap

    var mediaType: String {
      switch self {
      case .geojson: MediaType.geoJSON
      case .atom: "application/atom+xml"
      case .cap: "application/cap+xml"
      }
    }
  }

  func add(to router: PolicyRouter) {
    for format in Format.allCases {
      router.get(
        "/feeds/alerts.\(format.rawValue)", .needs(.read(.tipDensity), formats: [format.rawValue])
      ) { request, context in
        try await feed(request, context, format)
      }
    }
    router.get(
      "/feeds/alerts/:notice", .needs(.read(.tipDensity), formats: [Format.cap.rawValue]),
      use: alert)
  }

  private func feed(
    _ request: Request, _ context: ServiceRequestContext, _ format: Format
  ) async throws -> Response {
    let parameters = try request.queryParameters()
    try parameters.requireDescribed(Self.parameters)
    let selection = try NoticeSelection(parameters)
    let language: DisplayLanguage = try parameters.choice("lang") ?? .indonesian
    return try await answer(request, context, format, language) { all, job, now in
      try selection.notices(all, at: now, for: job.disclosure)
    }
  }

  @Sendable
  private func alert(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    try request.queryParameters().requireDescribed([])
    let name = try context.part("notice")
    let path = request.uri.path
    guard name.hasSuffix(".cap") else { throw ProblemDetails.notFound(path) }
    let wanted = String(name.dropLast(4))
    return try await answer(request, context, .cap, .indonesian, named: wanted) { all, job, now in
      let seen = try NoticeSelection(QueryParameters([])).notices(
        all, at: now, for: job.disclosure)
      let found = seen.filter { $0.id == wanted }
      guard !found.isEmpty else { throw ProblemDetails.notFound(path) }
      return found
    }
  }

  private func answer(
    _ request: Request, _ context: ServiceRequestContext, _ format: Format,
    _ language: DisplayLanguage, named identifier: String? = nil,
    _ choose: @escaping @Sendable ([NoticeRecord], RenderJob, Instant) throws -> [NoticeRecord]
  ) async throws -> Response {
    let address = service.access.exposure.baseAddress(of: request)
    let workspace = workspace
    return try await service.render(request, context) { job in
      let now = IntakeQueue.now()
      let feed = NoticeFeed(
        notices: try choose(try workspace.read { try $0.notices() }, job, now),
        snapshot: job.snapshot, now: now, language: language, address: address)
      return Representation(
        Self.body(feed, format, identifier), mediaType: format.mediaType, caching: .personal,
        generation: job.snapshot.generation)
    }
  }

  private static func body(
    _ feed: NoticeFeed, _ format: Format, _ identifier: String?
  ) -> [UInt8] {
    switch format {
    case .geojson: Array(feed.geoJSON.utf8)
    case .atom: AtomFeed(feed: feed).document
    case .cap:
      CommonAlert(
        feed: feed,
        identifier: identifier ?? "petabinaan-alerts-\(feed.changedAt.secondsSince1970)",
        sender: "petabinaan"
      ).document
    }
  }
}
