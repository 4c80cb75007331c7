/// Why a sequence of bytes is not a well-known-binary point or area.
public enum WKBError: Error, Hashable, Sendable {
  /// The bytes end in the middle of the geometry.
  case truncated(atByte: Int)
  /// The byte-order mark is neither 0 nor 1.
  case unknownByteOrder(UInt8)
  /// The geometry is of a kind that is not held here, by its OGC number.
  case unsupportedType(UInt32)
  /// A part of a multi-geometry is of the wrong kind.
  case mixedParts(UInt32)
  /// A count that the remaining bytes cannot hold.
  case implausibleCount(UInt32, atByte: Int)
}

extension WKBError: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .truncated(let byte): "the geometry ends early, at byte \(byte)"
    case .unknownByteOrder(let mark): "\(mark) is not a byte order (0 or 1)"
    case .unsupportedType(let type): "geometry type \(type) is neither a point nor an area"
    case .mixedParts(let type): "an area has a part of geometry type \(type)"
    case .implausibleCount(let count, let byte):
      "a count of \(count) at byte \(byte) exceeds the bytes that follow"
    }
  }
}
