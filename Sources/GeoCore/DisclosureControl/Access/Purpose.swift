/// What somebody wants to see single tips for, in words that stand in the audit log.
public struct Purpose: Hashable, Sendable {
  /// The words, without white space at their ends.
  public let text: String

  /// How many characters it may have.
  public static let length = 3...200

  /// A purpose of 3 to 200 characters on one line.
  /// - Throws: `AccessError.invalidPurpose` when it is shorter, longer, or holds control characters.
  public init(_ text: some StringProtocol) throws(AccessError) {
    // Looked at before trimming: a line end at the edge is no purpose either, but a header smuggled in.
    guard PlainText.isPlain(text) else { throw .invalidPurpose }
    let trimmed = PlainText.trimmed(text)
    guard Self.length.contains(trimmed.count) else { throw .invalidPurpose }
    self.text = trimmed
  }
}

extension Purpose: CustomStringConvertible {
  /// The words.
  public var description: String { text }
}
