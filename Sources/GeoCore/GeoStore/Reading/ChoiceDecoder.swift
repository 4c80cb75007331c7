/// Up to sixteen bytes of text as two words, so that texts compare in one step.
struct ShortText: Hashable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var count: UInt8

  /// The text as words; `nil` when it is longer.
  init?(_ text: RawSpan) {
    guard text.byteCount <= 16 else { return nil }
    count = UInt8(text.byteCount)
    for index in 0..<min(text.byteCount, 8) {
      low |= UInt64(text.byte(at: index)) << UInt64(8 * index)
    }
    if text.byteCount > 8 {
      for index in 8..<text.byteCount {
        high |= UInt64(text.byte(at: index)) << UInt64(8 * (index - 8))
      }
    }
  }
}

/// Finds the value of an enumeration by its raw text without making a string.
struct ChoiceDecoder<Value: RawRepresentable<String> & CaseIterable> {
  private let choices: [(text: ShortText, value: Value)]

  /// A decoder for all values of the enumeration; those with more than sixteen bytes are not found.
  init(_ type: Value.Type) {
    choices = type.allCases.compactMap { value in
      let bytes = Array(value.rawValue.utf8)
      let text = unsafe ShortText(bytes.span.bytes)
      return text.map { ($0, value) }
    }
  }

  /// The value with this text.
  func value(of text: RawSpan) -> Value? {
    guard let wanted = ShortText(text) else { return nil }
    for choice in choices where choice.text == wanted { return choice.value }
    return nil
  }
}

/// Gives every text that comes by a small number, the same for equal texts.
struct TextInterner {
  /// The texts by number; number 0 stands for none.
  private(set) var names = [""]
  private var short: [(text: ShortText, number: Int32)] = []
  private var numbers: [String: Int32] = [:]

  /// How many short texts are compared one by one before the rest is looked up by hash.
  private static let shortLimit = 24

  /// An interner that knows some texts already, by the numbers they had; the first stands for none.
  init(names known: [String] = []) {
    for name in known.dropFirst() { _ = append(name) }
  }

  /// The number of a text.
  mutating func number(of text: RawSpan) -> Int32 {
    let key = ShortText(text)
    if let key {
      for entry in short where entry.text == key { return entry.number }
    }
    let name = String(decoding: (0..<text.byteCount).map { text.byte(at: $0) }, as: UTF8.self)
    let number = numbers[name] ?? append(name)
    if let key, short.count < Self.shortLimit { short.append((key, number)) }
    return number
  }

  private mutating func append(_ name: String) -> Int32 {
    let number = Int32(clamping: names.count)
    names.append(name)
    numbers[name] = number
    return number
  }
}

extension RawSpan {
  /// The byte at a position, which is checked.
  @inline(__always)
  func byte(at index: Int) -> UInt8 {
    unsafe unsafeLoad(fromByteOffset: index, as: UInt8.self)
  }
}
