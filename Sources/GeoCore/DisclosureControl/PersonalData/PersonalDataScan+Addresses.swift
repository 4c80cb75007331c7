extension PersonalDataScan {
  /// An e-mail address that begins at a character, also with `(at)` for the sign.
  func email(at start: Int) -> Match? {
    guard Self.isLocal(scalars[start]), start == 0 || !Self.isLocal(scalars[start - 1]) else {
      return nil
    }
    var sign = start
    while let scalar = scalar(sign), Self.isLocal(scalar) { sign += 1 }
    guard let domain = domainStart(after: sign) else { return nil }
    var end = domain
    var lastDot: Int?
    while let scalar = scalar(end), Self.isDomain(scalar) {
      if scalar == "." { lastDot = end }
      end += 1
    }
    // A point that ends the sentence is none of the address.
    if lastDot == end - 1 {
      end -= 1
      lastDot = scalars[domain..<max(domain, end)].lastIndex(of: ".")
    }
    guard let lastDot, lastDot > domain, end - lastDot > 2,
      scalars[(lastDot + 1)..<end].allSatisfy(\.properties.isAlphabetic)
    else { return nil }
    return (end, .email)
  }

  /// Where the domain begins, if the sign of an address stands at a character.
  private func domainStart(after sign: Int) -> Int? {
    if scalar(sign) == "@" { return sign + 1 }
    var place = sign
    while scalar(place) == " " { place += 1 }
    guard let open = scalar(place), "([{".unicodeScalars.contains(open) else { return nil }
    place += 1
    while scalar(place) == " " { place += 1 }
    guard scalar(place) == "a" || scalar(place) == "A",
      scalar(place + 1) == "t" || scalar(place + 1) == "T"
    else { return nil }
    place += 2
    while scalar(place) == " " { place += 1 }
    guard let close = scalar(place), ")]}".unicodeScalars.contains(close) else { return nil }
    place += 1
    while scalar(place) == " " { place += 1 }
    return place
  }

  private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
    isDomain(scalar) || scalar == "_" || scalar == "+" || scalar == "%"
  }

  private static func isDomain(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." || scalar == "-" || scalar.properties.isAlphabetic
      || scalar.properties.generalCategory == .decimalNumber
  }
}
