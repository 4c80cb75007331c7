/// A JSON value as it was read: numbers keep their digits, and members their order.
///
/// What other readers shrug at is refused here, because two programs that understand one text differently
/// are how checks are passed by: names that come twice, bytes that are not UTF-8, text after the end.
public enum StrictJSON: Hashable, Sendable {
  /// An object's members, in their order; no name comes twice.
  case object([Member])
  /// A list.
  case list([StrictJSON])
  /// A text.
  case text(String)
  /// A number, as it was written.
  case number(String)
  /// `true` or `false`.
  case flag(Bool)
  /// `null`.
  case null

  /// A member of an object.
  public struct Member: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Its value.
    public let value: StrictJSON

    /// A member.
    public init(_ name: String, _ value: StrictJSON) {
      self.name = name
      self.value = value
    }
  }

  /// How large a text may be.
  public struct Limits: Hashable, Sendable {
    /// Objects and lists that lie in one another.
    public var depth: Int
    /// Bytes of the whole.
    public var byteCount: Int

    /// Limits.
    public init(depth: Int, byteCount: Int) {
      self.depth = depth
      self.byteCount = byteCount
    }
  }

  /// Reads a text (RFC 8259).
  /// - Parameters:
  ///   - bytes: The text, in UTF-8 without a mark before it.
  ///   - limits: How large it may be.
  /// - Throws: `StrictJSONError`, which says what is wrong and at which byte.
  /// - Complexity: O(n log n) in the bytes.
  public init(parsing bytes: [UInt8], limits: Limits) throws(StrictJSONError) {
    guard bytes.count <= limits.byteCount else {
      throw StrictJSONError(.tooLarge, at: limits.byteCount)
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw StrictJSONError(.notUTF8, at: 0)
    }
    var parser = StrictJSONParser(bytes, depth: limits.depth)
    self = try parser.document()
  }

  /// The member of an object by its name; `nil` where there is none, or no object.
  public subscript(name: String) -> StrictJSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// What kind of value it is, in a word of JSON.
  public var kind: String {
    switch self {
    case .object: "object"
    case .list: "array"
    case .text: "string"
    case .number: "number"
    case .flag: "boolean"
    case .null: "null"
    }
  }
}

/// Why a text is not the JSON that is wanted.
public struct StrictJSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// More bytes than allowed.
    case tooLarge
    /// Objects and lists too deep in one another.
    case tooDeep
    /// Not UTF-8.
    case notUTF8
    /// A name that an object has twice.
    case repeatedName(String)
    /// A character that may not stand here.
    case unexpected
    /// The text ends too early.
    case incomplete
    /// A number that is none.
    case badNumber
    /// An escape that is none, or half a character.
    case badEscape
  }

  /// What is wrong.
  public let reason: Reason
  /// The byte at which it was found, counted from 0.
  public let offset: Int

  init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// One sentence.
  public var description: String {
    switch reason {
    case .tooLarge: "the text is longer than \(offset) bytes"
    case .tooDeep: "objects and arrays lie too deep in one another at byte \(offset)"
    case .notUTF8: "the text is not UTF-8"
    case .repeatedName(let name): "the name '\(name.prefix(60))' comes twice at byte \(offset)"
    case .unexpected: "byte \(offset) may not stand there in JSON"
    case .incomplete: "the text ends too early, at byte \(offset)"
    case .badNumber: "the number at byte \(offset) is none of JSON"
    case .badEscape: "the escape at byte \(offset) is none of JSON"
    }
  }
}
