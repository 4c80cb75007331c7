import GeoPrimitives

/// The header of a GeoPackage geometry.
struct GeoPackageHeader: Hashable {
  /// Whether the geometry is marked as empty.
  let isEmpty: Bool
  /// The reference system.
  let srsID: Int32
  /// The box, where the header carries one.
  let envelope: Envelope?
  /// The number of bytes before the well-known binary.
  let length: Int

  /// Reads the header at the beginning of `blob`.
  init(_ blob: [UInt8]) throws(GeoPackageGeometryError) {
    guard blob.count >= 8 else { throw .truncatedHeader }
    guard blob[0] == UInt8(ascii: "G"), blob[1] == UInt8(ascii: "P"), blob[2] == 0 else {
      throw .notGeoPackage
    }
    let flags = blob[3]
    let edges = try Self.edgeCount(flags)
    let isLittleEndian = flags & 1 == 1
    length = 8 + 8 * edges
    guard blob.count >= length else { throw .truncatedHeader }
    isEmpty = flags & 0x10 != 0
    let srs = UInt32(truncatingIfNeeded: Self.word(blob, at: 4, count: 4, isLittleEndian))
    srsID = Int32(bitPattern: srs)
    envelope = edges == 0 ? nil : Self.box(blob, isLittleEndian)
  }

  private static func edgeCount(_ flags: UInt8) throws(GeoPackageGeometryError) -> Int {
    switch (flags >> 1 & 7, flags & 0x20) {
    case (0, 0): 0
    case (1, 0): 4
    case (2, 0), (3, 0): 6
    case (4, 0): 8
    default: throw .unsupportedFlags(flags)
    }
  }

  private static func box(_ blob: [UInt8], _ isLittleEndian: Bool) -> Envelope? {
    func edge(_ index: Int) -> Double {
      Double(bitPattern: word(blob, at: 8 + 8 * index, count: 8, isLittleEndian))
    }
    let box = Envelope(minX: edge(0), minY: edge(2), maxX: edge(1), maxY: edge(3))
    return box.isEmpty ? nil : box
  }

  private static func word(
    _ blob: [UInt8], at start: Int, count: Int, _ isLittleEndian: Bool
  ) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<count {
      let byte = blob[start + (isLittleEndian ? count - 1 - index : index)]
      value = value << 8 | UInt64(byte)
    }
    return value
  }
}
