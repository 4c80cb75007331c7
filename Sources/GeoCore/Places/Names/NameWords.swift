/// The words of place names.
enum NameWords {
  /// Runs of letters or of digits, small and without accents; an apostrophe does not part a word.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isNumber = false
    for scalar in name.lowercased().unicodeScalars where !isApostrophe(scalar) {
      let plain = plain(scalar)
      let isDigit = ("0"..."9").contains(plain)
      if !word.isEmpty, isDigit != isNumber || !(isDigit || isLetter(plain)) {
        words.append(word)
        word = ""
      }
      guard isDigit || isLetter(plain) else { continue }
      word.unicodeScalars.append(plain)
      isNumber = isDigit
    }
    return word.isEmpty ? words : words + [word]
  }

  /// The words behind those in front that belong to a set; all of them where nothing else is left.
  static func droppingLeading(_ set: Set<String>, of words: [String]) -> [String] {
    let rest = Array(words.drop { set.contains($0) })
    return rest.isEmpty ? words : rest
  }

  /// A small letter without its accent.
  static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.isASCII ? scalar : accents[scalar] ?? scalar
  }

  /// Whether a mark is an apostrophe, which does not part a word.
  static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar == "'" || scalar == "`" : apostrophes.contains(scalar)
  }

  /// Whether a mark belongs to a word.
  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isAlphabetic
  }

  private static let apostrophes: Set<Unicode.Scalar> = ["’", "‘", "´", "ʼ"]

  private static let accents: [Unicode.Scalar: Unicode.Scalar] = {
    let groups: [(Unicode.Scalar, String)] = [
      ("a", "àáâãäå"), ("c", "ç"), ("e", "èéêë"), ("i", "ìíîï"), ("n", "ñ"), ("o", "òóôõö"),
      ("u", "ùúûü"), ("y", "ýÿ"),
    ]
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (plain, accented) in groups {
      for scalar in accented.unicodeScalars { table[scalar] = plain }
    }
    return table
  }()

  /// Words that stand for others, in names of several words: abbreviations, and numbers in Roman numerals
  /// and as words.
  static let written: [String: String] = {
    var words = [
      "sei": "sungai", "s": "sungai", "tj": "tanjung", "tg": "tanjung", "tjg": "tanjung",
      "kp": "kampung", "kampong": "kampung", "gn": "gunung", "gng": "gunung", "pd": "padang",
      "lb": "lubuk", "pulo": "pulau", "tlk": "teluk", "sp": "simpang", "simp": "simpang",
      "kep": "kepulauan", "bt": "batu", "mesjid": "masjid",
    ]
    let numerals = [
      "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
      "xvi", "xvii", "xviii", "xix", "xx",
    ]
    let numbers = [
      "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh",
      "sebelas",
    ]
    for list in [numerals, numbers] {
      for (index, word) in list.enumerated() { words[word] = "\(index + 1)" }
    }
    return words
  }()
}
