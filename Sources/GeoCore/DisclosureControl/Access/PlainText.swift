/// What may stand in a name or a purpose: text that every terminal and log shows as it is.
enum PlainText {
  /// Whether a text holds no control characters, no line ends and nothing invisible that turns the
  /// direction of writing.
  static func isPlain(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
        .unassigned:
        false
      default: true
      }
    }
  }

  /// A text without the white space at its ends.
  static func trimmed(_ text: some StringProtocol) -> String {
    var rest = text.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }
}
