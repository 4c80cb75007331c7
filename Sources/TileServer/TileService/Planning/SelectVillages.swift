import GeoCore
import Hummingbird

/// What is told of the process that makes plans, and how it is asked (OGC API – Processes 1.0).
enum SelectVillages {
  static let id = "select-villages"

  /// A request to execute it.
  struct Order: Sendable {
    var scenario: PlanScenario
    var format = TableText.Format.json
    /// Whether outputs are wrapped in a document by their names.
    var isDocument = false
    var language = DisplayLanguage.indonesian
  }

  private static let limits = StrictJSON.Limits(depth: 8, byteCount: 262_144)

  /// The order in a body.
  /// - Throws: `ProblemDetails`, `PlanScenarioError`.
  static func order(_ bytes: [UInt8]) throws -> Order {
    let json: StrictJSON
    do {
      json = try StrictJSON(parsing: bytes, limits: limits)
    } catch {
      throw ProblemDetails(status: .badRequest, code: "bad-body", detail: "\(error)")
    }
    guard case .object(let members) = json else { throw bad("the body is no JSON object") }
    let known = ["inputs", "outputs", "response", "lang"]
    if let other = members.first(where: { !known.contains($0.name) }) {
      throw bad(
        "there is no member '\(other.name.prefix(60))' here; known are \(known.joined(separator: ", "))"
      )
    }
    guard let inputs = json["inputs"] else { throw bad("'inputs' is missing") }
    var order = Order(scenario: try PlanScenario(PlanNode(plain(inputs))))
    order.format = try format(json["outputs"])
    switch json["response"] {
    case nil, .text("raw"): break
    case .text("document"): order.isDocument = true
    default: throw bad("'response' is raw or document")
    }
    switch json["lang"] {
    case nil, .text("id"): break
    case .text("en"): order.language = .english
    default: throw bad("'lang' is id or en")
    }
    return order
  }

  /// Inputs whose values are qualified (`{"value": …}`) as they are without.
  private static func plain(_ inputs: StrictJSON) -> StrictJSON {
    guard case .object(let members) = inputs else { return inputs }
    return .object(
      members.map { member in
        guard case .object(let inner) = member.value, inner.count == 1, inner[0].name == "value"
        else { return member }
        return StrictJSON.Member(member.name, inner[0].value)
      })
  }

  private static func format(_ outputs: StrictJSON?) throws -> TableText.Format {
    guard let outputs, outputs != .object([]) else { return .json }
    guard case .object(let members) = outputs, members.count == 1, members[0].name == "plan" else {
      throw bad("the only output is 'plan'")
    }
    guard let wanted = members[0].value["format"]?["mediaType"] else { return .json }
    for format in TableText.Format.allCases where .text(mediaType(format)) == wanted {
      return format
    }
    throw bad("the output is given as application/json, text/csv or application/geo+json")
  }

  private static func mediaType(_ format: TableText.Format) -> String {
    String(format.mediaType.prefix { $0 != ";" })
  }

  private static func bad(_ detail: String) -> ProblemDetails {
    ProblemDetails(status: .badRequest, code: "bad-body", detail: detail)
  }

  // MARK: Making

  /// What comes out of an order.
  static func result(
    _ order: Order, _ snapshot: DatasetSnapshot, _ disclosure: Disclosure,
    isWanted: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) throws -> Representation {
    // One thread: others are for those who look at maps.
    let plan = try snapshot.plan(
      order.scenario, for: disclosure, threads: 1, isWanted: isWanted, progress: progress)
    let text = VillagePlanText(plan, snapshot: snapshot, language: order.language)
    let isWrapped = order.isDocument && order.format == .json
    return Representation(
      Array((isWrapped ? "{\"plan\":" + text.json + "}\n" : text.text(as: order.format)).utf8),
      mediaType: order.format.mediaType, caching: .personal, generation: snapshot.generation)
  }

  // MARK: Description

  static let summary: JSONValue = .object(summaryMembers)

  private static let summaryMembers: [(String, JSONValue)] = [
    ("id", .text(id)), ("version", "1.0.0"),
    ("title", "Memilih desa binaan berikutnya / Chooses the next villages"),
    (
      "description",
      "Cakupan maksimal atau p-median dengan kriteria berbobot, undian, batas kantor dan kabupaten; laporan dari angka terbit. / Maximal covering or p-median with weighted criteria, a lottery, limits of offices and regencies; reports from published numbers."
    ),
    ("jobControlOptions", ["sync-execute", "async-execute", "dismiss"]),
    ("outputTransmission", ["value"]),
    (
      "links",
      [
        Link(relation: "self", address: "/processes/\(id)", mediaType: MediaType.json),
        Link(relation: Link.ogc("execute"), address: "/processes/\(id)/execution"),
      ].json
    ),
  ]

  static let description: JSONValue = .object(
    summaryMembers + [
      ("inputs", .object(inputs)),
      (
        "outputs",
        [
          "plan": [
            "title": "Rencana / Plan",
            "schema": [
              "oneOf": [
                ["type": "object"],
                ["type": "string", "contentMediaType": "text/csv"],
                ["type": "object", "contentMediaType": "application/geo+json"],
              ]
            ],
          ]
        ]
      ),
    ])

  private static let inputs: [(String, JSONValue)] = PlanScenario.keys.map { key in
    (
      key,
      [
        "title": .text(key), "minOccurs": key == "slots" ? 1 : 0, "maxOccurs": 1,
        "schema": schemas[key] ?? ["type": "string"],
      ]
    )
  }

  /// The inputs by name, as the description of the interface tells them, too.
  static let schemas: [String: JSONValue] = {
    let codes: JSONValue = ["type": "array", "items": ["type": "string"]]
    let numbers: JSONValue = ["type": "object", "additionalProperties": ["type": "number"]]
    return [
      "slots": ["type": "integer", "minimum": 1, "maximum": 10_000], "within": codes,
      "criteria": ["type": "object"], "comparisons": numbers,
      "max_minutes": ["type": "number", "minimum": 1, "maximum": 1440, "default": 30],
      "decay": ["type": "number", "minimum": 0],
      "model": ["type": "string", "enum": ["cover", "median"], "default": "cover"],
      "capacities": ["oneOf": [["type": "string", "enum": ["posts", "none"]], numbers]],
      "floors": ["oneOf": [["type": "integer", "minimum": 0], numbers]],
      "lottery_share": ["type": "number", "minimum": 0, "maximum": 1, "default": 0.2],
      "seed": ["type": "integer", "minimum": 0, "default": 1], "must": codes, "must_not": codes,
      "exclude": codes,
      "measure": ["type": "string", "enum": ["count", "rate"], "default": "count"],
      "horizon": ["type": "integer", "minimum": 1, "maximum": 120, "default": 12],
      "draws": ["type": "integer", "minimum": 0, "maximum": 10_000, "default": 1000],
    ]
  }()
}
