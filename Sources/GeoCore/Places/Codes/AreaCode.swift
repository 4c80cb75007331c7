/// The code of a province, regency, district or village: always text, in the way its scheme writes
/// it (`35.73.01.1001`, or `3573010001` for BPS).
public struct AreaCode: Hashable, Sendable, Comparable {
  /// The code as it is written and stored.
  public let text: String
  /// Whose numbering it follows.
  public let scheme: CodeScheme
  /// What kind of area it names.
  public let level: AdministrativeLevel

  /// Reads a code with or without dots, surrounding blanks and a trailing `.0` (which spreadsheets
  /// add) allowed.
  /// - Throws: `AreaCodeError` when it has another number of digits than any level, or other
  ///   characters than digits and dots.
  public init(_ text: String, scheme: CodeScheme = .kemendagri) throws(AreaCodeError) {
    let digits = try Self.digits(of: text)
    guard let level = Self.level(ofDigitCount: digits.count, scheme) else {
      throw .wrongLength(text, digits: digits.count, scheme)
    }
    self.level = level
    self.scheme = scheme
    self.text =
      scheme == .kemendagri ? Self.dotted(digits) : String(decoding: digits, as: UTF8.self)
  }

  /// The code of the area one or more levels up; the code itself at its own level; `nil` below it.
  public func ancestor(at level: AdministrativeLevel) -> AreaCode? {
    guard level <= self.level else { return nil }
    let length: Int =
      switch (scheme, level) {
      case (.kemendagri, .province), (.bps, .province): 2
      case (.kemendagri, .regency): 5
      case (.kemendagri, .district): 8
      case (.kemendagri, .village): 13
      case (.bps, .regency): 4
      case (.bps, .district): 7
      case (.bps, .village): 10
      }
    return AreaCode(unchecked: String(text.prefix(length)), scheme, level)
  }

  /// Whether this area is, or lies within, the area of a code prefix such as `35.07`.
  public func isWithin(_ prefix: String) -> Bool {
    text == prefix || (text.hasPrefix(prefix) && (scheme == .bps || isAtDot(prefix)))
  }

  private func isAtDot(_ prefix: String) -> Bool {
    text.utf8.dropFirst(prefix.utf8.count).first == UInt8(ascii: ".")
  }

  /// Codes order as text, which is also their official order.
  public static func < (a: AreaCode, b: AreaCode) -> Bool { a.text < b.text }

  private init(unchecked text: String, _ scheme: CodeScheme, _ level: AdministrativeLevel) {
    self.text = text
    self.scheme = scheme
    self.level = level
  }

  private static func digits(of text: String) throws(AreaCodeError) -> [UInt8] {
    var bytes = Array(text.utf8)
    while bytes.last == 32 { bytes.removeLast() }
    while bytes.first == 32 { bytes.removeFirst() }
    let isWholeNumber = bytes.filter { $0 == UInt8(ascii: ".") }.count == 1
    if isWholeNumber, bytes.suffix(2) == [UInt8(ascii: "."), UInt8(ascii: "0")] {
      bytes.removeLast(2)
    }
    var digits: [UInt8] = []
    for byte in bytes where byte != UInt8(ascii: ".") {
      guard (48...57).contains(byte) else { throw .otherCharacters(text) }
      digits.append(byte)
    }
    return digits
  }

  private static func level(ofDigitCount count: Int, _ scheme: CodeScheme) -> AdministrativeLevel? {
    if scheme == .bps, count == 7 { return .district }
    return AdministrativeLevel.allCases.first {
      $0.digitCount == count && !(scheme == .bps && $0 == .district)
    }
  }

  private static func dotted(_ digits: [UInt8]) -> String {
    var text: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if index == 2 || index == 4 || index == 6 { text.append(UInt8(ascii: ".")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension AreaCode: CustomStringConvertible {
  /// The code as it is written.
  public var description: String { text }
}

/// Why a text is not an area code.
public enum AreaCodeError: Error, Hashable, Sendable {
  /// It has a number of digits that no level has.
  case wrongLength(String, digits: Int, CodeScheme)
  /// It holds something other than digits and dots.
  case otherCharacters(String)
}
