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
    guard Self.numberWords.contains(word) else { return false }
    var place = start
    while place > 0, !scalars[place - 1].properties.isAlphabetic { place -= 1 }
    while place > 0, scalars[place - 1].properties.isAlphabetic { place -= 1 }
    return Self.passportWords.contains(wordBefore(place))
  }

  /// The plate of a vehicle: `B 1234 XYZ`, in capitals.
  func plate(at start: Int) -> Match? {
    guard !isWord(start - 1) else { return nil }
    var place = start
    while let scalar = scalar(place), Self.isCapital(scalar), place - start < 3 { place += 1 }
    guard (1...2).contains(place - start) else { return nil }
    let area = String(String.UnicodeScalarView(scalars[start..<place]))
    guard Self.plateAreas.contains(area) else { return nil }
    if scalar(place) == " " { place += 1 }
    guard let group = group(at: place).map({ groups[$0] }), (3...4).contains(group.count) else {
      return nil
    }
    place = group.end
    if scalar(place) == " " { place += 1 }
    let suffix = place
    while let scalar = scalar(place), Self.isCapital(scalar) { place += 1 }
    guard (2...3).contains(place - suffix), !isWord(place) else { return nil }
    // `Jl H 2024 RT 01` goes on with a neighbourhood.
    let word = String(String.UnicodeScalarView(scalars[suffix..<place]))
    return Self.addressWords.contains(word) ? nil : (place, .plate)
  }

  private static let addressWords: Set<String> = [
    "RT", "RW", "NO", "KM", "DS", "KEL", "KEC", "KAB",
  ]

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    (65...90).contains(scalar.value)
  }

  /// The letters with which the plates of Indonesia begin, by the area of registration.
  private static let plateAreas: Set<String> = [
    "A", "B", "D", "E", "F", "G", "H", "K", "L", "M", "N", "P", "R", "S", "T", "W", "Z", "AA", "AB",
    "AD", "AE", "AG", "BA", "BB", "BD", "BE", "BG", "BH", "BK", "BL", "BM", "BN", "BP", "DA", "DB",
    "DC", "DD", "DE", "DG", "DH", "DK", "DL", "DM", "DN", "DP", "DR", "DS", "DT", "DW", "EA", "EB",
    "ED", "KB", "KH", "KT", "KU", "PA", "PB", "PG", "PS", "PT", "PY",
  ]
}
