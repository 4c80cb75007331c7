/// The area for which somebody is responsible: the areas of some codes with all that lies in them, or
/// everywhere.
public struct AreaOfResponsibility: Hashable, Sendable {
  /// The codes in dotted Kemendagri text (`35`, `35.07`), ascending, each once; `nil` for everywhere.
  public let codes: [String]?

  /// Everywhere.
  public static let everywhere = AreaOfResponsibility(checked: nil)
  /// Nowhere.
  public static let nowhere = AreaOfResponsibility(checked: [])

  /// The areas of codes from province to village.
  /// - Parameter codes: Such as `35.07`; blanks around a code and missing dots are allowed.
  /// - Throws: `AccessError.emptyArea`, `.invalidAreaCode` naming the first that is none.
  public init(codes: [some StringProtocol]) throws(AccessError) {
    guard !codes.isEmpty else { throw .emptyArea }
    var dotted: Set<String> = []
    for code in codes { dotted.insert(try Self.dotted(code)) }
    self.init(checked: dotted.sorted())
  }

  /// The areas of codes with commas between them, such as `35,36.71`.
  /// - Throws: `AccessError.emptyArea`, `.invalidAreaCode` naming the first that is none.
  public init(parsing text: some StringProtocol) throws(AccessError) {
    guard text.contains(where: { $0 != " " }) else { throw .emptyArea }
    try self.init(codes: text.split(separator: ",", omittingEmptySubsequences: false))
  }

  private init(checked codes: [String]?) { self.codes = codes }

  /// Whether the area of a code, in dotted Kemendagri text, lies within, whole: the code is one of the
  /// codes or continues one after a dot. `35.07` contains `35.07.01`, and neither `35` nor `35.071`.
  /// - Complexity: O(codes).
  public func contains(code: some StringProtocol) -> Bool {
    guard let codes else { return true }
    return codes.contains { prefix in
      guard code.utf8.starts(with: prefix.utf8) else { return false }
      let next = code.utf8.dropFirst(prefix.utf8.count).first
      return next == nil || next == UInt8(ascii: ".")
    }
  }

  /// The digits of a code with a dot after the second, fourth and sixth.
  private static func dotted(_ text: some StringProtocol) throws(AccessError) -> String {
    let bytes = Array(text.utf8.drop { $0 == 32 })
    let code = bytes.prefix(bytes.count - bytes.reversed().prefix { $0 == 32 }.count)
    let digits = code.filter { $0 != UInt8(ascii: ".") }
    guard [2, 4, 6, 10].contains(digits.count), digits.allSatisfy({ (48...57).contains($0) })
    else { throw .invalidAreaCode(String(text)) }
    var parts = [digits.prefix(2)]
    for start in [2, 4] where digits.count > start { parts.append(digits[start..<(start + 2)]) }
    if digits.count > 6 { parts.append(digits[6...]) }
    let dotted = parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
    // Dots anywhere else, as in `35.0.7`, are a slip of the pen.
    guard code.count == digits.count || Array(dotted.utf8) == Array(code) else {
      throw .invalidAreaCode(String(text))
    }
    return dotted
  }
}

extension AreaOfResponsibility: CustomStringConvertible {
  /// The codes with commas between them, as `init(parsing:)` reads them; `*` for everywhere.
  public var description: String { codes.map { $0.joined(separator: ",") } ?? "*" }
}
