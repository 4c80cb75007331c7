import GeoCore
import HTTPTypes

/// What is told of a route in the description of the interface (OpenAPI 3.0).
struct RouteDocument: Sendable {
  /// An address of the route: where one route stands for several layers or collections, each has its own, since its
  /// parameters differ.
  struct Address: Sendable {
    /// The path with parts in braces, such as `/tiles/heat/{z}/{x}/{y}.{format}`.
    var path: String
    /// What the parts in braces are, by name.
    var parts: [(name: String, schema: JSONValue, example: JSONValue)] = []
    /// The parameters besides those of the route.
    var parameters: [ParameterDescription] = []
    /// The cases of the policy that concern the address, by how their labels begin; all when `nil`.
    var label: String?
    /// What it is about, such as a layer's title.
    var title: LocalizedText?
  }

  /// What it does.
  let summary: LocalizedText
  /// To which group it belongs.
  let tag: String
  /// Its addresses.
  let addresses: [Address]
  /// Its parameters.
  var parameters: [ParameterDescription] = []
  /// The schema of the body that it takes.
  var body: JSONValue?
  /// The media types of its answer, with their schemas; none for an answer without a body.
  var answers: [(mediaType: String, schema: JSONValue)] = []
  /// The status of success.
  var success = 200
  /// Further statuses of success, with the same answer.
  var otherSuccesses: [Int] = []
  /// Further statuses besides those that every route has.
  var statuses: [Int] = []
  /// The media type of the exceptions that the route's standard has for what cannot be answered.
  var exceptions: String?
}

extension RouteDocument {
  /// A route of one address, whose path is that of the route.
  init(
    _ indonesian: String, _ english: String, tag: String, _ path: String,
    _ parameters: [ParameterDescription] = [], answers: [String] = [MediaType.json],
    statuses: [Int] = []
  ) {
    self.init(
      summary: LocalizedText(indonesian, english), tag: tag,
      addresses: [Address(path: path, parts: Self.parts(of: path))], parameters: parameters,
      answers: answers.map { ($0, Self.schema(of: $0)) }, statuses: statuses)
  }

  /// What the parts in braces of a path are.
  static func parts(of path: String) -> [(name: String, schema: JSONValue, example: JSONValue)] {
    path.split(separator: "{").dropFirst().compactMap { piece in
      let name = String(piece.prefix { $0 != "}" })
      return known[name].map { (name, $0.schema, $0.example) }
    }
  }

  private static let known: [String: (schema: JSONValue, example: JSONValue)] = [
    "z": (["type": "integer", "minimum": 0, "maximum": .number(Double(TileID.maximumZoom))], 9),
    "x": (index, 404), "y": (index, 269), "row": (index, 269), "col": (index, 404),
    "code": (
      ["type": "string", "pattern": .text(ParameterSchema.codePattern)], "99.01.01.1001"
    ),
    "file": (["type": "string"], "main.js"), "feature": (["type": "string"], "99.01.01.1001"),
    "id": (["type": "string"], "1"),
    "notice": (["type": "string", "pattern": "[.]cap$"], "cluster-planner-99.01-2026-05.cap"),
    "tileMatrixSet": (["type": "string", "enum": [.text(WebMercatorQuad.id)]], "WebMercatorQuad"),
  ]

  private static let index: JSONValue = ["type": "integer", "minimum": 0, "maximum": 1_048_575]

  /// A part that is one of some names.
  static func part(
    _ name: String, oneOf names: [String]
  ) -> (name: String, schema: JSONValue, example: JSONValue) {
    (name, ["type": "string", "enum": .texts(names)], .optional(names.first))
  }

  /// What an answer of a media type is.
  static func schema(of mediaType: String) -> JSONValue {
    switch mediaType {
    case MediaType.json, MediaType.schema, MediaType.openAPI: ["type": "object"]
    case MediaType.geoJSON: ["$ref": "#/components/schemas/GeoJSON"]
    case MediaType.csv, "text/html; charset=utf-8": ["type": "string"]
    default: ["type": "string", "format": "binary"]
    }
  }
}
