public import DisclosureControl
public import GeoPrimitives
public import Places
public import TileMath

/// A tile that is asked for, checked whole: the same for the server and the command line.
///
/// Two requests are equal when the same tile is drawn for them, however their parameters are written.
public struct TileRequest: Sendable {
  /// What is drawn, with its parameters.
  public enum Content: Hashable, Sendable {
    /// Boundaries, of one level or of those that fit the zoom.
    case villages(level: AdministrativeLevel?)
    /// Density.
    case heat(HeatParameters)
    /// Points, in groups where they are close.
    case points(PointQuery)
    /// Coverage by the programme.
    case coverage(CoverageParameters)
    /// Hot and cold areas.
    case hotspots(HotspotParameters)
    /// Clusters of reports.
    case clusters(ClusterParameters)
    /// Which villages should come next.
    case priority(PriorityParameters)

    /// The content of a layer with parameters; those that other routes than tiles know besides are
    /// named in `also`.
    /// - Throws: `RequestError` naming the parameter, `DisclosureRefusal` for a value that the role is not given.
    public init(
      _ layer: TileLayer, _ query: QueryParameters, also: [String] = [], zone: TimeZoneOffset,
      for role: Role = .owner
    ) throws {
      try query.requireKnown(layer.entry.parameterNames + also)
      if let points = layer.points {
        self = .points(try PointQuery(points, query, zone: zone))
        return
      }
      switch layer {
      case .heat: self = .heat(try HeatParameters(query, zone: zone, for: role))
      case .coverage: self = .coverage(try CoverageParameters(query))
      case .hotspots: self = .hotspots(try HotspotParameters(query, zone: zone, for: role))
      case .clusters: self = .clusters(try ClusterParameters(query, zone: zone, for: role))
      case .priority: self = .priority(try PriorityParameters(query))
      default: self = .villages(level: try query.choice("level"))
      }
    }
  }

  /// Where.
  public let tile: TileID
  /// Whether a picture has 512 instead of 256 pixels a side. Vector formats are the same either way.
  public let isDoubled: Bool
  /// In which format.
  public let format: TileFormat
  /// What.
  public let content: Content
  /// The path and the parameters as they came, these in the order of their names: the same for the same
  /// address in every process.
  public let address: String

  /// A request from the parts of an address.
  /// - Parameters:
  ///   - layer: The name of the layer.
  ///   - zoom: The zoom level as text.
  ///   - x: The column as text.
  ///   - rest: Row, `@2x` if wanted, and format: `533@2x.png`.
  ///   - query: The parameters.
  ///   - zone: Where bare dates are read.
  ///   - role: Whose defaults are taken.
  /// - Throws: `RequestError`; `DisclosureRefusal` for a value that the role is not given.
  public init(
    layer: String, zoom: String, x: String, rest: String, query: QueryParameters,
    zone: TimeZoneOffset, for role: Role = .owner
  ) throws {
    guard let layer = TileLayer(rawValue: layer) else { throw RequestError.unknownLayer(layer) }
    let address = "\(zoom)/\(x)/\(rest)"
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw RequestError.outsideMatrix(address) }
    guard let format = TileFormat(rawValue: String(parts[1])) else {
      throw RequestError.unknownFormat(String(parts[1]), layer: layer.rawValue)
    }
    var row = parts[0]
    let doubled = row.hasSuffix("@2x")
    if doubled { row.removeLast(3) }
    guard let zoom = Self.number(zoom), let x = Self.number(x), let y = Self.number(row),
      let tile = TileID(zoom: zoom, x: x, y: y)
    else { throw RequestError.outsideMatrix(address) }
    self.tile = tile
    self.format = format
    isDoubled = doubled
    content = try Content(layer, query, zone: zone, for: role)
    self.address = "\(layer.rawValue)/\(address)?\(query.sortedText)"
  }

  /// A request from a path as the server's, without `/tiles/`: `heat/10/825/533.png?bandwidth=500`.
  /// - Throws: `RequestError`.
  public init(
    path: String, zone: TimeZoneOffset, for role: Role = .owner
  ) throws {
    let halves = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4 else { throw RequestError.outsideMatrix(path) }
    try self.init(
      layer: String(parts[0]), zoom: String(parts[1]), x: String(parts[2]), rest: String(parts[3]),
      query: try QueryParameters.parse(halves.count > 1 ? String(halves[1]) : ""), zone: zone,
      for: role)
  }

  /// A number of plain digits: no sign, no blanks, not longer than any tile address.
  private static func number(_ text: some StringProtocol) -> Int? {
    guard (1...7).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }
}

extension TileRequest: Hashable {
  /// Whether the same tile is drawn for both.
  public static func == (a: TileRequest, b: TileRequest) -> Bool {
    a.tile == b.tile && a.isDoubled == b.isDoubled && a.format == b.format
      && a.content == b.content
  }

  /// Takes in what decides the tile.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(tile)
    hasher.combine(isDoubled)
    hasher.combine(format)
    hasher.combine(content)
  }
}

extension TileRequest.Content {
  /// The layer that it is of.
  public var layer: TileLayer {
    switch self {
    case .villages: .villages
    case .heat: .heat
    case .coverage: .coverage
    case .hotspots: .hotspots
    case .clusters: .clusters
    case .priority: .priority
    case .points(let points): TileLayer(points.layer)
    }
  }
}
