/// Reads well-known binary (OGC 06-103r4, ISO Z/M variants and EWKB flags): points, polygons and
/// multipolygons in either byte order. Heights and measures are passed over.
public struct WKBReader {
  private let bytes: [UInt8]
  private var position: Int
  private var isLittleEndian = true

  /// Decodes one geometry.
  /// - Parameters:
  ///   - bytes: The encoded geometry, x = longitude, y = latitude.
  ///   - start: Where it begins in `bytes`.
  /// - Returns: A point or an area; a single polygon comes as an area of one part.
  /// - Throws: `WKBError` when the bytes are not such a geometry.
  /// - Complexity: O(n) in the number of bytes.
  public static func geometry(from bytes: [UInt8], startingAt start: Int = 0) throws(WKBError)
    -> Geometry
  {
    var reader = WKBReader(bytes: bytes, position: start)
    return try reader.readGeometry()
  }

  private init(bytes: [UInt8], position: Int) {
    self.bytes = bytes
    self.position = position
  }

  private struct Header {
    var type: UInt32
    var extraDimensions: Int
  }

  private mutating func readGeometry() throws(WKBError) -> Geometry {
    let header = try readHeader()
    switch header.type {
    case 1: return .point(try readCoordinate(skipping: header.extraDimensions))
    case 3: return .multiPolygon(MultiPolygon([try readPolygon(header)]))
    case 6:
      let count = try readCount(ofItemsAtLeast: 9)
      var polygons: [Polygon] = []
      polygons.reserveCapacity(count)
      for _ in 0..<count {
        let part = try readHeader()
        guard part.type == 3 else { throw .mixedParts(part.type) }
        polygons.append(try readPolygon(part))
      }
      return .multiPolygon(MultiPolygon(polygons))
    default: throw .unsupportedType(header.type)
    }
  }

  private mutating func readHeader() throws(WKBError) -> Header {
    guard position < bytes.count else { throw .truncated(atByte: position) }
    let mark = bytes[position]
    guard mark <= 1 else { throw .unknownByteOrder(mark) }
    isLittleEndian = mark == 1
    position += 1
    let code = try readUInt32()
    let flags = code >> 29
    if flags & 1 == 1 { _ = try readUInt32() }  // EWKB: a reference system follows.
    let plain = code & 0x1FFF_FFFF
    let isoDimensions = plain / 1000
    guard isoDimensions <= 3 else { throw .unsupportedType(plain) }
    var extra = 0
    if flags & 4 != 0 || isoDimensions == 1 || isoDimensions == 3 { extra += 1 }
    if flags & 2 != 0 || isoDimensions == 2 || isoDimensions == 3 { extra += 1 }
    return Header(type: plain % 1000, extraDimensions: extra)
  }

  private mutating func readPolygon(_ header: Header) throws(WKBError) -> Polygon {
    let count = try readCount(ofItemsAtLeast: 4)
    var rings: [Ring] = []
    rings.reserveCapacity(count)
    for _ in 0..<count { rings.append(try readRing(skipping: header.extraDimensions)) }
    guard let exterior = rings.first else { return Polygon(exterior: Ring([])) }
    return Polygon(exterior: exterior, holes: Array(rings.dropFirst()))
  }

  private mutating func readRing(skipping extra: Int) throws(WKBError) -> Ring {
    let count = try readCount(ofItemsAtLeast: 16 + 8 * extra)
    var coordinates: [Coordinate] = []
    coordinates.reserveCapacity(count)
    for _ in 0..<count { coordinates.append(try readCoordinate(skipping: extra)) }
    return Ring(coordinates)
  }

  private mutating func readCoordinate(skipping extra: Int) throws(WKBError) -> Coordinate {
    let longitude = Double(bitPattern: try readUInt64())
    let latitude = Double(bitPattern: try readUInt64())
    for _ in 0..<extra { _ = try readUInt64() }
    return Coordinate(longitude: longitude, latitude: latitude)
  }

  private mutating func readCount(ofItemsAtLeast size: Int) throws(WKBError) -> Int {
    let start = position
    let count = try readUInt32()
    guard Int(count) <= (bytes.count - position) / size else {
      throw .implausibleCount(count, atByte: start)
    }
    return Int(count)
  }

  private mutating func readUInt32() throws(WKBError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw .truncated(atByte: bytes.count) }
    var value: UInt32 = 0
    for offset in 0..<4 { value |= UInt32(bytes[position + offset]) << (8 * UInt32(offset)) }
    position += 4
    return isLittleEndian ? value : value.byteSwapped
  }

  private mutating func readUInt64() throws(WKBError) -> UInt64 {
    guard position + 8 <= bytes.count else { throw .truncated(atByte: bytes.count) }
    var value: UInt64 = 0
    for offset in 0..<8 { value |= UInt64(bytes[position + offset]) << (8 * UInt64(offset)) }
    position += 8
    return isLittleEndian ? value : value.byteSwapped
  }
}
