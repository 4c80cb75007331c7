import GeoCore

/// The routes of the queue of doubtful places.
extension RouteDocuments {
  static let review: [String: RouteDocument] = [
    "GET /review": RouteDocument(
      "Laporan yang tempatnya meragukan", "Reports whose place is doubtful", tag: "Laporan",
      "/review", ReviewRoutes.parameters),
    "POST /review/{id}": decision,
  ]

  private static let decision: RouteDocument = {
    var document = RouteDocument(
      "Menetapkan tempat laporan", "Decides where a report belongs", tag: "Laporan", "/review/{id}",
      statuses: [404, 413, 415])
    document.body = .object([
      ("type", "object"), ("required", ["decision"]),
      (
        "properties",
        [
          "decision": ["type": "string", "enum": ["accept", "reject"]],
          "candidate": ["type": "integer", "minimum": 1],
          "code": ["type": "string", "pattern": .text(ParameterSchema.codePattern)],
          "lon": ["type": "number", "minimum": 94, "maximum": 142],
          "lat": ["type": "number", "minimum": -12, "maximum": 7],
        ]
      ),
    ])
    return document
  }()
}
