import GeoPrimitives

/// The usual form of a point, in 29 bytes: a little-endian header without an envelope, then a
/// little-endian point of two dimensions. It is read and written millions of times, so it has a short
/// way beside the general one.
enum PlainPoint {
  /// Reads a point of this form; `nil` for anything else, also for an empty point.
  ///
  /// Unsafe only in unaligned loads at offsets that the length has been checked for.
  static func place(in bytes: RawSpan) -> Coordinate? {
    guard bytes.byteCount == 29 else { return nil }
    let magic = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
    let type = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 9, as: UInt32.self)
    let mark = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt8.self)
    guard UInt32(littleEndian: magic) == 0x0100_5047, UInt32(littleEndian: type) == 1, mark == 1
    else { return nil }
    let x = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 13, as: UInt64.self)
    let y = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: 21, as: UInt64.self)
    let longitude = Double(bitPattern: UInt64(littleEndian: x))
    let latitude = Double(bitPattern: UInt64(littleEndian: y))
    guard !longitude.isNaN, !latitude.isNaN else { return nil }
    return Coordinate(longitude: longitude, latitude: latitude)
  }

  /// Writes a point in this form.
  static func blob(of place: Coordinate) -> [UInt8] {
    var bytes: [UInt8] = [0x47, 0x50, 0, 1, 0xE6, 0x10, 0, 0, 1, 1, 0, 0, 0]
    bytes.reserveCapacity(29)
    for number in [place.longitude, place.latitude] {
      var rest = number.bitPattern
      for _ in 0..<8 {
        bytes.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      }
    }
    return bytes
  }
}
