/// Looks for the readings of an address, with more and more patience for errors.
struct ReadingSearch {
  let gazetteer: Gazetteer

  init(_ gazetteer: Gazetteer) { self.gazetteer = gazetteer }

  /// The readings, best first, and the address with words parted that hung together.
  func search(_ address: ParsedAddress) -> (ParsedAddress, [Reading]) {
    let first = readings(of: address)
    guard let parted = parted(address, unexplained(first.first, address)) else {
      return (address, first)
    }
    let second = readings(of: parted)
    let isBetter = (second.first?.weight ?? 0) > (first.first?.weight ?? 0) + 1
    return isBetter ? (parted, second) : (address, first)
  }

  private func readings(of address: ParsedAddress) -> [Reading] {
    var finder = MentionFinder(gazetteer, address)
    let reader = ReadingFinder(gazetteer, address)
    finder.findExact()
    let exact = reader.readings(finder.mentions)
    let left = reader.names & ~(exact.first?.words ?? 0)
    guard left != 0 else { return exact }
    let anchors = anchors(exact)
    finder.findMisspelt(left, in: anchors)
    for anchor in anchors.prefix(4) { finder.findParts(of: anchor, left) }
    let misspelt = reader.readings(finder.mentions)
    // What was misspelt may be the area in which to look for what else was.
    let stillLeft = reader.names & ~(misspelt.first?.words ?? 0)
    guard stillLeft != 0, let anchor = self.anchors(misspelt).first, anchor != anchors.first else {
      return misspelt
    }
    finder.findMisspelt(stillLeft, in: [anchor])
    finder.findParts(of: anchor, stillLeft)
    return reader.readings(finder.mentions)
  }

  /// Districts and regencies that the address names, best first, and the regencies of those districts.
  private func anchors(_ readings: [Reading]) -> [Int] {
    var anchors: [Int] = []
    for reading in readings.prefix(12) where reading.entry < gazetteer.areas.count {
      let level = gazetteer.areas[reading.entry].code.level
      if level == .district || level == .regency { anchors.append(reading.entry) }
      if anchors.count == 3 { break }
    }
    for anchor in anchors where gazetteer.areas[anchor].code.level == .district {
      let regency = Int(gazetteer.parents[anchor])
      if regency >= 0, !anchors.contains(regency) { anchors.append(regency) }
    }
    return anchors
  }

  private func unexplained(_ reading: Reading?, _ address: ParsedAddress) -> UInt64 {
    ReadingFinder(gazetteer, address).names & ~(reading?.words ?? 0)
  }

  /// The address with the first word that is not explained parted into two names, where it is made of two.
  private func parted(_ address: ParsedAddress, _ unexplained: UInt64) -> ParsedAddress? {
    guard address.words.count < AddressTokenizer.mostWords else { return nil }
    for index in address.words.indices where unexplained & (1 << UInt64(index)) != 0 {
      let letters = Array(address.words[index].text.unicodeScalars)
      guard letters.count >= 9 else { continue }
      for cut in 4...(letters.count - 4) {
        let (front, back) = (Self.text(letters[..<cut]), Self.text(letters[cut...]))
        guard isName(front), isName(back) else { continue }
        return address.parting(index, front, back)
      }
    }
    return nil
  }

  private static func text(_ letters: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: letters)
    return String(view)
  }

  private func isName(_ text: String) -> Bool {
    gazetteer.index.key(SpellingFold.fold(text.utf8)) != nil
  }
}

extension ParsedAddress {
  /// The address with a word parted in two.
  func parting(_ index: Int, _ front: String, _ back: String) -> ParsedAddress {
    var parted = self
    parted.words[index].text = front
    parted.words.insert(AddressWord(text: back, isNumber: false, gap: .blank), at: index + 1)
    parted.roles.insert(roles[index], at: index + 1)
    parted.kinds.insert(nil, at: index + 1)
    return parted
  }
}
