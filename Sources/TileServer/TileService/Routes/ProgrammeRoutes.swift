import GeoCore
import HTTPTypes
import Hummingbird

/// `PUT /villages/{code}/programme`: a stage of a village with its decree; `DELETE` with `status` and `since` takes
/// one back.
struct ProgrammeRoutes: Sendable {
  private let work: OfficeWork

  /// The parameters by which a stage is taken back.
  static let stageParameters: [ParameterDescription] = [.stageStatus, .stageSince]

  init(service: ServiceContext, workspace: Workspace, today: @escaping @Sendable () -> CivilDate) {
    work = OfficeWork(service: service, workspace: workspace, today: today)
  }

  func add(to router: PolicyRouter) {
    router.put("/villages/:code/programme", .needs(.write(.administration)), use: set)
    router.delete(
      "/villages/:code/programme", .needs(.write(.administration), formats: []), use: remove)
  }

  private struct Stage: Decodable {
    var status: String
    var since: String
    var until: String?
    var phase: String?
    var decree: String?
    var office: String?
    var post: String?
  }

  /// Writes a stage. One that began on the same day with the same status is replaced, and told as `previous`.
  @Sendable
  private func set(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let code = try OfficeWork.village(try context.part("code"), in: try work.service.snapshot())
    let record = try record(try await request.jsonBody(), of: code)
    let words = [code, record.status.rawValue, "\(record.since)", record.decree ?? ""]
    let previous = try await work.change(
      "programme.set", words.joined(separator: " "), by: context.caller
    ) { transaction in
      if let office = record.office, try !transaction.reader.hasOffice(office) {
        throw RequestError.badValue(
          parameter: "office", value: office, expected: "the id of an office that is known")
      }
      let previous = try transaction.reader.programmeStage(
        of: code, record.status, since: record.since)
      _ = try transaction.insert(record, onDuplicate: .replace)
      return previous
    }
    let before = previous.map(Self.text) ?? "null"
    let json =
      "{\"code\":\(JSONText.string(code)),\"stage\":\(Self.text(of: record)),\"previous\":\(before)}"
    return try Representation(json: json, caching: .none).response(to: request)
  }

  @Sendable
  private func remove(_ request: Request, context: ServiceRequestContext) async throws -> Response {
    let code = try OfficeWork.village(try context.part("code"), in: try work.service.snapshot())
    let query = try request.queryParameters()
    try query.requireDescribed(Self.stageParameters)
    let status: ProgrammeStatus = try OfficeWork.choice(query["status"] ?? "", "status")
    let since = try Self.day(query["since"] ?? "", "since")
    try await work.change(
      "programme.remove", "\(code) \(status.rawValue) \(since)", by: context.caller
    ) { transaction in
      guard try transaction.reader.programmeStage(of: code, status, since: since) != nil else {
        throw ProblemDetails(
          status: .notFound, code: "unknown-stage",
          detail: "village \(code) has no stage '\(status.rawValue)' that began on \(since)")
      }
      try transaction.removeProgrammeStage(of: code, status, since: since)
    }
    return Response(status: .noContent, headers: [.cacheControl: "no-store"])
  }

  private func record(_ stage: Stage, of code: String) throws -> ProgrammeRecord {
    let status: ProgrammeStatus = try OfficeWork.choice(stage.status, "status")
    var record = ProgrammeRecord(
      code: code, status: status, since: try Self.day(stage.since, "since"))
    if let until = stage.until {
      let day = try Self.day(until, "until")
      guard day > record.since else {
        throw RequestError.badValue(
          parameter: "until", value: until, expected: "a day after \(record.since)")
      }
      record.until = day
    }
    record.phase = try OfficeWork.line(stage.phase, "phase")
    record.decree = try OfficeWork.line(stage.decree, "decree")
    record.office = try OfficeWork.line(stage.office, "office")
    record.post = try OfficeWork.line(stage.post, "post")
    if status == .ditetapkan, record.decree == nil {
      throw RequestError.badValue(
        parameter: "decree", value: "", expected: "the number of the decree that names the village")
    }
    return record
  }

  private static func day(_ text: String, _ parameter: String) throws(RequestError) -> CivilDate {
    guard let day = CivilDate(text) else {
      throw .badValue(parameter: parameter, value: text, expected: "a day such as 2026-10-31")
    }
    return day
  }

  private static func text(of record: ProgrammeRecord) -> String {
    let members = [
      ("status", record.status.rawValue), ("since", "\(record.since)"),
      ("until", record.until.map { "\($0)" }), ("phase", record.phase), ("decree", record.decree),
      ("office", record.office), ("post", record.post),
    ]
    let texts = members.map { "\"\($0)\":\($1.map(JSONText.string) ?? "null")" }
    return "{\(texts.joined(separator: ","))}"
  }
}
