/// Parts a text into the words of an address.
enum AddressTokenizer {
  /// The longest text that is read, in Unicode scalars; the rest of a longer one is left out.
  static let longestText = 1_000
  /// The most words that are read. A set of words then fits in 64 bits.
  static let mostWords = 64
  /// The longest word that is kept whole.
  static let longestWord = 48

  /// The words of a text.
  /// - Complexity: O(n), with n at most `longestText`.
  static func words(of text: String) -> [AddressWord] {
    var words: [AddressWord] = []
    var word = ""
    var length = 0
    var isNumber = false
    var gap = AddressWord.Gap.stop
    func finish() {
      guard !word.isEmpty else { return }
      words.append(AddressWord(text: word, isNumber: isNumber, gap: gap))
      (word, length, gap) = ("", 0, .none)
    }
    for scalar in text.unicodeScalars.prefix(longestText) {
      guard words.count < mostWords else { break }
      for small in scalar.properties.lowercaseMapping.unicodeScalars {
        if NameWords.isApostrophe(small) { continue }
        let plain = NameWords.plain(small)
        let isDigit = ("0"..."9").contains(plain)
        guard isDigit || NameWords.isLetter(plain) else {
          finish()
          gap = max(gap, Self.gap(of: plain))
          continue
        }
        if !word.isEmpty, isDigit != isNumber { finish() }
        isNumber = isDigit
        if length < longestWord { word.unicodeScalars.append(plain) }
        length += 1
      }
    }
    finish()
    return Array(words.prefix(mostWords))
  }

  private static func gap(of scalar: Unicode.Scalar) -> AddressWord.Gap {
    switch scalar {
    case ",", ";", "(", ")", "[", "]", "|", "\n", "\r", ":": scalar == ":" ? .blank : .stop
    case ".": .dot
    case "/", "\\": .slash
    case "-", "–", "—", "_": .dash
    default: .blank
    }
  }
}
