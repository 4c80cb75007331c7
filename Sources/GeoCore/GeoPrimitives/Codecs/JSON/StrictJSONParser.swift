/// Reads one JSON text from its bytes, which are UTF-8.
struct StrictJSONParser {
  private let bytes: [UInt8]
  private let maximumDepth: Int
  private var position = 0
  private var depth = 0

  /// A number of more bytes says nothing that a place or a count could need.
  private static let longestNumber = 64

  init(_ bytes: [UInt8], depth: Int) {
    self.bytes = bytes
    maximumDepth = depth
  }

  /// The value that the whole text is.
  mutating func document() throws(StrictJSONError) -> StrictJSON {
    let value = try value()
    skipBlanks()
    guard position == bytes.count else { throw failure(.unexpected) }
    return value
  }

  private mutating func value() throws(StrictJSONError) -> StrictJSON {
    skipBlanks()
    switch try peek() {
    case UInt8(ascii: "{"):
      return try nested { (parser) throws(StrictJSONError) in try parser.object() }
    case UInt8(ascii: "["):
      return try nested { (parser) throws(StrictJSONError) in try parser.list() }
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func nested(
    _ read: (inout StrictJSONParser) throws(StrictJSONError) -> StrictJSON
  ) throws(StrictJSONError) -> StrictJSON {
    guard depth < maximumDepth else { throw failure(.tooDeep) }
    depth += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(StrictJSONError) -> StrictJSON {
    position += 1
    var members: [StrictJSON.Member] = []
    var names: Set<String> = []
    if try isEnd(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      skipBlanks()
      let start = position
      guard try peek() == UInt8(ascii: "\"") else { throw failure(.unexpected) }
      let name = try text()
      guard names.insert(name).inserted else {
        throw StrictJSONError(.repeatedName(name), at: start)
      }
      skipBlanks()
      try expect(UInt8(ascii: ":"))
      members.append(StrictJSON.Member(name, try value()))
    } while try !isLast(UInt8(ascii: "}"))
    return .object(members)
  }

  private mutating func list() throws(StrictJSONError) -> StrictJSON {
    position += 1
    var values: [StrictJSON] = []
    if try isEnd(UInt8(ascii: "]")) { return .list([]) }
    repeat { values.append(try value()) } while try !isLast(UInt8(ascii: "]"))
    return .list(values)
  }

  /// Whether an object or list ends before its first member.
  private mutating func isEnd(_ end: UInt8) throws(StrictJSONError) -> Bool {
    skipBlanks()
    guard try peek() == end else { return false }
    position += 1
    return true
  }

  /// Takes what stands after a member: whether it was the last.
  private mutating func isLast(_ end: UInt8) throws(StrictJSONError) -> Bool {
    skipBlanks()
    let byte = try peek()
    guard byte == end || byte == UInt8(ascii: ",") else { throw failure(.unexpected) }
    position += 1
    return byte == end
  }

  private mutating func word(
    _ word: StaticString, _ value: StrictJSON
  ) throws(StrictJSONError) -> StrictJSON {
    for expected in "\(word)".utf8 { try expect(expected) }
    return value
  }

  private mutating func number() throws(StrictJSONError) -> String {
    let start = position
    if byteHere == UInt8(ascii: "-") { position += 1 }
    let whole = try digits(from: start)
    guard whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else {
      throw StrictJSONError(.badNumber, at: start)
    }
    if byteHere == UInt8(ascii: ".") {
      position += 1
      _ = try digits(from: start)
    }
    if byteHere == UInt8(ascii: "e") || byteHere == UInt8(ascii: "E") {
      position += 1
      if byteHere == UInt8(ascii: "+") || byteHere == UInt8(ascii: "-") { position += 1 }
      _ = try digits(from: start)
    }
    guard position - start <= Self.longestNumber else {
      throw StrictJSONError(.badNumber, at: start)
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Takes one or more digits; how many.
  private mutating func digits(from start: Int) throws(StrictJSONError) -> Int {
    let first = position
    while let byte = byteHere, (48...57).contains(byte) { position += 1 }
    guard position > first else {
      throw position < bytes.count && position == start
        ? failure(.unexpected) : StrictJSONError(.badNumber, at: start)
    }
    return position - first
  }

  private mutating func text() throws(StrictJSONError) -> String {
    position += 1
    var content: [UInt8] = []
    while true {
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): content += try escape()
      case 0..<32: throw failure(.unexpected)
      default:
        content.append(byte)
        position += 1
      }
    }
  }

  private mutating func escape() throws(StrictJSONError) -> [UInt8] {
    let start = position
    position += 1
    let letter = try peek()
    position += 1
    if letter == UInt8(ascii: "u") { return Array(String(try scalar(from: start)).utf8) }
    guard let byte = Self.escapes[letter] else { throw StrictJSONError(.badEscape, at: start) }
    return [byte]
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "\""): 34, UInt8(ascii: "\\"): 92, UInt8(ascii: "/"): 47, UInt8(ascii: "b"): 8,
    UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
  ]

  /// The character of `\uXXXX`, or of two of them that are one character of UTF-16.
  private mutating func scalar(from start: Int) throws(StrictJSONError) -> Unicode.Scalar {
    let high = try fourDigits(from: start)
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high), byteHere == UInt8(ascii: "\\") else {
      throw StrictJSONError(.badEscape, at: start)
    }
    position += 1
    try expect(UInt8(ascii: "u"))
    let low = try fourDigits(from: start)
    let value = 0x10000 + (high - 0xD800) << 10 + (low & 0x3FF)
    guard (0xDC00..<0xE000).contains(low), let scalar = Unicode.Scalar(value) else {
      throw StrictJSONError(.badEscape, at: start)
    }
    return scalar
  }

  private mutating func fourDigits(from start: Int) throws(StrictJSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Self.value(ofDigit: try peek()) else {
        throw StrictJSONError(.badEscape, at: start)
      }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  private static func value(ofDigit byte: UInt8) -> UInt32? {
    switch byte {
    case 48...57: UInt32(byte) - 48
    case 65...70: UInt32(byte) - 55
    case 97...102: UInt32(byte) - 87
    default: nil
    }
  }

  private mutating func expect(_ byte: UInt8) throws(StrictJSONError) {
    guard try peek() == byte else { throw failure(.unexpected) }
    position += 1
  }

  private mutating func skipBlanks() {
    while let byte = byteHere, byte == 32 || byte == 9 || byte == 10 || byte == 13 { position += 1 }
  }

  private var byteHere: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func peek() throws(StrictJSONError) -> UInt8 {
    guard position < bytes.count else { throw failure(.incomplete) }
    return bytes[position]
  }

  private func failure(_ reason: StrictJSONError.Reason) -> StrictJSONError {
    StrictJSONError(reason, at: position)
  }
}
