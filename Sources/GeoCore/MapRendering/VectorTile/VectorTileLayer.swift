public import TileMath

/// A value of a feature's attribute in a vector tile.
public enum VectorTileValue: Hashable, Sendable {
  /// Text.
  case string(String)
  /// A number with a fraction.
  case double(Double)
  /// A whole number.
  case integer(Int64)
  /// Yes or no.
  case bool(Bool)

  /// The `Value` message.
  var message: [UInt8] {
    var writer = ProtobufWriter()
    switch self {
    case .string(let text): writer.field(1, text: text)
    case .double(let number): writer.field(3, double: number)
    case .integer(let number) where number >= 0:
      writer.field(5, varint: UInt64(number))
    case .integer(let number):
      writer.field(6, varint: UInt64(bitPattern: number &<< 1 ^ number &>> 63))
    case .bool(let flag): writer.field(7, varint: flag ? 1 : 0)
    }
    return writer.bytes
  }
}

/// An attribute of a feature.
public typealias VectorTileTag = (key: String, value: VectorTileValue)

/// The kind of a feature's geometry in a vector tile.
public enum VectorTileGeometryType: UInt64, Hashable, Sendable {
  /// One or several points.
  case points = 1
  /// One or several lines.
  case lines = 2
  /// One or several areas.
  case polygons = 3
}

/// A layer of a vector tile, to which features are added in the order in which they are drawn.
///
/// Coordinates are tile units, 0 … `extent` across and down, with some more for the buffer; they are
/// rounded to whole units here. Keys and values that occur again are stored once.
public struct VectorTileLayer: Sendable {
  /// The layer's name, unique in its tile.
  public let name: String
  /// Tile units across and down.
  public let extent: Int

  private var features = ProtobufWriter()
  private var keys: [String] = []
  private var keyIndices: [String: Int] = [:]
  private var values: [VectorTileValue] = []
  private var valueIndices: [VectorTileValue: Int] = [:]
  private var featureCount = 0

  /// An empty layer.
  public init(name: String, extent: Int = 4096) {
    self.name = name
    self.extent = max(extent, 1)
  }

  /// Whether no feature has been added.
  public var isEmpty: Bool { featureCount == 0 }

  /// The number of features.
  public var count: Int { featureCount }

  /// Adds a feature of one or several points; none adds nothing.
  public mutating func add(
    points: [PlanarPoint], id: UInt64? = nil, tags: [VectorTileTag] = []
  ) {
    var geometry = TileGeometry()
    geometry.add(points: points)
    add(geometry, type: 1, id: id, tags: tags)
  }

  /// Adds a feature of one or several areas; when none keeps an area after rounding, adds nothing.
  public mutating func add(
    polygons: [PlanarPolygon], id: UInt64? = nil, tags: [VectorTileTag] = []
  ) {
    var geometry = TileGeometry()
    for polygon in polygons { geometry.add(polygon: polygon) }
    add(geometry, type: 3, id: id, tags: tags)
  }

  /// Adds a feature of one or several open lines; when none keeps a length after rounding, adds
  /// nothing.
  public mutating func add(
    lines: [[PlanarPoint]], id: UInt64? = nil, tags: [VectorTileTag] = []
  ) {
    var geometry = TileGeometry()
    for line in lines { geometry.add(line: line) }
    add(geometry, type: 2, id: id, tags: tags)
  }

  private mutating func add(
    _ geometry: TileGeometry, type: UInt64, id: UInt64?, tags: [VectorTileTag]
  ) {
    guard !geometry.isEmpty else { return }
    var feature = ProtobufWriter()
    if let id { feature.field(1, varint: id) }
    if !tags.isEmpty { feature.field(2, bytes: packed(tags)) }
    feature.field(3, varint: type)
    feature.field(4, bytes: geometry.bytes)
    features.field(2, bytes: feature.bytes)
    featureCount += 1
  }

  // MARK: Prepared features

  /// The place of an attribute's key.
  public mutating func place(ofKey key: String) -> UInt64 {
    UInt64(Self.place(of: key, &keys, &keyIndices))
  }

  /// The place of an attribute's value, stored once however often it occurs.
  public mutating func place(of value: VectorTileValue) -> UInt64 {
    UInt64(Self.place(of: value, &values, &valueIndices))
  }

  /// The place of a value that is known to occur for the first time, such as a code.
  public mutating func place(ofNew value: VectorTileValue) -> UInt64 {
    values.append(value)
    return UInt64(values.count - 1)
  }

  /// Adds a feature whose geometry is written already.
  /// - Parameters:
  ///   - geometry: What follows the step to the first vertex.
  ///   - type: Its kind.
  ///   - origin: The upper left corner of the tile.
  ///   - id: The feature's number.
  ///   - places: Its attributes, as the places of a key and a value in turn.
  public mutating func add(
    _ geometry: PreparedGeometry, type: VectorTileGeometryType, origin: UnitPoint, id: UInt64?,
    places: [UInt64]
  ) {
    let x = ProtobufWriter.zigzag(geometry.first.x &- origin.x)
    let y = ProtobufWriter.zigzag(geometry.first.y &- origin.y)
    let commands = geometry.commands.count + 1 + ProtobufWriter.length(x) + ProtobufWriter.length(y)
    let tags = places.reduce(0) { $0 + ProtobufWriter.length($1) }
    var length = 3 + ProtobufWriter.length(UInt64(commands)) + commands
    if let id { length += 1 + ProtobufWriter.length(id) }
    if tags > 0 { length += 1 + ProtobufWriter.length(UInt64(tags)) + tags }
    features.varint(2 << 3 | 2)
    features.varint(UInt64(length))
    if let id { features.field(1, varint: id) }
    if tags > 0 {
      features.varint(2 << 3 | 2)
      features.varint(UInt64(tags))
      for place in places { features.varint(place) }
    }
    features.field(3, varint: type.rawValue)
    features.varint(4 << 3 | 2)
    features.varint(UInt64(commands))
    features.varint(1 << 3 | 1)
    features.varint(x)
    features.varint(y)
    features.append(geometry.commands)
    featureCount += 1
  }

  /// The bytes that the features take, without the tables of keys and values.
  public var featureBytes: Int { features.bytes.count }

  /// Pairs of a key's and a value's place.
  private mutating func packed(_ tags: [VectorTileTag]) -> [UInt8] {
    var writer = ProtobufWriter()
    for tag in tags {
      writer.varint(UInt64(Self.place(of: tag.key, &keys, &keyIndices)))
      writer.varint(UInt64(Self.place(of: tag.value, &values, &valueIndices)))
    }
    return writer.bytes
  }

  private static func place<Entry: Hashable>(
    of entry: Entry, _ entries: inout [Entry], _ indices: inout [Entry: Int]
  ) -> Int {
    if let known = indices[entry] { return known }
    indices[entry] = entries.count
    entries.append(entry)
    return entries.count - 1
  }

  /// The `Layer` message, version 2.
  var message: [UInt8] {
    var writer = ProtobufWriter()
    writer.field(15, varint: 2)
    writer.field(1, text: name)
    writer.append(features)
    for key in keys { writer.field(3, text: key) }
    for value in values { writer.field(4, bytes: value.message) }
    writer.field(5, varint: UInt64(extent))
    return writer.bytes
  }
}
