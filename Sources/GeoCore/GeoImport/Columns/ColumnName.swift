/// A column name as the importers compare it: without case, blanks and punctuation, so that
/// `Kode Desa`, `kode_desa` and `KODEDESA` are one.
struct ColumnName: Hashable {
  /// Letters and digits only, in lower case.
  let key: String

  init(_ text: String) {
    key = String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// Whether a file's name means this one: the same letters, or its first ten characters where the
  /// file is of the kind that has no room for more (dBASE).
  static func means(_ theirs: String, _ ours: String) -> Bool {
    if ColumnName(theirs) == ColumnName(ours) { return true }
    guard theirs.utf8.count == 10, ours.utf8.count > 10 else { return false }
    return theirs.lowercased() == ours.lowercased().prefix(10)
  }

  /// The words of a name, in lower case: parted at punctuation and where a capital follows a small
  /// letter (`guestName` is `guest`, `name`).
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var previousIsSmall = false
    for character in text {
      let startsWord = previousIsSmall && character.isUppercase
      if startsWord || !(character.isLetter || character.isNumber) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if character.isLetter || character.isNumber { word += character.lowercased() }
      previousIsSmall = character.isLowercase
    }
    return word.isEmpty ? words : words + [word]
  }
}
