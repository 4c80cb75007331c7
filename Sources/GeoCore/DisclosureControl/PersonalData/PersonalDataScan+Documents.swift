extension PersonalDataScan {
  /// The number of a passport: one or two capitals and six to eight digits (`C1234567`, `X 1234567`), or
  /// after the word for a passport anything like it.
  func passport(at start: Int) -> Match? {
    guard !isWord(start - 1), scalars[start].isASCII else { return nil }
    if let match = namedPassport(at: start) { return match }
    var letters = start
    while let scalar = scalar(letters), Self.isCapital(scalar), letters - start < 3 { letters += 1 }
    guard (1...2).contains(letters - start) else { return nil }
    if let group = group(at: letters).map({ groups[$0] }) {
      let isAmount = scalars[start] == "R" && scalars[start + 1] == "P"
      return (6...8).contains(group.count) && !isWord(group.end) && !isAmount
        ? (group.end, .passport) : nil
    }
    guard letters - start == 1, let sign = scalar(letters), sign == " " || sign == "-",
      let group = group(at: letters + 1).map({ groups[$0] }), group.count == 7, !isWord(group.end)
    else { return nil }
    return (group.end, .passport)
  }

  private static let passportWords: Set<String> = ["paspor", "passport", "pasport", "pasor"]
  private static let numberWords: Set<String> = ["no", "nomor", "nomer", "number", "nr"]

  private func namedPassport(at start: Int) -> Match? {
    guard scalars[start].properties.isAlphabetic || values[start] >= 0 else { return nil }
    var end = start
    while isWord(end) { end += 1 }
    let digitCount = values[start..<end].count { $0 >= 0 }
    guard (6...10).contains(end - start), digitCount >= 5 else { return nil }
    return isAfterPassportWord(start) ? (end, .passport) : nil
  }

  private func isAfterPassportWord(_ start: Int) -> Bool {
    let word = wordBefore(start)
    if Self.passportWords.contains(word) { return true }
    return Self.numberWords.contains(word) && Self.passportWords.contains(wordBeforeWord(start))
  }

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    (65...90).contains(scalar.value)
  }
}
