import GeoCore
import HTTPTypes
import Hummingbird

/// `POST /activities`: a session that an office held; `DELETE /activities/{id}` takes it back.
struct ActivityRoutes: Sendable {
  private let work: OfficeWork

  /// The most people that one session is believed to have had.
  static let participantRange = 0...100_000

  init(service: ServiceContext, workspace: Workspace, today: @escaping @Sendable () -> CivilDate) {
    work = OfficeWork(service: service, workspace: workspace, today: today)
  }

  func add(to router: PolicyRouter) {
    router.post("/activities", .needs(.write(.officeWork)), use: record)
    router.delete("/activities/:id", .needs(.write(.officeWork), formats: []), use: remove)
  }

  private struct Session: Decodable {
    var code: String?
    var lon: Double?
    var lat: Double?
    var kind: String
    var date: String
    var participants: Int?
  }

  @Sendable
  private func record(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let activity = try activity(try await request.jsonBody(), in: try work.service.snapshot())
    try requireOwn(activity, of: context.caller)
    let words = [activity.id, activity.kind.rawValue, "\(activity.date)", activity.code ?? ""]
    try await work.change(
      "activities.add", words.joined(separator: " "), by: context.caller
    ) { transaction in
      _ = try transaction.insert(activity)
    }
    var response = try Representation(json: Self.text(of: activity), caching: .none)
      .response(to: request)
    response.status = .created
    response.headers[.location] = "/collections/activities/items/\(activity.id)"
    return response
  }

  @Sendable
  private func remove(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let id = try context.part("id")
    let (caller, snapshot) = (context.caller, try work.service.snapshot())
    try await work.change("activities.remove", String(id.prefix(60)), by: caller) { transaction in
      guard let activity = try transaction.reader.activity(id),
        Self.isOwn(activity, of: caller, in: snapshot)
      else { throw ProblemDetails.unknownActivity(id) }
      try transaction.removeActivity(id)
    }
    return Response(status: .noContent, headers: [.cacheControl: "no-store"])
  }

  private func activity(
    _ session: Session, in snapshot: DatasetSnapshot
  ) throws -> ActivityRecord {
    let kind: ActivityKind = try OfficeWork.choice(session.kind, "kind")
    var activity = ActivityRecord(
      id: "k" + TipSubmission.newID().dropFirst(), kind: kind,
      date: try work.pastDay(session.date, "date"))
    if let count = session.participants {
      guard Self.participantRange.contains(count) else {
        throw RequestError.badValue(
          parameter: "participants", value: "\(count)", expected: "a whole number from 0 to 100000")
      }
      activity.participants = count
    }
    (activity.code, activity.place) = try Self.place(of: session, in: snapshot)
    return activity
  }

  private static func place(
    of session: Session, in snapshot: DatasetSnapshot
  ) throws -> (code: String?, place: Coordinate?) {
    if let code = session.code {
      return (try OfficeWork.village(code, in: snapshot), nil)
    }
    guard let longitude = session.lon, let latitude = session.lat else {
      throw RequestError.badValue(
        parameter: "code", value: "", expected: "the code of a village, or lon and lat")
    }
    let place = Coordinate(longitude: longitude, latitude: latitude)
    guard place.isOnGlobe, let village = snapshot.villages.area(containing: place) else {
      throw RequestError.badValue(
        parameter: "lon", value: "\(longitude),\(latitude)", expected: "a place in a village")
    }
    return (village.code.text, place)
  }

  private func requireOwn(_ activity: ActivityRecord, of caller: Caller) throws {
    guard let code = activity.code, caller.principal.area.contains(code: code) else {
      throw ProblemDetails(
        status: .forbidden, code: "outside-area",
        detail: "sessions are recorded in the own area of responsibility only")
    }
  }

  private static func isOwn(
    _ activity: ActivityRecord, of caller: Caller, in snapshot: DatasetSnapshot
  ) -> Bool {
    let code =
      activity.code
      ?? activity.place.flatMap { snapshot.villages.area(containing: $0)?.code.text }
    return code.map { caller.principal.area.contains(code: $0) } ?? false
  }

  private static func text(of activity: ActivityRecord) -> String {
    """
    {"id":\(JSONText.string(activity.id)),"code":\(JSONText.string(activity.code ?? "")),\
    "kind":"\(activity.kind.rawValue)","date":"\(activity.date)",\
    "participants":\(activity.participants.map(String.init) ?? "null")}
    """
  }
}

extension ProblemDetails {
  /// A session that is not there, or was held where the caller is not responsible.
  static func unknownActivity(_ id: String) -> ProblemDetails {
    ProblemDetails(
      status: .notFound, code: "unknown-activity",
      detail: "there is no session '\(id.prefix(60))' in your area")
  }
}
