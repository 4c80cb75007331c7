/// Writes well-known binary, little-endian, two dimensions.
public struct WKBWriter {
  private var bytes: [UInt8]

  /// Appends the encoded geometry to `prefix`.
  /// - Parameters:
  ///   - geometry: What to encode, x = longitude, y = latitude.
  ///   - prefix: Bytes that come first, such as a GeoPackage header.
  /// - Returns: The prefix and the geometry.
  /// - Complexity: O(n) in the number of vertices.
  public static func bytes(of geometry: Geometry, after prefix: [UInt8] = []) -> [UInt8] {
    var writer = WKBWriter(bytes: prefix)
    switch geometry {
    case .point(let place):
      writer.writeHeader(type: 1)
      writer.write(place)
    case .multiPolygon(let area):
      writer.bytes.reserveCapacity(prefix.count + 16 * area.vertexCount + 64)
      writer.writeHeader(type: 6)
      writer.write(UInt32(clamping: area.polygons.count))
      for polygon in area.polygons { writer.write(polygon) }
    }
    return writer.bytes
  }

  private mutating func write(_ polygon: Polygon) {
    writeHeader(type: 3)
    let rings = polygon.rings
    write(UInt32(clamping: rings.count))
    for ring in rings {
      write(UInt32(clamping: ring.coordinates.count))
      for coordinate in ring.coordinates { write(coordinate) }
    }
  }

  private mutating func writeHeader(type: UInt32) {
    bytes.append(1)
    write(type)
  }

  private mutating func write(_ coordinate: Coordinate) {
    write(coordinate.longitude.bitPattern)
    write(coordinate.latitude.bitPattern)
  }

  private mutating func write<Value: FixedWidthInteger>(_ value: Value) {
    var rest = value
    for _ in 0..<(Value.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
