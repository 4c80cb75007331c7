import GeoCore

/// A quiet MapLibre style: water, land, and borders that grow finer with the zoom.
struct MapStyle {
  let address: String
  let snapshot: DatasetSnapshot

  private static let lines: [(level: AdministrativeLevel, color: String, width: Double)] = [
    (.village, "#9aa0ab", 0.7), (.district, "#767d8a", 1.1), (.regency, "#5b6271", 1.5),
    (.province, "#4a5160", 1.9),
  ]

  var text: String {
    let center = (snapshot.extent.isEmpty ? Envelope.indonesia : snapshot.extent).center
    let layers = [background] + Self.lines.map(Self.fill) + Self.lines.flatMap(Self.borders)
    return """
      {"version":8,"name":"PetaBinaan",\
      "center":[\(JSONText.number(center.longitude, decimals: 5)),\
      \(JSONText.number(center.latitude, decimals: 5))],"zoom":9,\
      "sources":{"villages":{"type":"vector","url":\(JSONText.string("\(address)/tiles/villages.json"))}},\
      "layers":[\(layers.joined(separator: ","))]}
      """
  }

  private var background: String {
    ##"{"id":"water","type":"background","paint":{"background-color":"#dfe7ec"}}"##
  }

  /// The land: of each zoom the finest level alone, so that translucent fills do not add up.
  private static func fill(_ line: (level: AdministrativeLevel, color: String, width: Double))
    -> String
  {
    let zooms = finestZooms(of: line.level)
    return """
      {"id":"\(line.level.layerName)-fill","type":"fill","source":"villages",\
      "source-layer":"\(line.level.layerName)","minzoom":\(zooms.lowerBound),\
      "maxzoom":\(zooms.upperBound),"paint":{"fill-color":"#f7f5ef"}}
      """
  }

  private static func borders(_ line: (level: AdministrativeLevel, color: String, width: Double))
    -> [String]
  {
    let dashed = #"["match",["get","boundary_status"],["indikatif","sengketa"],true,false]"#
    let styles = [
      ("border", "[\"!\",\(dashed)]", ""), ("border-dashed", dashed, #","line-dasharray":[3,2]"#),
    ]
    return styles.map { suffix, filter, dash in
      """
      {"id":"\(line.level.layerName)-\(suffix)","type":"line","source":"villages",\
      "source-layer":"\(line.level.layerName)","minzoom":\(line.level.zooms.lowerBound),\
      "maxzoom":\(min(line.level.zooms.upperBound + 1, 24)),"filter":\(filter),\
      "paint":{"line-color":"\(line.color)","line-width":\(Self.width(line.width))\(dash)}}
      """
    }
  }

  /// Thinner on small scales, where coasts are dense.
  private static func width(_ full: Double) -> String {
    let thin = DecimalText.rounded(full * 0.3, decimals: 2)
    return #"["interpolate",["linear"],["zoom"],3,\#(thin),9,\#(full)]"#
  }

  private static func finestZooms(of level: AdministrativeLevel) -> (
    lowerBound: Int, upperBound: Int
  ) {
    switch level {
    case .province: (0, 5)
    case .regency: (5, 8)
    case .district: (8, 9)
    case .village: (9, 24)
    }
  }
}
