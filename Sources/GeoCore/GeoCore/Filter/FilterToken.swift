import GeoPrimitives

/// A word of a filter, with the character at which it begins, counted from 1.
struct FilterToken: Hashable {
  enum Kind: Hashable {
    /// A name without quotes: a keyword, or an attribute.
    case word(String)
    /// A name in double quotes: an attribute.
    case quotedName(String)
    case text(String)
    case number(Double)
    /// `(`, `)`, `,`, or a comparison.
    case sign(String)
    case end
  }

  var kind: Kind
  var position: Int
}

/// What is wrong with a filter.
struct FilterError: Error, Hashable {
  var position: Int
  var expected: String
}

/// Cuts a filter into words.
struct FilterLexer {
  private let scalars: [Unicode.Scalar]
  private var place = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// All words, and the end.
  static func tokens(of text: String) throws(FilterError) -> [FilterToken] {
    var lexer = FilterLexer(text)
    var tokens: [FilterToken] = []
    repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private mutating func next() throws(FilterError) -> FilterToken {
    while let blank = peek, [" ", "\t", "\n", "\r"].contains(blank) { place += 1 }
    let position = place + 1
    return FilterToken(kind: try kind(position), position: position)
  }

  private mutating func kind(_ position: Int) throws(FilterError) -> FilterToken.Kind {
    guard let first = peek else { return .end }
    switch first {
    case "'": return .text(try quoted("'", position))
    case "\"": return .quotedName(try quoted("\"", position))
    case "(", ")", ",", "=", "<", ">": return sign(first)
    case _ where Self.startsName(first): return .word(take(while: Self.continuesName))
    default: return .number(try number(position))
    }
  }

  private mutating func sign(_ first: Unicode.Scalar) -> FilterToken.Kind {
    place += 1
    if let second = peek,
      first == "<" && (second == "=" || second == ">") || first == ">" && second == "="
    {
      place += 1
      return .sign("\(first)\(second)")
    }
    return .sign("\(first)")
  }

  /// Text up to the quote that ends it; two of them stand for one.
  private mutating func quoted(
    _ quote: Unicode.Scalar, _ position: Int
  ) throws(FilterError) -> String {
    place += 1
    var text = String.UnicodeScalarView()
    while let scalar = peek {
      place += 1
      if scalar == quote {
        guard peek == quote else { return String(text) }
        place += 1
      }
      text.append(scalar)
    }
    throw FilterError(position: position, expected: "a closing \(quote)")
  }

  private mutating func number(_ position: Int) throws(FilterError) -> Double {
    let text = take { scalar in
      ("0"..."9").contains(scalar) || ["+", "-", ".", "e", "E"].contains(scalar)
    }
    guard let number = DecimalNumber.parse(text) else {
      throw FilterError(
        position: position, expected: "a name, a number, text in quotes or a parenthesis")
    }
    return number
  }

  private mutating func take(while isPart: (Unicode.Scalar) -> Bool) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = peek, isPart(scalar) {
      text.append(scalar)
      place += 1
    }
    return String(text)
  }

  private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }

  private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    startsName(scalar) || ("0"..."9").contains(scalar) || scalar == "." || scalar == ":"
  }
}
