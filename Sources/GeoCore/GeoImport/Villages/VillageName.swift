/// Names of villages as files write them.
enum VillageName {
  /// The name without a kind in front and without doubled blanks: `KEL. BALEARJOSARI` becomes
  /// `BALEARJOSARI`.
  ///
  /// A plain "Desa" stays: there are villages of that name (Desa Baru, Desa Adat Yoboi).
  static func cleaned(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else { return "" }
    let name = words.joined(separator: " ")
    for kind in ["kel.", "ds.", "desa."] where first.lowercased().hasPrefix(kind) {
      return nonEmpty(String(name.dropFirst(kind.count).drop { $0 == " " })) ?? name
    }
    let kinds: Set<String> = ["kelurahan", "kel", "ds"]
    if kinds.contains(first.lowercased()), words.count > 1 {
      return words.dropFirst().joined(separator: " ")
    }
    return name
  }

  /// The letters and digits of a name, small and without accents: equal for what people take to be
  /// the same name.
  static func key(_ text: String) -> String {
    var key = ""
    for scalar in text.lowercased().unicodeScalars {
      let plain = accents[scalar] ?? scalar
      if plain.properties.isAlphabetic || ("0"..."9").contains(plain) {
        key.unicodeScalars.append(plain)
      }
    }
    return key
  }

  /// The key without the kind of village, "Desa" included.
  static func matchingKey(_ text: String) -> String {
    let name = cleaned(text)
    let words = name.split(separator: " ")
    if words.count > 1, words[0].lowercased() == "desa" {
      return key(words.dropFirst().joined(separator: " "))
    }
    return key(name)
  }

  private static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

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
}
