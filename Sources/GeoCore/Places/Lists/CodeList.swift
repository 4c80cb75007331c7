/// A list of codes and names, from provinces down to villages, such as an annex of a Kepmendagri or the
/// master file of BPS.
public struct CodeList: Sendable {
  /// Whose numbering it follows.
  public let scheme: CodeScheme
  private var names: [AdministrativeLevel: [String: String]] = [:]

  /// An empty list.
  public init(scheme: CodeScheme) { self.scheme = scheme }

  /// Adds a name; of a code that comes twice the first name stays.
  /// - Returns: Whether the code was not there before.
  @discardableResult
  public mutating func add(_ code: AreaCode, named name: String) -> Bool {
    guard names[code.level]?[code.text] == nil else { return false }
    names[code.level, default: [:]][code.text] = name
    return true
  }

  /// The name of a code; `nil` where the list does not have it.
  public func name(of code: String, at level: AdministrativeLevel) -> String? {
    names[level]?[code]
  }

  /// The name of a village's code.
  public subscript(village code: String) -> String? { names[.village]?[code] }

  /// The codes of a level, in order.
  public func codes(of level: AdministrativeLevel) -> [String] {
    (names[level] ?? [:]).keys.sorted()
  }

  /// How many codes of a level there are.
  public func count(of level: AdministrativeLevel) -> Int { names[level]?.count ?? 0 }

  /// The code of the area of a level in which another lies.
  func ancestor(of code: String, at level: AdministrativeLevel) -> String {
    String(code.prefix(scheme.textLength(of: level)))
  }
}

extension CodeScheme {
  /// The number of characters of a code of a level as the scheme writes it.
  func textLength(of level: AdministrativeLevel) -> Int {
    switch (self, level) {
    case (_, .province): 2
    case (.kemendagri, .regency): 5
    case (.kemendagri, .district): 8
    case (.kemendagri, .village): 13
    case (.bps, .regency): 4
    case (.bps, .district): 7
    case (.bps, .village): 10
    }
  }
}
