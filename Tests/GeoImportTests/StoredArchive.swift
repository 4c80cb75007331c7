import Foundation

/// A ZIP archive whose files are stored as they are.
struct StoredArchive {
  private var body = Data()
  private var directory = Data()
  private var count: UInt16 = 0

  /// Adds a file.
  mutating func add(_ name: String, _ content: Data) {
    let size = UInt32(content.count)
    let facts =
      Self.little(UInt16(20)) + Data(count: 8) + Self.little(Self.checksum(of: content))
      + Self.little(size) + Self.little(size) + Self.little(UInt16(name.utf8.count))
      + Self.little(UInt16(0))
    let offset = UInt32(body.count)
    body += Data("PK\u{3}\u{4}".utf8) + facts + Data(name.utf8) + content
    directory += Data("PK\u{1}\u{2}".utf8) + Self.little(UInt16(20)) + facts
    directory += Data(count: 10) + Self.little(offset) + Data(name.utf8)
    count += 1
  }

  /// The whole archive.
  var bytes: Data {
    body + directory + Data("PK\u{5}\u{6}".utf8) + Data(count: 4) + Self.little(count)
      + Self.little(count) + Self.little(UInt32(directory.count)) + Self.little(UInt32(body.count))
      + Self.little(UInt16(0))
  }

  /// CRC-32 (ISO 3309), bit by bit.
  private static func checksum(of content: Data) -> UInt32 {
    var sum: UInt32 = ~0
    for byte in content {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }

  private static func little<Value: FixedWidthInteger>(_ value: Value) -> Data {
    Data((0..<(Value.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> (8 * Value($0))) })
  }
}
