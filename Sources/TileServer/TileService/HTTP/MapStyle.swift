import GeoCore

/// A quiet MapLibre style: water, land, and borders that grow finer with the zoom.
struct MapStyle {
  let address: String
  let snapshot: DatasetSnapshot

  /// The borders of each level, those of small areas beneath.
  private static let lines: [(level: AdministrativeLevel, color: String, width: Double)] = [
    (.village, "#9aa0ab", 0.7), (.district, "#767d8a", 1.1), (.regency, "#5b6271", 1.5),
    (.province, "#4a5160", 1.9),
  ]
  /// Coasts, and the end of what is known.
  private static let outerLine = (color: "#8a949f", width: 0.9)

  var text: String {
    let center = (snapshot.extent.isEmpty ? Envelope.indonesia : snapshot.extent).center
    let layers =
      [background] + Self.lines.map { Self.fill($0.level) } + [coverage] + [Self.outerBorders]
      + Self.lines.flatMap(Self.borders) + Self.points.map(Self.points)
    let sources = ["villages", "coverage"] + Self.points.map(\.layer.rawValue)
    return """
      {"version":8,"name":"PetaBinaan",\
      "center":[\(JSONText.number(center.longitude, decimals: 5)),\
      \(JSONText.number(center.latitude, decimals: 5))],"zoom":9,\
      "sources":{\(sources.map(source).joined(separator: ","))},\
      "layers":[\(layers.joined(separator: ","))]}
      """
  }

  private func source(_ name: String) -> String {
    let url = JSONText.string("\(address)/tiles/\(name).json")
    return "\(JSONText.string(name)):{\"type\":\"vector\",\"url\":\(url)}"
  }

  /// The points that everybody may see. Others are added by clients that have signed in.
  private static let points: [(layer: PointLayer, color: String)] = [
    (.servicePoints, "#6a5a9e"), (.offices, "#2f3e56"),
  ]

  /// Circles whose area grows with the number of points. They are hidden until a client shows them.
  private static func points(_ points: (layer: PointLayer, color: String)) -> String {
    let name = points.layer.rawValue
    return """
      {"id":"\(name)","type":"circle","source":"\(name)","source-layer":"\(name)","minzoom":4,\
      "layout":{"visibility":"none"},"paint":{"circle-color":"\(points.color)",\
      "circle-radius":["min",["*",4.5,["sqrt",["get","count"]]],20],\
      "circle-opacity":0.85,"circle-stroke-color":"#ffffff","circle-stroke-width":1.2}}
      """
  }

  /// The programme's status, ready to be shown: a hidden layer loads nothing.
  private var coverage: String {
    let colors = DatasetSnapshot.coverageColors.map {
      "\(JSONText.string($0.name)),\(JSONText.string($0.color.cssHex))"
    }
    return """
      {"id":"coverage-fill","type":"fill","source":"coverage","source-layer":"coverage",\
      "layout":{"visibility":"none"},"paint":{"fill-opacity":0.9,"fill-color":\
      ["match",["get","class"],\(colors.joined(separator: ",")),"#d9dbdd"]}}
      """
  }

  private var background: String {
    ##"{"id":"water","type":"background","paint":{"background-color":"#dfe7ec"}}"##
  }

  /// The land: of each zoom the finest level alone, so that translucent fills do not add up.
  private static func fill(_ level: AdministrativeLevel) -> String {
    let zooms = finestZooms(of: level)
    return """
      {"id":"\(level.layerName)-fill","type":"fill","source":"villages",\
      "source-layer":"\(level.layerName)","minzoom":\(zooms.lowerBound),\
      "maxzoom":\(zooms.upperBound),"paint":{"fill-color":"#f7f5ef"}}
      """
  }

  private static var outerBorders: String {
    """
    {"id":"outer-border","type":"line","source":"villages","source-layer":"borders",\
    "filter":["has","outer"],"layout":{"line-cap":"round","line-join":"round"},\
    "paint":{"line-color":"\(outerLine.color)","line-width":\(width(outerLine.width))}}
    """
  }

  /// The borders between areas of a level; each lies in the tiles once, whatever is on its sides.
  private static func borders(_ line: (level: AdministrativeLevel, color: String, width: Double))
    -> [String]
  {
    let isOfLevel = #"["==",["get","level"],"\#(line.level.rawValue)"],["!",["has","outer"]]"#
    let dashed = #"["match",["get","boundary_status"],["indikatif","sengketa"],true,false]"#
    let styles = [
      ("border", "[\"!\",\(dashed)]", #""round""#, ""),
      ("border-dashed", dashed, #""butt""#, #","line-dasharray":[3,2]"#),
    ]
    return styles.map { suffix, filter, cap, dash in
      """
      {"id":"\(line.level.layerName)-\(suffix)","type":"line","source":"villages",\
      "source-layer":"borders","filter":["all",\(isOfLevel),\(filter)],\
      "layout":{"line-cap":\(cap),"line-join":"round"},\
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
