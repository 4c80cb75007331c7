/// An element of an XML document, written with everything escaped that would be taken for markup.
struct XMLElement {
  private enum Content {
    case empty
    case text(String)
    case elements([XMLElement])
  }

  private let name: String
  private let attributes: [(name: String, value: String)]
  private let content: Content

  /// An element with other elements in it.
  init(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ elements: [XMLElement] = []
  ) {
    self.name = name
    self.attributes = attributes.map { ($0.key, $0.value) }
    content = elements.isEmpty ? .empty : .elements(elements)
  }

  /// An element with text in it.
  init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
    self.name = name
    self.attributes = attributes.map { ($0.key, $0.value) }
    content = .text(text)
  }

  /// The document whose root this is.
  var document: [UInt8] {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    write(to: &text, depth: 0)
    return Array(text.utf8)
  }

  private func write(to text: inout String, depth: Int) {
    text += String(repeating: " ", count: depth) + "<" + name
    for (name, value) in attributes { text += " \(name)=\"\(Self.escaped(value))\"" }
    switch content {
    case .empty: text += "/>\n"
    case .text(let content): text += ">" + Self.escaped(content) + "</\(name)>\n"
    case .elements(let elements):
      text += ">\n"
      for element in elements { element.write(to: &text, depth: depth + 1) }
      text += String(repeating: " ", count: depth) + "</\(name)>\n"
    }
  }

  /// The text for content and attributes; characters that XML 1.0 forbids become blanks.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r", "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}",
        "\u{10000}"..."\u{10FFFF}":
        result.unicodeScalars.append(scalar)
      default: result += " "
      }
    }
    return result
  }
}
