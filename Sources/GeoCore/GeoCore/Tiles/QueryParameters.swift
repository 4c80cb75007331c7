/// The parameters of a request: each name once, and every one of them used.
public struct QueryParameters: Sendable {
  private let values: [(name: String, value: String)]

  /// Parameters in the order they came, already percent-decoded.
  /// - Throws: `RequestError.repeatedParameter`.
  public init(_ values: [(name: String, value: String)]) throws(RequestError) {
    var seen: Set<String> = []
    for (name, _) in values where !seen.insert(name).inserted { throw .repeatedParameter(name) }
    self.values = values
  }

  /// The value of a parameter; `nil` when it is absent.
  public subscript(name: String) -> String? {
    values.first { $0.name == name }?.value
  }

  /// The parameters in the order of their names.
  var sorted: [(name: String, value: String)] { values.sorted { $0.name < $1.name } }

  /// The parameters in the order of their names as a text; no two different sets have the same text.
  var sortedText: String {
    sorted
      .map { "\(Self.escaped($0.name))=\(Self.escaped($0.value))" }.joined(separator: "&")
  }

  private static func escaped(_ text: String) -> String {
    String(text.flatMap { ["%", "&", "="].contains($0) ? "%\($0.asciiValue ?? 0)" : String($0) })
  }

  /// The same without some parameters, and with others that are fixed.
  public func replacing(
    _ names: [String], with fixed: [(name: String, value: String)] = []
  ) throws(RequestError) -> QueryParameters {
    try QueryParameters(values.filter { !names.contains($0.name) } + fixed)
  }

  /// Refuses parameters that the answer would not depend on: they are spelling mistakes.
  /// - Throws: `RequestError.unknownParameter`.
  public func requireKnown(_ known: [String]) throws(RequestError) {
    for (name, _) in values where !known.contains(name) {
      throw .unknownParameter(name, known: known)
    }
  }

  /// Refuses parameters other than those described.
  /// - Throws: `RequestError.unknownParameter`.
  public func requireDescribed(_ known: [ParameterDescription]) throws(RequestError) {
    try requireKnown(known.names)
  }

  /// The value of a parameter that is one of a list of names.
  /// - Throws: `RequestError.badValue`, listing the names.
  public func choice<Choice: RawRepresentable & CaseIterable>(_ name: String) throws(RequestError)
    -> Choice? where Choice.RawValue == String
  {
    guard let text = self[name] else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badValue(parameter: name, value: text, expected: "one of \(names)")
    }
    return choice
  }

  /// The values of a parameter that is a comma-separated list of names.
  /// - Throws: `RequestError.badValue`, listing the names.
  public func choices<Choice: RawRepresentable & CaseIterable & Hashable>(_ name: String)
    throws(RequestError) -> Set<Choice>? where Choice.RawValue == String
  {
    guard let text = self[name] else { return nil }
    var chosen: Set<Choice> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let choice = Choice(rawValue: String(part)) else {
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw .badValue(parameter: name, value: text, expected: "a list out of \(names)")
      }
      chosen.insert(choice)
    }
    return chosen
  }

  /// Parameters from the query part of an address, percent-encoded, `+` for a blank.
  /// - Throws: `RequestError` for a repeated name or broken encoding.
  public static func parse(_ query: String) throws(RequestError) -> QueryParameters {
    var values: [(name: String, value: String)] = []
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentEncoding.decode(parts[0]),
        let value = PercentEncoding.decode(parts.count > 1 ? parts[1] : "")
      else {
        throw .badValue(
          parameter: String(parts[0]), value: String(pair), expected: "percent-encoded UTF-8")
      }
      values.append((name, value))
    }
    return try QueryParameters(values)
  }
}

/// Percent-encoding of addresses (RFC 3986).
public enum PercentEncoding {
  /// The text behind an encoded part of an address; `nil` for a broken escape or invalid UTF-8. In a
  /// query, though not in a path, `+` stands for a blank as forms write it.
  public static func decode(_ text: some StringProtocol, inQuery: Bool = true) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+") where inQuery: bytes.append(32)
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(nibble), let low = rest.popFirst().flatMap(nibble)
        else { return nil }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// A text as a part of an address: everything but letters, digits, `-`, `.`, `_` and `~` is escaped.
  public static func encode(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return result
  }

  private static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}

/// Numbers as parameters write them.
public enum DecimalNumber {
  /// The number that digits, a sign, a point and an exponent spell; `nil` for the other forms that
  /// Swift reads (hexadecimal, infinity, not a number).
  public static func parse(_ text: some StringProtocol) -> Double? {
    let isPlain = text.utf8.allSatisfy {
      (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0)
    }
    guard isPlain, let number = Double(String(text)), number.isFinite else { return nil }
    return number
  }
}
