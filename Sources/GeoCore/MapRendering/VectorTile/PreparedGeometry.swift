public import TileMath

/// Geometry as vector tiles hold it, made before it is known for which tile.
///
/// The commands of a vector tile (version 2.1, section 4.3) tell steps from one vertex to the next, and
/// only the first step, to the first vertex, depends on the tile. So whatever lies wholly in a tile is
/// copied into it.
public struct PreparedGeometry: Sendable {
  /// The first vertex.
  public let first: UnitPoint
  /// What follows the first step.
  public let commands: ArraySlice<UInt8>

  /// Geometry whose commands were kept elsewhere.
  public init(first: UnitPoint, commands: ArraySlice<UInt8>) {
    self.first = first
    self.commands = commands
  }

  /// An area; `nil` without a ring.
  public init?(_ polygons: [UnitPolygon]) {
    var bytes: [UInt8] = []
    guard let first = Self.append(polygons, to: &bytes) else { return nil }
    self.init(first: first, commands: bytes[...])
  }

  /// Lines of at least two vertices each; `nil` without one.
  public init?(lines: [[UnitPoint]]) {
    var writer = ProtobufWriter()
    var cursor: UnitPoint?
    for line in lines { Self.append(line, isClosed: false, &writer, &cursor) }
    guard let first = lines.first?.first else { return nil }
    self.init(first: first, commands: writer.bytes[...])
  }

  /// Writes an area behind others.
  /// - Returns: Its first vertex; `nil`, and nothing written, without a ring.
  public static func append(_ polygons: [UnitPolygon], to bytes: inout [UInt8]) -> UnitPoint? {
    var writer = ProtobufWriter()
    var cursor: UnitPoint?
    for polygon in polygons {
      for ring in polygon.rings { append(ring, isClosed: true, &writer, &cursor) }
    }
    bytes += writer.bytes
    return polygons.first?.rings.first?.first
  }

  private static func append(
    _ path: [UnitPoint], isClosed: Bool, _ writer: inout ProtobufWriter, _ cursor: inout UnitPoint?
  ) {
    guard var last = path.first else { return }
    if let cursor {
      writer.varint(1 << 3 | 1)
      writer.step(from: cursor, to: last)
    }
    writer.varint(UInt64(path.count - 1) << 3 | 2)
    for point in path.dropFirst() {
      writer.step(from: last, to: point)
      last = point
    }
    if isClosed { writer.varint(1 << 3 | 7) }
    cursor = last
  }

  /// The rings again, outer ones and holes in their order.
  /// - Complexity: O(n).
  public var polygons: [UnitPolygon] {
    var reader = CommandReader(commands)
    var polygons: [UnitPolygon] = []
    var cursor = first
    var isFirst = true
    while !reader.isAtEnd {
      if !isFirst {
        _ = reader.next()
        reader.step(&cursor)
      }
      isFirst = false
      var ring = [cursor]
      let count = Int(reader.next() >> 3)
      ring.reserveCapacity(count + 1)
      for _ in 0..<count {
        reader.step(&cursor)
        ring.append(cursor)
      }
      _ = reader.next()
      if polygons.isEmpty || UnitPolygon.doubledArea(of: ring) > 0 {
        polygons.append(UnitPolygon(rings: [ring]))
      } else {
        polygons[polygons.count - 1].rings.append(ring)
      }
    }
    return polygons
  }
}

extension ProtobufWriter {
  @inline(__always)
  fileprivate mutating func step(from a: UnitPoint, to b: UnitPoint) {
    varint(Self.zigzag(b.x &- a.x))
    varint(Self.zigzag(b.y &- a.y))
  }
}

/// Reads command integers that this library has written.
private struct CommandReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position >= bytes.endIndex }

  @inline(__always)
  mutating func next() -> UInt32 {
    var (value, shift): (UInt32, UInt32) = (0, 0)
    while position < bytes.endIndex {
      let byte = bytes[position]
      position += 1
      value |= UInt32(byte & 0x7F) &<< shift
      if byte < 0x80 { break }
      shift += 7
    }
    return value
  }

  @inline(__always)
  mutating func step(_ cursor: inout UnitPoint) {
    cursor.x &+= zigzag(next())
    cursor.y &+= zigzag(next())
  }

  @inline(__always)
  private func zigzag(_ value: UInt32) -> Int32 {
    Int32(bitPattern: value >> 1) ^ (0 &- Int32(bitPattern: value & 1))
  }
}
