extension PersonalDataScan {
  /// The plate of a vehicle: `B 1234 XYZ`, `n 1234 ab`; behind a word for one also the shorter ones.
  func plate(at start: Int) -> Match? {
    guard !isWord(start - 1), let parts = plateParts(at: start) else { return nil }
    let area = text(start..<parts.area)
    guard Self.plateAreas.contains(area.uppercased()) else { return nil }
    let suffix = text(parts.suffix..<parts.end)
    if Self.vehicleWords.contains(wordBefore(start))
      || Self.vehicleWords.contains(wordBeforeWord(start))
    {
      return (parts.end, .plate)
    }
    guard (3...4).contains(parts.digits.count), (2...3).contains(suffix.unicodeScalars.count),
      !Self.shortWords.contains(suffix.lowercased())
    else { return nil }
    let isInCapitals = area == area.uppercased() && suffix == suffix.uppercased()
    // In small letters a year among words looks like one: `blok b 2024 pas`.
    return isInCapitals || !isYear(parts.digits) ? (parts.end, .plate) : nil
  }

  /// Where the parts of something like a plate end: its letters, digits and letters.
  private func plateParts(at start: Int) -> (area: Int, digits: Range<Int>, suffix: Int, end: Int)?
  {
    let area = endOfLetters(from: start)
    guard (1...2).contains(area - start), let index = group(at: skippingSign(area)) else {
      return nil
    }
    let digits = groups[index].start..<groups[index].end
    let suffix = skippingSign(digits.upperBound)
    let end = endOfLetters(from: suffix)
    guard (1...4).contains(digits.count), (1...3).contains(end - suffix), !isWord(end) else {
      return nil
    }
    return (area, digits, suffix, end)
  }

  private func endOfLetters(from start: Int) -> Int {
    var end = start
    while let scalar = scalar(end), scalar.isASCII, scalar.properties.isAlphabetic, end - start < 4
    {
      end += 1
    }
    return end
  }

  private func skippingSign(_ place: Int) -> Int {
    guard let sign = scalar(place), " -.".unicodeScalars.contains(sign) else { return place }
    return place + 1
  }

  private func isYear(_ digits: Range<Int>) -> Bool {
    let value = values[digits].reduce(0) { 10 * $0 + Int($1) }
    return (1900...2100).contains(value)
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  private static let vehicleWords: Set<String> = [
    "plat", "plate", "nopol", "polisi", "mobil", "motor", "truk", "bus", "kendaraan", "pickup",
    "angkot",
  ]

  /// Words of two or three letters that follow a number in reports and addresses, and are no part of a plate.
  private static let shortWords: Set<String> = [
    "rt", "rw", "no", "km", "ds", "kel", "kec", "kab", "di", "ke", "dan", "ada", "yg", "org", "jt",
    "rb", "thn", "th", "wib", "wit", "jam", "dgn", "dlm", "utk", "itu", "ini", "per", "kg", "hr",
    "bln", "tgl", "lt", "gg", "jl", "pas", "tpi", "tdk", "sdh", "blm", "dr", "pd", "kk", "cm", "mm",
    "ha", "pcs", "usd", "idr", "lbr",
  ]

  /// The letters with which the plates of Indonesia begin, by the area of registration.
  private static let plateAreas: Set<String> = [
    "A", "B", "D", "E", "F", "G", "H", "K", "L", "M", "N", "P", "R", "S", "T", "W", "Z", "AA", "AB",
    "AD", "AE", "AG", "BA", "BB", "BD", "BE", "BG", "BH", "BK", "BL", "BM", "BN", "BP", "DA", "DB",
    "DC", "DD", "DE", "DG", "DH", "DK", "DL", "DM", "DN", "DP", "DR", "DS", "DT", "DW", "EA", "EB",
    "ED", "KB", "KH", "KT", "KU", "PA", "PB", "PG", "PS", "PT", "PY",
  ]
}
