/// Text for places that read it as markup or hand it to a layout engine.
enum MarkupText {
  /// The text without the characters that XML 1.0 forbids; they become spaces.
  static func printable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isForbidden = scalar.value < 32 || (0x7F...0x9F).contains(scalar.value)
      let isNoCharacter = scalar.value & 0xFFFE == 0xFFFE
      result.append(isForbidden || isNoCharacter ? " " : scalar)
    }
    return String(result)
  }

  /// The text with everything escaped that XML would take for markup, in content and attributes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in printable(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether the text can stand as a class name without escapes.
  static func isClassName(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 64 else { return false }
    func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 32) }
    return isLetter(first)
      && text.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
  }
}
