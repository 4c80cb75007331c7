/// How many entries an audit log had and how the last was sealed, to be printed and kept elsewhere: a
/// log that is cut off or written anew later does not fit it any more, whoever holds the key.
public struct AuditHead: Hashable, Sendable {
  /// How many entries there were.
  public let count: Int64
  /// The first sixteen bytes of the last seal.
  let mark: [UInt8]

  private static let markLength = 16

  /// The head of a log without entries.
  public static let empty = AuditHead(count: 0, code: .zero)

  /// The head after an entry.
  public init(after entry: AuditEntry) {
    self.init(count: entry.number, code: entry.storedCode)
  }

  init(count: Int64, code: Digest256) {
    self.count = count
    mark = Array(code.bytes.prefix(Self.markLength))
  }

  /// The head in a text that `description` gave, blanks around it and capital letters allowed; `nil` for
  /// any other text.
  public init?(_ text: some StringProtocol) {
    let parts = PlainText.trimmed(text).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let count = Int64(parts[0]), "\(count)" == parts[0], count >= 0,
      let mark = HexText.bytes(of: parts[1]), mark.count == Self.markLength
    else { return nil }
    self.count = count
    self.mark = mark
    if count == 0, self != .empty { return nil }
  }

  /// Whether the entry with the head's number was sealed like this.
  func fits(_ code: Digest256) -> Bool {
    ConstantTime.areEqual(mark, code.bytes.prefix(Self.markLength))
  }
}

extension AuditHead: CustomStringConvertible {
  /// The count and 32 hexadecimal digits, such as `12-9f86d081884c7d659a2feaa0c55ad015`.
  public var description: String { "\(count)-\(HexText.text(of: mark))" }
}
