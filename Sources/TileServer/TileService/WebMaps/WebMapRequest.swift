import GeoCore
import Hummingbird

/// The layers, view and look that the parameters of GetMap ask for.
struct WebMapRequest: Sendable {
  /// The most layers of one map.
  static let layerLimit = 12
  /// The formats of maps.
  static let formats = ["image/png", "image/png; mode=8bit"]

  let parameters: KeyValueParameters
  let version: WebMapVersion
  /// Where bare dates are read.
  let zone: TimeZoneOffset
  /// Whose defaults are taken.
  let role: Role

  // MARK: Layers

  /// The layers of a list with the styles of another; either both as long, or no styles.
  func layers(_ name: String = "layers") throws -> [TileRequest.Content] {
    let entries = try Self.entries(parameters, name)
    let styles = parameters.names("styles")
    guard styles.isEmpty || styles.count == entries.count else {
      throw ServiceException(
        "StyleNotDefined", "\(styles.count) styles are given for \(entries.count) layers",
        locator: "STYLES")
    }
    return try entries.enumerated().map { index, entry in
      try content(of: entry, style: styles.isEmpty ? "" : styles[index])
    }
  }

  /// A layer as its parameters want it.
  func content(of entry: LayerDescription, style: String) throws -> TileRequest.Content {
    try TileRequest.Content(
      entry.layer, try parameters.query(of: entry, style: style), zone: zone, for: role)
  }

  /// The layers of a list.
  /// - Throws: `ServiceException` for none and for too many, `RequestError.unknownLayer`.
  static func entries(
    _ parameters: KeyValueParameters, _ name: String
  ) throws -> [LayerDescription] {
    let names = parameters.names(name)
    guard !names.isEmpty else {
      throw ServiceException(
        "LayerNotDefined", "\(name.uppercased()) names no layer", locator: name.uppercased())
    }
    guard names.count <= layerLimit else {
      throw ServiceException(
        "LayerNotDefined", "\(names.count) layers are too many; \(layerLimit) at most",
        locator: name.uppercased())
    }
    return try names.map { name in
      guard let layer = TileLayer(rawValue: name) else { throw RequestError.unknownLayer(name) }
      return layer.entry
    }
  }

  // MARK: View

  /// The ground and the pixels.
  func view() throws -> MapView {
    let isNew = version == .v1_3_0
    let crs = try required(isNew ? "crs" : "srs", code: isNew ? "InvalidCRS" : "InvalidSRS")
    guard let system = WebMapSystem(crs, version) else {
      throw ServiceException(
        isNew ? "InvalidCRS" : "InvalidSRS",
        "there is no '\(crs)' here; known are \(WebMapSystem.names(version).joined(separator: ", "))",
        locator: isNew ? "CRS" : "SRS")
    }
    return try MapView(
      system.system, extent: try box(isLatitudeFirst: system.isLatitudeFirst),
      width: try size("width"), height: try size("height"), pixelRatio: try pixelRatio())
  }

  private func box(isLatitudeFirst: Bool) throws -> Envelope {
    let text = try required("bbox")
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
      DecimalNumber.parse($0)
    }
    let known = numbers.compactMap(\.self)
    guard numbers.count == 4, known.count == 4 else {
      throw RequestError.badValue(
        parameter: "BBOX", value: text, expected: "four numbers: minx,miny,maxx,maxy")
    }
    return isLatitudeFirst
      ? Envelope(minX: known[1], minY: known[0], maxX: known[3], maxY: known[2])
      : Envelope(minX: known[0], minY: known[1], maxX: known[2], maxY: known[3])
  }

  private func size(_ name: String) throws -> Int {
    _ = try required(name)
    return try parameters.number(name) ?? 0
  }

  /// Pixels to one of a screen of 90 dots an inch, by halves: what clients send lies between 90 and 96.
  func pixelRatio() throws(RequestError) -> Double {
    guard let (name, text) = resolution else { return 1 }
    guard let dots = DecimalNumber.parse(text), (10...2400).contains(dots) else {
      throw .badValue(parameter: name, value: text, expected: "dots an inch, 10 to 2400")
    }
    let halves = (dots / 45).rounded() / 2
    return min(max(halves, MapView.pixelRatios.lowerBound), MapView.pixelRatios.upperBound)
  }

  /// Dots an inch, as QGIS, MapServer or GeoServer name them.
  private var resolution: (name: String, text: String)? {
    for name in ["DPI", "MAP_RESOLUTION"] {
      if let text = parameters[name] { return (name, text) }
    }
    let options = parameters["format_options"]?.split(separator: ";") ?? []
    for option in options where option.lowercased().hasPrefix("dpi:") {
      return ("FORMAT_OPTIONS", String(option.dropFirst(4)))
    }
    return nil
  }

  // MARK: Look

  /// What lies beneath; `nil` for a transparent map.
  func background() throws(RequestError) -> RGBA? {
    switch parameters["transparent"]?.lowercased() {
    case "true": return nil
    case "false", nil: break
    case .some(let text):
      throw .badValue(parameter: "TRANSPARENT", value: text, expected: "TRUE or FALSE")
    }
    guard let text = parameters["bgcolor"] else { return RGBA(0xFFFFFF) }
    let digits = text.lowercased().hasPrefix("0x") ? text.dropFirst(2) : text[...]
    guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
      let number = UInt32(digits, radix: 16)
    else { throw .badValue(parameter: "BGCOLOR", value: text, expected: "a colour as 0xRRGGBB") }
    return RGBA(number)
  }

  /// How the colours of a picture are kept: all of them, or 256 as in tiles, which is named as GeoServer,
  /// MapServer and QGIS do.
  /// - Throws: `ServiceException` for formats that maps are not drawn in.
  func colors() throws -> PNGEncoder.ColorMode {
    switch try required("format", code: "InvalidFormat").lowercased().filter({ $0 != " " }) {
    case "image/png", "image/png;mode=24bit", "image/png;mode=32bit": return .lossless
    case "image/png;mode=8bit", "image/png8": return .palette
    case let text:
      throw ServiceException(
        "InvalidFormat",
        "a map is not drawn as '\(text)'; known are \(Self.formats.joined(separator: ", "))",
        locator: "FORMAT")
    }
  }

  /// A parameter that must be there.
  func required(_ name: String, code: String = "MissingParameterValue") throws -> String {
    guard let text = parameters[name] else {
      throw ServiceException(
        code, "the parameter \(name.uppercased()) is missing", locator: name.uppercased())
    }
    return text
  }
}

/// The reference systems of maps.
struct WebMapSystem {
  let system: MapView.System
  /// Whether boxes begin with the latitude.
  let isLatitudeFirst: Bool

  /// A system by its name; `nil` for one that is not drawn. Since 1.3.0 EPSG:4326 has the order of its axes, and
  /// CRS:84 has the other.
  init?(_ name: String, _ version: WebMapVersion) {
    switch name.uppercased() {
    case "EPSG:3857": (system, isLatitudeFirst) = (.webMercator, false)
    case "EPSG:4326": (system, isLatitudeFirst) = (.geographic, version == .v1_3_0)
    case "CRS:84": (system, isLatitudeFirst) = (.geographic, false)
    default: return nil
    }
  }

  /// The names of a version.
  static func names(_ version: WebMapVersion) -> [String] {
    version == .v1_3_0 ? ["EPSG:3857", "CRS:84", "EPSG:4326"] : ["EPSG:3857", "EPSG:4326"]
  }
}
