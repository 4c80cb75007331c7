import GeoCore

/// A layer described as TileJSON 3.0.0.
struct TileJSON {
  let content: TileRequest.Content
  let snapshot: DatasetSnapshot
  /// The server's address without a path.
  let address: String
  /// The parameters, still encoded, that the tiles are to bear.
  let query: String

  private var layer: LayerDescription { content.layer.entry }

  /// Whether the tiles are made from tips, of which the document then tells the period.
  private var isAboutTips: Bool {
    guard case .heat(let heat) = content else { return false }
    return heat.query.source == .tips
  }

  func text(for disclosure: Disclosure) throws -> String {
    let box = snapshot.extent.isEmpty ? Envelope.indonesia : snapshot.extent
    let bounds = [box.minX, box.minY, box.maxX, box.maxY]
    let suffix = query.isEmpty ? "" : "?\(query)"
    let (name, format) = (layer.layer.rawValue, layer.formats.first ?? .mvt)
    let zooms = layer.zooms(for: disclosure.role)
    var members = [
      ("tilejson", JSONText.string("3.0.0")), ("name", JSONText.string(name)),
      ("description", JSONText.string(layer.abstract.indonesian)),
      ("version", JSONText.string("\(snapshot.generation).0.0")),
      ("scheme", JSONText.string("xyz")),
      (
        "tiles",
        "["
          + JSONText.string("\(address)/tiles/\(name)/{z}/{x}/{y}.\(format.rawValue)\(suffix)")
          + "]"
      ), ("minzoom", "\(zooms.lowerBound)"), ("maxzoom", "\(zooms.upperBound)"),
      ("bounds", Self.array(bounds)),
      ("center", Self.array([box.center.longitude, box.center.latitude, 9])),
      ("legend", JSONText.string("\(address)/legends/\(name).json\(suffix)")),
      ("vector_layers", "[" + layer.vectorLayers.map(Self.member).joined(separator: ",") + "]"),
    ]
    if isAboutTips, let period = try snapshot.tipPeriod(for: disclosure) {
      members += times(of: period)
    }
    if case .points(let points) = content,
      let period = try snapshot.period(of: points, for: disclosure)
    {
      members += times(of: period)
    }
    if isAboutTips, let limits = disclosure.role.heatLimits {
      let bandwidths = limits.bandwidthsMeters.map { JSONText.number($0) }
      let bounds = snapshot.publishedBounds.map { JSONText.string("\($0)") }
      members.append(("bandwidths", "[\(bandwidths.joined(separator: ","))]"))
      members.append(("by_category", "\(disclosure.role != .partner)"))
      members.append(("period_bounds", "[\(bounds.joined(separator: ","))]"))
    }
    return "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
  }

  private func times(of period: ClosedRange<Instant>) -> [(String, String)] {
    let ends = [period.lowerBound.iso8601, period.upperBound.iso8601]
    return [
      ("datetime", JSONText.string(ends.joined(separator: "/"))),
      ("utc_offset_hours", "\(snapshot.zone.seconds / 3600)"),
    ]
  }

  private static func member(_ layer: VectorLayerDescription) -> String {
    let fields = layer.properties.map {
      "\(JSONText.string($0.name)):\(JSONText.string($0.tileType))"
    }
    let said = layer.note.map { "\"description\":\(JSONText.string($0))," } ?? ""
    return """
      {"id":\(JSONText.string(layer.name)),\(said)"minzoom":\(layer.zooms.lowerBound),\
      "maxzoom":\(layer.zooms.upperBound),"fields":{\(fields.joined(separator: ","))}}
      """
  }

  private static func array(_ numbers: [Double]) -> String {
    "[" + numbers.map { JSONText.number($0, decimals: 6) }.joined(separator: ",") + "]"
  }
}
