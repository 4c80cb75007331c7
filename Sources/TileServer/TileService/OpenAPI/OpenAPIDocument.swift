import GeoCore
import HTTPTypes
import Hummingbird

/// The description of the interface (OpenAPI 3.0.3), made from the routes that there are, what is told of them, and
/// the catalogue of layers, collections and parameters.
struct OpenAPIDocument {
  let routes: [RouteDescription]
  let address: String

  /// A route at one of its addresses.
  struct Operation {
    let route: RouteDescription
    let document: RouteDocument
    let address: RouteDocument.Address

    /// What of the policy concerns the address.
    var cases: [RoutePolicy.Case] {
      let whole = route.policy.cases.filter { !$0.isLeftOut }
      guard let label = address.label else { return whole }
      return whole.filter { $0.label == label || $0.label.hasPrefix(label + "?") }
    }

    var summary: LocalizedText {
      guard let title = address.title else { return document.summary }
      return LocalizedText(
        "\(document.summary.indonesian): \(title.indonesian)",
        "\(document.summary.english): \(title.english)")
    }
  }

  /// Every operation, in the order of the routes.
  var operations: [Operation] {
    routes.flatMap { route in
      guard let document = RouteDocuments.all["\(route.method.rawValue) \(route.path)"] else {
        return [Operation]()
      }
      return document.addresses.map { Operation(route: route, document: document, address: $0) }
    }
  }

  var json: JSONValue {
    [
      "openapi": "3.0.3",
      "info": [
        "title": "PetaBinaan", "version": "1.0.0",
        "description": """
        Peta desa binaan imigrasi. Teks dalam Bahasa Indonesia, lalu Inggris. HEAD dan OPTIONS dijawab di mana pun \
        GET dijawab. / Maps of the mentored villages. HEAD and OPTIONS are answered wherever GET is.
        """,
      ],
      "servers": [["url": .text(address)]],
      "tags": .list(
        ["Halaman", "Akun", "Peta", "Desa", "Tabel", "OGC", "Operasi"].map { ["name": .text($0)] }),
      "paths": paths, "components": Self.components,
      "security": Self.anyCredentials(orNone: true),
    ]
  }

  private var paths: JSONValue {
    var members: [(path: String, operations: [(String, JSONValue)])] = []
    for operation in operations {
      let path = operation.address.path
      let member = (operation.route.method.rawValue.lowercased(), operation.json)
      if let known = members.firstIndex(where: { $0.path == path }) {
        members[known].operations.append(member)
      } else {
        members.append((path, [member]))
      }
    }
    return .object(members.map { ($0.path, .object($0.operations)) })
  }

  /// Any of the ways to sign in.
  fileprivate static func anyCredentials(orNone: Bool) -> JSONValue {
    let ways: [JSONValue] = [["bearer": []], ["basic": []], ["session": []]]
    return .list((orNone ? [.object([])] : []) + ways)
  }
}

extension OpenAPIDocument.Operation {
  fileprivate var json: JSONValue {
    let head: [(String, JSONValue)] = [
      ("operationId", .text(identifier)), ("tags", [.text(document.tag)]),
      ("summary", .text(summary.indonesian)), ("description", .text(summary.english)),
      ("parameters", .list(parameters)),
    ]
    let body: [(String, JSONValue)] =
      document.body.map {
        [
          (
            "requestBody",
            ["required": true, "content": ["application/json": ["schema": $0]]]
          )
        ]
      } ?? []
    let security: [(String, JSONValue)] =
      needsAccount ? [("security", OpenAPIDocument.anyCredentials(orNone: false))] : []
    return .object(head + body + [("responses", responses)] + security)
  }

  /// Whether nobody gets an answer without an account.
  private var needsAccount: Bool {
    !cases.isEmpty && cases.allSatisfy { $0.requirement.reach(of: .public) == .nowhere }
  }

  private var identifier: String {
    let words = address.path.split { !$0.isLetter && !$0.isNumber }
    return ([route.method.rawValue.lowercased()] + words.map(String.init)).joined(separator: "-")
  }

  private var parameters: [JSONValue] {
    let parts = address.parts.map { part -> JSONValue in
      [
        "name": .text(part.name), "in": "path", "required": true, "schema": part.schema,
        "example": part.example,
      ]
    }
    let purpose: [JSONValue] =
      cases.contains { $0.requirement.needsPurpose(of: .officer) }
      ? [["$ref": "#/components/parameters/Purpose"]] : []
    return parts + (document.parameters + address.parameters).map(\.json) + purpose
  }

  private func problem(_ code: Int) -> JSONValue {
    if let mediaType = document.exceptions, [400, 404, 501].contains(code) {
      return OpenAPIDocument.response(code, orException: mediaType)
    }
    return ["$ref": "#/components/responses/\(code)"]
  }

  private var responses: JSONValue {
    let content = document.answers.map { ($0.mediaType, ["schema": $0.schema] as JSONValue) }
    let success: JSONValue =
      content.isEmpty
      ? ["description": "Berhasil / Done"]
      : ["description": "Berhasil / Done", "content": .object(content)]
    let isRead = route.method == .get && document.success == 200
    let codes = Set(document.statuses + [400, 401, 403, 429, 503] + (isRead ? [304] : []))
    return .object(
      ([document.success] + document.otherSuccesses).map { ("\($0)", success) }
        + codes.sorted().map { ("\($0)", problem($0)) })
  }
}
