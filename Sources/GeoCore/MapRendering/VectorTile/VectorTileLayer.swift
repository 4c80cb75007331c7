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
