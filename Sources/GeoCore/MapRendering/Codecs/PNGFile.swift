/// The chunks of a PNG file, one after the other.
struct PNGFile {
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  private var bytes = PNGFile.signature

  /// A file that begins with its header chunk. Color type 3 is a palette, 6 true colour with
  /// opacity.
  init(width: Int, height: Int, bitDepth: Int, colorType: UInt8) {
    let header = Self.bigEndian(UInt32(width)) + Self.bigEndian(UInt32(height))
    append("IHDR", header + [UInt8(bitDepth), colorType, 0, 0, 0])
  }

  /// Adds a chunk: length, type, data, CRC-32 of type and data.
  mutating func append(_ type: StaticString, _ data: [UInt8]) {
    let name = Array(type.description.utf8)
    bytes.reserveCapacity(bytes.count + data.count + 24)
    bytes += Self.bigEndian(UInt32(data.count))
    bytes += name
    bytes += data
    bytes += Self.bigEndian(Deflater.crc32(data, from: Deflater.crc32(name)))
  }

  /// The whole file, its end chunk written.
  consuming func finished() -> [UInt8] {
    append("IEND", [])
    return bytes
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
