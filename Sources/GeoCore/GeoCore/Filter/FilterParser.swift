import GeoPrimitives

/// Reads filters in CQL2 text (OGC 21-065r2): comparisons, `AND`, `OR`, `NOT`, `IS NULL`, `LIKE`, `BETWEEN`, `IN`,
/// and `S_INTERSECTS`.
///
///     expression = term *("OR" term)
///     term       = factor *("AND" factor)
///     factor     = *"NOT" ("(" expression ")" / predicate)
///     predicate  = "TRUE" / "FALSE" / "S_INTERSECTS(" geometry "," geometry ")"
///                / operand comparison operand / operand "IS" ["NOT"] "NULL"
///                / operand ["NOT"] "LIKE" text / operand ["NOT"] "BETWEEN" operand "AND" operand
///                / operand ["NOT"] "IN" "(" operand *("," operand) ")"
///     operand    = attribute / number / text / "TRUE" / "FALSE" / "DATE(" text ")" / "TIMESTAMP(" text ")"
///
/// Keywords are of any case, attributes of their own; one that is called like a keyword stands in double quotes.
public struct FilterParser {
  /// The most characters of a filter.
  public static let maximumLength = 8192
  /// How deep parentheses and `NOT` may go.
  public static let maximumDepth = 64

  private let properties: [PropertyDescription]
  /// Reads the coordinates of a geometry.
  let system: FeatureSystem.Reader
  private let tokens: [FilterToken]
  var next = 0
  private var depth = 0

  /// Reads a filter.
  /// - Parameters:
  ///   - text: The filter.
  ///   - properties: The attributes that it may look at.
  ///   - system: The reference system of its coordinates.
  /// - Returns: The condition, in terms of places among `properties`.
  /// - Throws: `RequestError.badValue` for the parameter `filter`, telling at which character and what.
  /// - Complexity: O(n) in the characters.
  public static func parse(
    _ text: String, properties: [PropertyDescription], system: FeatureSystem.Reader
  ) throws(RequestError) -> FilterExpression {
    guard text.utf8.count <= maximumLength else {
      throw .badValue(
        parameter: "filter", value: String(text.prefix(40)) + "…",
        expected: "at most \(maximumLength) characters")
    }
    do throws(FilterError) {
      var parser = FilterParser(
        properties: properties, system: system, tokens: try FilterLexer.tokens(of: text))
      let expression = try parser.expression()
      guard parser.current.kind == .end else { throw parser.error("AND, OR or the end") }
      return expression
    } catch {
      throw .badValue(
        parameter: "filter", value: text,
        expected: "\(error.expected) at character \(error.position)")
    }
  }

  private init(
    properties: [PropertyDescription], system: FeatureSystem.Reader, tokens: [FilterToken]
  ) {
    self.properties = properties
    self.system = system
    self.tokens = tokens
  }

  // MARK: Logic

  private mutating func expression() throws(FilterError) -> FilterExpression {
    var result = try term()
    while take(word: "OR") { result = .or(result, try term()) }
    return result
  }

  private mutating func term() throws(FilterError) -> FilterExpression {
    var result = try factor()
    while take(word: "AND") { result = .and(result, try factor()) }
    return result
  }

