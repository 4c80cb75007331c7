/// Walks over the words of an address once, rule by rule.
struct AddressReader {
  var address: ParsedAddress
  var position = 0

  init(_ words: [AddressWord], into address: ParsedAddress) {
    self.address = address
    self.address.words = Self.writtenOut(words)
    self.address.roles = Array(repeating: .loose, count: self.address.words.count)
    self.address.kinds = Array(repeating: nil, count: self.address.words.count)
  }

  var words: [AddressWord] { address.words }

  mutating func read() -> ParsedAddress {
    while position < words.count {
      let start = position
      if !applyRules() { position += 1 }
      // Every rule moves on; this keeps a rule that would not from stopping the walk.
      if position <= start { position = start + 1 }
    }
    collectLoose()
    return address
  }

  /// The rules, in the order of the grammar.
  private mutating func applyRules() -> Bool {
    let word = words[position]
    if word.isNumber { return readPairOfUnits() || readPostalCode() }
    if readSuffix() { return true }
    guard let marker = AddressVocabulary.marker(word.text) else { return readFiller() }
    switch marker {
    case .rt, .rw, .rtAndRw: return readUnits(marker)
    case .number: return readHouseNumber()
    case .block: return readBlock()
    case .kilometer: return readKilometer()
    case .street: return readName(as: .street)
    case .hamlet, .estate: return readName(as: .hamlet)
    case .relation(let relation): return readLandmark(relation)
    case .landmark: return readLandmark(nil)
    case .area(let kind): return readArea(kind)
    case .postal, .country:
      take(1)
      return true
    }
  }

  /// Marks words as no part of any name, and moves on.
  mutating func take(_ count: Int) {
    for _ in 0..<count where position < words.count {
      address.roles[position] = .taken
      position += 1
    }
  }

  func word(at index: Int) -> AddressWord? { words.indices.contains(index) ? words[index] : nil }

  func number(at index: Int) -> Int? {
    guard let word = word(at: index), word.isNumber, word.text.utf8.count <= 9 else { return nil }
    return Int(word.text)
  }

  /// Where a name that begins at a word ends: before a stop, a number, or a marker.
  func endOfName(from start: Int) -> Int {
    var end = start
    while let word = word(at: end) {
      if end > start, word.gap == .stop || endsAtDot(before: end) { break }
      if word.isNumber { break }
      if end > start, endsName(word.text) { break }
      end += 1
    }
    return end
  }

  /// A full stop ends a part unless it stands behind an abbreviation.
  private func endsAtDot(before index: Int) -> Bool {
    guard words[index].gap == .dot, let before = word(at: index - 1) else { return false }
    return before.text.utf8.count > 3
  }

  private func endsName(_ word: String) -> Bool {
    switch AddressVocabulary.marker(word) {
    case nil, .landmark, .kilometer: false
    default: true
    }
  }

  func text(_ range: Range<Int>) -> String { words[range].map(\.text).joined(separator: " ") }

  private mutating func collectLoose() {
    var start = 0
    while start < words.count {
      guard address.roles[start] == .loose else {
        start += 1
        continue
      }
      var end = start + 1
      while end < words.count, address.roles[end] == .loose, words[end].gap != .stop { end += 1 }
      if !isNameOfArea(start) { address.loose.append(text(start..<end)) }
      start = end
    }
  }

  private func isNameOfArea(_ index: Int) -> Bool { address.kinds[index] != nil }
}
