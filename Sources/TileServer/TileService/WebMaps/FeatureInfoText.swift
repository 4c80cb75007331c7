import GeoCore

/// What a map shows at a pixel, as text.
struct FeatureInfoText {
  /// How it is written.
  enum Format {
    case json
    case plain
    case html

    /// A format by its media type; `nil` for another.
    init?(_ mediaType: String) {
      switch mediaType.lowercased() {
      case "application/json", "application/geo+json", "application/geojson": self = .json
      case "text/plain": self = .plain
      case "text/html": self = .html
      default: return nil
      }
    }

    var mediaType: String {
      switch self {
      case .json: "application/geo+json"
      case .plain: "text/plain; charset=utf-8"
      case .html: "text/html; charset=utf-8"
      }
    }
  }

  let features: [MapFeature]

  func text(as format: Format) -> String {
    switch format {
    case .json: json
    case .plain: plain
    case .html: html
    }
  }

  // MARK: GeoJSON

  private var json: String {
    let members = features.map(feature).joined(separator: ",")
    return "{\"type\":\"FeatureCollection\",\"features\":[\(members)]}"
  }

  private func feature(_ feature: MapFeature) -> String {
    let layer = [("layer", JSONText.string(feature.layer.rawValue))]
    let properties = layer + feature.properties.map { ($0.key, Self.json($0.value)) }
    let text = GeoJSONWriter.feature(
      geometry: feature.geometry, properties: properties.map { (name: $0.0, json: $0.1) })
    var members = ""
    if let id = feature.id {
      members += "\"id\":\(JSONText.string("\(feature.layer.rawValue).\(id)")),"
    }
    if let box = feature.box {
      let edges = [box.minX, box.minY, box.maxX, box.maxY].map {
        JSONText.number($0, decimals: 7)
      }
      members += "\"bbox\":[\(edges.joined(separator: ","))],"
    }
    return "{" + members + text.dropFirst()
  }

  private static func json(_ value: VectorTileValue) -> String {
    switch value {
    case .string(let text): JSONText.string(text)
    case .double(let number): JSONText.number(number)
    case .integer(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    }
  }

  // MARK: Text

  private var plain: String {
    guard !features.isEmpty else { return "Tidak ada data\n" }
    return features.map { feature in
      let lines = feature.properties.map { "  \($0.key) = \(Self.plain($0.value))" }
      return ([feature.layer.entry.title.indonesian] + lines).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  /// One line, whatever the value holds.
  private static func plain(_ value: VectorTileValue) -> String {
    switch value {
    case .string(let text): String(text.map { $0.isNewline ? " " : $0 })
    case .double(let number): JSONText.number(number, decimals: 4)
    case .integer(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    }
  }

  private var html: String {
    let parts = features.map { feature in
      let rows = feature.properties.map {
        "<tr><th>\(XMLElement.escaped($0.key))</th>"
          + "<td>\(XMLElement.escaped(Self.plain($0.value)))</td></tr>"
      }
      let title = XMLElement.escaped(feature.layer.entry.title.indonesian)
      return "<table><caption>\(title)</caption>\(rows.joined())</table>"
    }
    let body = parts.isEmpty ? "<p>Tidak ada data</p>" : parts.joined(separator: "\n")
    return "<!DOCTYPE html>\n<html lang=\"id\"><head><meta charset=\"utf-8\">"
      + "<title>PetaBinaan</title></head><body>\(body)</body></html>\n"
  }
}
