extension PersonalDataScan {
  /// The end of a long number that begins with a group: of eleven digits or more, or of ten that are no code of an
  /// area; `nil` where it is an amount or the like.
  func longNumber(from index: Int) -> Int? {
    let group = groups[index]
    let isLong = group.count >= 11 || group.count == 10 && !isAreaCode(group)
    guard isLong, !Self.currencies.contains(wordBefore(group.start)),
      wordAfter(group.end) != "rupiah"
    else { return nil }
    return group.end
  }

  /// The end of the number of an account that begins with a group and stands behind a word for one.
  func account(from index: Int) -> Int? {
    guard index == 0 || !isAccount(from: index - 1) else { return nil }
    return isAccount(from: index) ? accountEnd(from: index) : nil
  }

  private func isAccount(from index: Int) -> Bool {
    let word = wordBefore(groups[index].start)
    let named = Self.numberWords.contains(word) ? wordBeforeWord(groups[index].start) : word
    return Self.accountWords.contains(named) && accountEnd(from: index) != nil
  }

  /// Seven to sixteen digits, also written apart.
  private func accountEnd(from first: Int) -> Int? {
    var (digits, end) = (0, -1)
    for index in first..<groups.count {
      let group = groups[index]
      if index > first {
        guard group.start == groups[index - 1].end + 1,
          " -.".unicodeScalars.contains(scalars[group.start - 1])
        else { break }
      }
      digits += group.count
      if (7...16).contains(digits) { end = group.end }
      if digits > 16 { break }
    }
    return end < 0 ? nil : end
  }

  /// Whether ten digits are a code of a village: province, regency, district, and a block of 1, 2 or 3.
  private func isAreaCode(_ group: Group) -> Bool {
    let digits = digits(group).map(Int.init)
    let (province, regency) = (10 * digits[0] + digits[1], 10 * digits[2] + digits[3])
    return Self.provinces.contains(province) && (1...79).contains(regency)
      && 10 * digits[4] + digits[5] > 0 && (1...3).contains(digits[6])
  }

  private static let provinces: Set<Int> = Set(11...19).union([21]).union(31...36).union(51...53)
    .union(61...65).union(71...76).union([81, 82]).union(91...97)

  private static let currencies: Set<String> = ["rp", "idr", "usd", "rm", "myr", "sgd"]

  private static let numberWords: Set<String> = ["no", "nomor", "nomer", "number", "nr"]

  private static let accountWords: Set<String> = [
    "rekening", "rek", "norek", "bca", "bri", "bni", "bsi", "btn", "mandiri", "cimb", "danamon",
    "permata", "dana", "ovo", "gopay", "shopeepay", "linkaja",
  ]
}
