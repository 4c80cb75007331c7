import GeoCore
import Hummingbird

/// A link of a document (RFC 8288).
struct Link: Sendable {
  /// What stands at the other end, as a registered relation or an identifier.
  var relation: String
  var address: String
  var mediaType: String?
  var title: String?
  /// Whether the address has parts in braces to be filled in.
  var isTemplate = false

  var json: JSONValue {
    var members: [(String, JSONValue)] = [("rel", .text(relation)), ("href", .text(address))]
    if let mediaType { members.append(("type", .text(mediaType))) }
    if let title { members.append(("title", .text(title))) }
    if isTemplate { members.append(("templated", true)) }
    return .object(members)
  }

  /// The link as a header.
  var header: String {
    let type = mediaType.map { "; type=\"\($0)\"" } ?? ""
    return "<\(address)>; rel=\"\(relation)\"\(type)"
  }

  /// The relations of OGC.
  static func ogc(_ name: String) -> String { "http://www.opengis.net/def/rel/ogc/1.0/\(name)" }
}

extension [Link] {
  var json: JSONValue { .list(map(\.json)) }
}

extension Request {
  /// The parameters as they came, some left out and others put in their place.
  func query(without names: Set<String>, adding others: [(String, String)]) -> String {
    let kept = (uri.query ?? "").split(separator: "&").filter { pair in
      let name = pair.split(separator: "=", maxSplits: 1).first.flatMap {
        PercentEncoding.decode($0)
      }
      return name.map { !names.contains($0) } ?? false
    }
    let all = kept.map(String.init) + others.map { "\($0.0)=\($0.1)" }
    return all.isEmpty ? "" : "?" + all.joined(separator: "&")
  }
}

/// The media types of the documents.
enum MediaType {
  static let json = "application/json"
  static let geoJSON = "application/geo+json"
  static let schema = "application/schema+json"
  static let openAPI = "application/vnd.oai.openapi+json;version=3.0"
  static let csv = "text/csv; charset=utf-8"
}
