import GeoCore

/// What is told of a collection.
struct CollectionDocument {
  let collection: CollectionDescription
  let snapshot: DatasetSnapshot
  let address: String

  private var path: String { "\(address)/collections/\(collection.id)" }

  /// The collection; the period is told where somebody may see it.
  func json(period: ClosedRange<Instant>? = nil) -> JSONValue {
    let head: [(String, JSONValue)] = [
      ("id", .text(collection.id)), ("title", .text(collection.title.indonesian)),
      (
        "description",
        .text("\(collection.abstract.indonesian) / \(collection.abstract.english)")
      ), ("extent", extent(period)),
    ]
    guard collection.items != .none else { return .object(head + [("links", links.json)]) }
    return .object(
      head + [
        ("itemType", "feature"), ("crs", .texts(FeatureSystem.all.map(\.uri))),
        ("storageCrs", .text(FeatureSystem.crs84.uri)), ("links", links.json),
      ])
  }

  private func extent(_ period: ClosedRange<Instant>?) -> JSONValue {
    let box = snapshot.extent.isEmpty ? Envelope.indonesia : snapshot.extent
    let spatial: JSONValue = [
      "bbox": [.list([box.minX, box.minY, box.maxX, box.maxY].map { .number($0) })],
      "crs": .text(FeatureSystem.crs84.uri),
    ]
    guard let period else { return ["spatial": spatial] }
    let temporal: JSONValue = [
      "interval": [.texts([period.lowerBound.iso8601, period.upperBound.iso8601])],
      "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
    ]
    return ["spatial": spatial, "temporal": temporal]
  }

  private var links: [Link] {
    let own = [Link(relation: "self", address: path, mediaType: MediaType.json)]
    let items =
      collection.items == .none
      ? []
      : [
        Link(relation: "items", address: "\(path)/items?f=json", mediaType: MediaType.geoJSON),
        Link(relation: "items", address: "\(path)/items?f=csv", mediaType: MediaType.csv),
        Link(
          relation: Link.ogc("queryables"), address: "\(path)/queryables",
          mediaType: MediaType.schema),
      ]
    return own + items + [
      Link(
        relation: Link.ogc("tilesets-vector"), address: "\(path)/tiles",
        mediaType: MediaType.json),
      Link(
        relation: Link.ogc("tilesets-map"), address: "\(path)/map/tiles",
        mediaType: MediaType.json),
    ]
  }

  /// What features can be chosen by (OGC API – Features, part 3), as a JSON schema.
  var queryables: JSONValue {
    let geometry: JSONValue =
      switch collection.items {
      case .points: ["title": "Letak", "format": "geometry-point"]
      default: ["title": "Batas", "format": "geometry-multipolygon"]
      }
    let members = collection.properties.map { ($0.name, $0.schema) }
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "\(path)/queryables",
      "type": "object", "title": .text(collection.title.indonesian),
      "properties": .object([("geometry", geometry)] + members), "additionalProperties": false,
    ]
  }
}

extension PropertyDescription {
  /// The values as a JSON schema.
  var schema: JSONValue {
    let type: [(String, JSONValue)] =
      switch kind {
      case .text: [("type", "string")]
      case .choice(let names): [("type", "string"), ("enum", .texts(names))]
      case .wholeNumber: [("type", "integer")]
      case .number: [("type", "number")]
      case .flag: [("type", "boolean")]
      case .day: [("type", "string"), ("format", "date")]
      case .moment: [("type", "string"), ("format", "date-time")]
      }
    return .object(
      [("title", .text(title.indonesian)), ("description", .text(title.english))] + type)
  }
}
