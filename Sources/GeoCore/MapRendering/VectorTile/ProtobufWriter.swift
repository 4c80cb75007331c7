/// Writes the wire format of Protocol Buffers: what a vector tile needs of it.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  /// A number in groups of seven bits, lowest first.
  @inline(__always)
  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// The bytes that a number takes.
  @inline(__always)
  static func length(_ value: UInt64) -> Int {
    max((70 - value.leadingZeroBitCount) / 7, 1)
  }

  /// A field that holds a number.
  mutating func field(_ number: UInt64, varint value: UInt64) {
    varint(number << 3)
    varint(value)
  }

  /// A field that holds eight bytes, lowest first.
  mutating func field(_ number: UInt64, double value: Double) {
    varint(number << 3 | 1)
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
    }
  }

  /// A field that holds bytes: text, packed numbers or a message.
  mutating func field(_ number: UInt64, bytes content: [UInt8]) {
    varint(number << 3 | 2)
    varint(UInt64(content.count))
    bytes += content
  }

  /// A field that holds text.
  mutating func field(_ number: UInt64, text: String) {
    field(number, bytes: Array(text.utf8))
  }

  /// Signed numbers so that those near zero stay short: 0, −1, 1, −2 … become 0, 1, 2, 3 …
  @inline(__always)
  static func zigzag(_ value: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: value &<< 1 ^ value &>> 31))
  }
}

extension ProtobufWriter {
  /// Adds bytes that were written elsewhere.
  mutating func append(_ other: ArraySlice<UInt8>) {
    bytes += other
  }

  /// Adds fields that were written elsewhere.
  mutating func append(_ other: ProtobufWriter) {
    bytes += other.bytes
  }
}
