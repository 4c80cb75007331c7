/// The bytes of an audit entry that are sealed.
///
/// A mark of the format, the seal of the entry before (32 bytes, zero for the first), then each field in
/// a fixed order: one byte that tells nothing, text and number apart, the length in eight bytes with the
/// highest first, and the content. Whatever two entries differ in, their bytes differ, and none is the
/// beginning of another. The row number is not among them: it is the place in the chain, which the seal
/// before fixes, and the check demands 1, 2, 3 ….
enum AuditEncoding {
  private static let format = Array("petabinaan.audit.1\0".utf8)

  private enum Tag: UInt8 {
    case nothing = 0
    case text = 1
    case integer = 2
  }

  /// The bytes of an entry that follows one with a seal.
  static func bytes(of entry: AuditEntry, after previous: Digest256) -> [UInt8] {
    var bytes = format + previous.bytes
    for text in [
      entry.at, entry.actor, entry.role, entry.purpose, entry.action, entry.detail,
    ] {
      append(text, to: &bytes)
    }
    append(entry.rowCount, to: &bytes)
    return bytes
  }

  private static func append(_ text: String?, to bytes: inout [UInt8]) {
    guard let text else { return bytes.append(Tag.nothing.rawValue) }
    bytes.append(Tag.text.rawValue)
    append(UInt64(text.utf8.count), to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }

  private static func append(_ number: Int64?, to bytes: inout [UInt8]) {
    guard let number else { return bytes.append(Tag.nothing.rawValue) }
    bytes.append(Tag.integer.rawValue)
    append(8, to: &bytes)
    append(UInt64(bitPattern: number), to: &bytes)
  }

  private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }
}
