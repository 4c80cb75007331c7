import GeoCore
import HTTPTypes

/// What an officer decides about a doubtful place.
enum ReviewDecision: Hashable, Sendable {
  /// A place is taken.
  case accept(ReviewChoice)
  /// None of the area is meant.
  case reject

  /// The fields of the body that says so.
  struct Body: Decodable {
    var decision: String
    var candidate: Int?
    var code: String?
    var lon: Double?
    var lat: Double?
  }

  /// How the audit log and the answer name it.
  var name: String {
    switch self {
    case .accept: "accept"
    case .reject: "reject"
    }
  }

  /// Reads a decision.
  /// - Throws: `RequestError.badValue`, which names the field.
  init(_ body: Body) throws(RequestError) {
    let places = [body.candidate != nil, body.code != nil, body.lon != nil || body.lat != nil]
    switch (body.decision, places.count { $0 }) {
    case ("accept", 1): self = .accept(try Self.choice(body))
    case ("reject", 0): self = .reject
    case ("accept", _), ("reject", _):
      throw .badValue(
        parameter: "decision", value: body.decision,
        expected: "accept with one of candidate, code, or lon and lat; reject with none of them")
    default:
      throw .badValue(
        parameter: "decision", value: String(body.decision.prefix(40)), expected: "accept, reject")
    }
  }

  private static func choice(_ body: Body) throws(RequestError) -> ReviewChoice {
    if let number = body.candidate { return .candidate(number) }
    if let text = body.code {
      guard let code = try? AreaCode(text), code.level == .village else {
        throw .badValue(
          parameter: "code", value: String(text.prefix(40)), expected: "the code of a village")
      }
      return .village(code)
    }
    let place = Coordinate(longitude: body.lon ?? .nan, latitude: body.lat ?? .nan)
    guard Envelope.indonesia.contains(place) else {
      throw .badValue(
        parameter: "lon", value: "\(body.lon ?? .nan)",
        expected: "lon and lat of a place in Indonesia, longitude 94…142, latitude -12…7")
    }
    return .point(place)
  }

  /// What a client is told about a decision that is not taken.
  static func error(_ refusal: ReviewRefusal, _ id: String, _ role: Role) -> any Error {
    switch refusal {
    case .notWaiting:
      ProblemDetails(
        status: .notFound, code: "unknown-tip",
        detail: "no tip '\(id.prefix(60))' waits for a place in your area")
    case .noSuchCandidate(let count):
      RequestError.badValue(
        parameter: "candidate", value: "", expected: "a whole number from 1 to \(count)")
    case .unknownVillage(let code):
      RequestError.badValue(
        parameter: "code", value: code, expected: "the code of a village of today")
    case .outsideArea(let place): DisclosureRefusal.outsideArea(code: place, role)
    }
  }
}