  private mutating func factor() throws(FilterError) -> FilterExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw error("at most \(Self.maximumDepth) levels of parentheses and NOT")
    }
    if take(word: "NOT") { return .not(try factor()) }
    guard take(sign: "(") else { return try predicate() }
    let inner = try expression()
    try expect(sign: ")")
    return inner
  }

  // MARK: Predicates

  private mutating func predicate() throws(FilterError) -> FilterExpression {
    if take(word: "S_INTERSECTS") { return try intersects() }
    let start = current.position
    let operand = try operand()
    if let comparison = takeComparison() {
      let other = try self.operand()
      return .compare(operand, comparison, try comparable(other, operand, start))
    }
    if take(word: "IS") {
      let isNegated = take(word: "NOT")
      guard take(word: "NULL") else { throw error("NULL") }
      return isNegated ? .not(.isNull(operand)) : .isNull(operand)
    }
    let isNegated = take(word: "NOT")
    if let result = try membership(of: operand, start) { return isNegated ? .not(result) : result }
    if !isNegated, case .literal(.flag(let value)) = operand { return .constant(value) }
    throw error("a comparison, IS NULL, LIKE, BETWEEN or IN")
  }

  /// `LIKE`, `BETWEEN` or `IN`.
  private mutating func membership(
    of operand: FilterExpression.Operand, _ start: Int
  ) throws(FilterError) -> FilterExpression? {
    if take(word: "LIKE") {
      guard kind(of: operand) == .text else {
        throw FilterError(position: start, expected: "text before LIKE")
      }
      guard case .text(let pattern) = current.kind else { throw error("a pattern in quotes") }
      next += 1
      return .like(operand, LikePattern(pattern))
    }
    if take(word: "BETWEEN") {
      let lower = try comparable(try self.operand(), operand, start)
      guard take(word: "AND") else { throw error("AND") }
      return .between(operand, lower, try comparable(try self.operand(), operand, start))
    }
    guard take(word: "IN") else { return nil }
    try expect(sign: "(")
    var list: [FilterExpression.Operand] = []
    repeat { list.append(try comparable(try self.operand(), operand, start)) } while take(sign: ",")
    try expect(sign: ")")
    return .isIn(operand, list)
  }

  // MARK: Operands

  private mutating func operand() throws(FilterError) -> FilterExpression.Operand {
    let token = current
    next += token.kind == .end ? 0 : 1
    switch token.kind {
    case .number(let number): return .literal(.number(number))
    case .text(let text): return .literal(.text(text))
    case .quotedName(let name): return try property(name, token)
    case .word(let word):
      switch word.uppercased() {
      case "TRUE": return .literal(.flag(true))
      case "FALSE": return .literal(.flag(false))
      case "DATE" where current.kind == .sign("("): return .literal(try date())
      case "TIMESTAMP" where current.kind == .sign("("): return .literal(try moment())
      default: return try property(word, token)
      }
    default:
      throw FilterError(position: token.position, expected: "an attribute or a value")
    }
  }

  private func property(
    _ name: String, _ token: FilterToken
  ) throws(FilterError) -> FilterExpression.Operand {
    guard let index = properties.firstIndex(where: { $0.name == name }) else {
      let known = properties.map(\.name).joined(separator: ", ")
      throw FilterError(position: token.position, expected: "an attribute (\(known)) or a value")
    }
    return .property(index)
  }

  private mutating func date() throws(FilterError) -> PropertyValue {
    let (text, position) = try argument()
    guard let date = CivilDate(text) else {
      throw FilterError(position: position, expected: "a day such as '2026-10-31'")
    }
    return .text(date.description)
  }

  private mutating func moment() throws(FilterError) -> PropertyValue {
    let (text, position) = try argument()
    guard let moment = Instant(iso8601: text, defaultZone: .utc) else {
      throw FilterError(position: position, expected: "a moment such as '2026-10-31T08:00:00Z'")
    }
    return .text(moment.iso8601)
  }

  private mutating func argument() throws(FilterError) -> (text: String, position: Int) {
    try expect(sign: "(")
    let token = current
    guard case .text(let text) = token.kind else { throw error("text in quotes") }
    next += 1
    try expect(sign: ")")
    return (text, token.position)
  }

  // MARK: Kinds

  private enum ValueKind: String {
    case text = "text"
    case number = "a number"
    case flag = "true or false"
  }

  private func kind(of operand: FilterExpression.Operand) -> ValueKind? {
    switch operand {
    case .property(let index):
      switch properties[index].kind {
      case .text, .choice, .day, .moment: .text
      case .wholeNumber, .number: .number
      case .flag: .flag
      }
    case .literal(.text): .text
    case .literal(.number): .number
    case .literal(.flag): .flag
    case .literal(.null): nil
    }
  }

  /// An operand of the same kind as another: whoever compares a name with a number has made a mistake.
  private func comparable(
    _ operand: FilterExpression.Operand, _ other: FilterExpression.Operand, _ start: Int
  ) throws(FilterError) -> FilterExpression.Operand {
    guard let kind = kind(of: other), kind == self.kind(of: operand) else {
      let expected = self.kind(of: other)?.rawValue ?? "a value"
      throw FilterError(position: start, expected: "a comparison with \(expected)")
    }
    return operand
  }
}

extension FilterParser {
  // MARK: Words

  var current: FilterToken { tokens[next] }

  func error(_ expected: String) -> FilterError {
    FilterError(position: current.position, expected: expected)
  }

  mutating func take(word: String) -> Bool {
    guard case .word(let own) = current.kind, own.uppercased() == word else { return false }
    next += 1
    return true
  }

  mutating func take(sign: String) -> Bool {
    guard current.kind == .sign(sign) else { return false }
    next += 1
    return true
  }

  mutating func expect(sign: String) throws(FilterError) {
    guard take(sign: sign) else { throw error("'\(sign)'") }
  }

  mutating func takeNumber() throws(FilterError) -> Double {
    guard case .number(let number) = current.kind else { throw error("a number") }
    next += 1
    return number
  }

  private mutating func takeComparison() -> FilterExpression.Comparison? {
    guard case .sign(let sign) = current.kind,
      let comparison = FilterExpression.Comparison(rawValue: sign)
    else { return nil }
    next += 1
    return comparison
  }
}
