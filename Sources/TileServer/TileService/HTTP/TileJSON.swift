import GeoCore

/// A layer described as TileJSON 3.0.0.
struct TileJSON {
  let content: TileRequest.Content
  let snapshot: DatasetSnapshot
  /// The server's address without a path.
  let address: String
  /// The parameters, still encoded, that the tiles are to bear.
  let query: String

  private var layer: TileLayer {
    switch content {
    case .villages: .villages
    case .heat: .heat
    case .points(let points): TileLayer(points.layer)
    case .coverage: .coverage
    }
  }

  /// The finest zoom that the tiles may be asked for.
  private func finestZoom(for disclosure: Disclosure) -> Int {
    layer == .heat
      ? disclosure.role.heatLimits?.finestZoom ?? TileID.maximumZoom : TileID.maximumZoom
  }

  /// Whether the tiles are made from tips, of which the document then tells the period.
  private var isAboutTips: Bool {
    guard case .heat(let heat) = content else { return false }
    return heat.query.source == .tips
  }

  func text(for disclosure: Disclosure) throws -> String {
    let box = snapshot.extent.isEmpty ? Envelope.indonesia : snapshot.extent
    let bounds = [box.minX, box.minY, box.maxX, box.maxY]
    let suffix = query.isEmpty ? "" : "?\(query)"
    let format = layer == .heat ? "png" : "mvt"
    var members = [
      ("tilejson", JSONText.string("3.0.0")), ("name", JSONText.string(layer.rawValue)),
      ("description", JSONText.string(layer.summary)),
      ("version", JSONText.string("\(snapshot.generation).0.0")),
      ("scheme", JSONText.string("xyz")),
      (
        "tiles",
        "["
          + JSONText.string("\(address)/tiles/\(layer.rawValue)/{z}/{x}/{y}.\(format)\(suffix)")
          + "]"
      ), ("minzoom", "0"), ("maxzoom", "\(finestZoom(for: disclosure))"),
      ("bounds", Self.array(bounds)),
      ("center", Self.array([box.center.longitude, box.center.latitude, 9])),
      ("legend", JSONText.string("\(address)/legends/\(layer.rawValue).json\(suffix)")),
      ("vector_layers", "[" + vectorLayers.joined(separator: ",") + "]"),
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

  private var vectorLayers: [String] {
    if let points = layer.points {
      return [Self.vectorLayer(points.rawValue, zooms: 0...20, points.attributes)]
    }
    switch layer {
    case .heat:
      return [
        Self.vectorLayer(
          "heat", zooms: 0...20, ["band": "Number", "lower": "Number", "upper": "Number"]),
        Self.vectorLayer("suppressed", zooms: 8...20, ["code": "String"]),
      ]
    case .coverage:
      return [
        Self.vectorLayer(
          "coverage", zooms: 0...20,
          [
            "active": "Number", "boundary_status": "String", "class": "String", "code": "String",
            "days": "Number",
            "distance_km": "Number", "last_activity": "String", "level": "String",
            "minutes": "Number", "name": "String", "phase": "String", "since": "String",
            "status": "String", "villages": "Number",
          ]), Self.borders,
      ]
    case .villages:
      let fields: KeyValuePairs = [
        "boundary_status": "String", "code": "String", "name": "String", "status": "String",
      ]
      return AdministrativeLevel.allCases.flatMap { level in
        [
          Self.vectorLayer(
            level.layerName, zooms: level.zooms, fields,
            description: "Names from zoom \(level.zooms.lowerBound) on; id: the digits of the code"),
          Self.vectorLayer(
            level.layerName + "_label", zooms: level.zooms, fields,
            description: "One point an area, in one tile"),
        ]
      } + [Self.borders]
    default: return []
    }
  }

  /// The borders that tiles of areas have besides those.
  private static let borders = vectorLayer(
    "borders", zooms: 0...20,
    ["boundary_status": "String", "level": "String", "outer": "Boolean"],
    description: "Each border once; level: the highest whose areas it parts")

  private static func vectorLayer(
    _ id: String, zooms: ClosedRange<Int>, _ fields: KeyValuePairs<String, String>,
    description: String? = nil
  ) -> String {
    vectorLayer(
      id, zooms: zooms, fields.map { (name: $0.key, type: $0.value) }, description: description)
  }

  private static func vectorLayer(
    _ id: String, zooms: ClosedRange<Int>, _ fields: [(name: String, type: String)],
    description: String? = nil
  ) -> String {
    let fields = fields.map { "\(JSONText.string($0.name)):\(JSONText.string($0.type))" }
    let said = description.map { "\"description\":\(JSONText.string($0))," } ?? ""
    return """
      {"id":\(JSONText.string(id)),\(said)"minzoom":\(zooms.lowerBound),"maxzoom":\(zooms.upperBound),\
      "fields":{\(fields.joined(separator: ","))}}
      """
  }

  private static func array(_ numbers: [Double]) -> String {
    "[" + numbers.map { JSONText.number($0, decimals: 6) }.joined(separator: ",") + "]"
  }
}

extension TileLayer {
  /// What the layer shows, in one line.
  var summary: String {
    switch self {
    case .villages: "Batas desa/kelurahan, kecamatan, kabupaten/kota dan provinsi"
    case .accommodations: "Akomodasi dan status pelaporannya"
    case .servicePoints: "Titik layanan keimigrasian"
    case .offices: "Kantor imigrasi"
    case .activities: "Kegiatan di desa"
    case .tips: "Laporan satu per satu. Letak laporan bukan ukuran pelanggaran."
    case .coverage: "Peta cakupan: status, fase, kegiatan terakhir dan jarak layanan"
    case .heat: "Kepadatan laporan per km². Kepadatan laporan bukan ukuran pelanggaran."
    }
  }
}
