/// The rules of numbers: RT and RW, house numbers, blocks, kilometres, postal codes.
extension AddressReader {
  /// `RT 5`, `RT.005 RW.002`, `RT/RW 5/2`, `RT 05/RW 02`, `RT 5/2`.
  mutating func readUnits(_ marker: AddressVocabulary.Marker) -> Bool {
    var next = position + 1
    var isPair = marker == .rtAndRw
    if marker == .rt, number(at: next) == nil, word(at: next)?.text == "rw" {
      next += 1
      isPair = true
    }
    guard let first = number(at: next), (0...999).contains(first) else {
      // "RW" without its number tells nothing, but is no name either.
      take(1)
      return true
    }
    if isPair || marker == .rt {
      address.rt = first
      take(next + 1 - position)
      readSecondUnit()
    } else {
      address.rw = first
      take(next + 1 - position)
    }
    return true
  }

  /// The RW in `RT 5/2`, where it has no name of its own.
  private mutating func readSecondUnit() {
    guard let word = word(at: position), word.isNumber, word.gap == .slash || word.gap == .dash,
      let second = number(at: position), (0...999).contains(second)
    else { return }
    address.rw = second
    take(1)
  }

  /// `005/002`.
  mutating func readPairOfUnits() -> Bool {
    guard let first = number(at: position), let second = number(at: position + 1),
      words[position + 1].gap == .slash, address.rt == nil,
      words[position].text.utf8.count == 3 || words[position].text.hasPrefix("0"),
      words[position + 1].text.utf8.count == 3 || words[position + 1].text.hasPrefix("0"),
      first <= 999, second <= 999
    else { return false }
    (address.rt, address.rw) = (first, second)
    take(2)
    return true
  }

  /// A number of five digits; any other number is no part of a name when it stands alone behind a stop.
  mutating func readPostalCode() -> Bool {
    guard words[position].text.utf8.count == 5, words[position].text.first != "0" else {
      if words[position].text.utf8.count > 3 {
        take(1)
        return true
      }
      return false
    }
    address.postalCode = words[position].text
    take(1)
    return true
  }

  /// `No. 10`, `No.29/61`, `No 16 - 18`, `No. 9 A`.
  mutating func readHouseNumber() -> Bool {
    guard number(at: position + 1) != nil else { return false }
    take(1)
    let text = readNumberText()
    address.number = address.number ?? text
    return true
  }

  /// `Blok C2/7`, `Kav. 12`.
  mutating func readBlock() -> Bool {
    guard let next = word(at: position + 1), next.gap != .stop,
      next.isNumber || next.text.utf8.count <= 2
    else { return false }
    take(1)
    let text = readNumberText()
    address.block = address.block ?? text
    return true
  }

  /// `KM 12`, `KM-28`, `KM 5,5` (whose decimals are left out).
  mutating func readKilometer() -> Bool {
    guard let value = number(at: position + 1) else { return false }
    address.kilometer = Double(value)
    take(2)
    return true
  }

  /// Digits and single letters that hang together, joined as they are written.
  private mutating func readNumberText() -> String {
    var text = ""
    while let word = word(at: position) {
      let hangs = text.isEmpty || [.none, .slash, .dash].contains(word.gap)
      guard hangs, word.isNumber || word.text.utf8.count <= 2,
        text.isEmpty || AddressVocabulary.marker(word.text) == nil, text.utf8.count < 20
      else { break }
      if word.gap == .slash, !text.isEmpty { text += "/" }
      if word.gap == .dash, !text.isEmpty { text += "-" }
      text += word.text
      take(1)
    }
    return text
  }
}
