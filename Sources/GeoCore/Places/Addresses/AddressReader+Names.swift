/// The rules of names: streets, hamlets, areas and landmarks.
extension AddressReader {
  /// `Jl. Surya`, `Dusun Krajan`.
  mutating func readName(as role: WordRole) -> Bool {
    address.roles[position] = .marker
    let start = position + 1
    guard let next = word(at: start), next.gap != .stop else {
      position += 1
      return true
    }
    let end = max(endOfName(from: start), start)
    for index in start..<end {
      address.roles[index] = role == .street && index > start ? .streetTail : role
    }
    let name = end > start ? text(start..<end) : nil
    if role == .street { address.street = address.street ?? name }
    if role == .hamlet { address.hamlet = address.hamlet ?? name }
    position = max(end, start)
    return true
  }

  /// `Kel. Kebon Kosong`, `Kota Adm. Jakarta Pusat`.
  mutating func readArea(_ kind: AreaMention.Kind) -> Bool {
    address.roles[position] = .marker
    var start = position + 1
    while let word = word(at: start), AddressVocabulary.fillers.contains(word.text) {
      address.roles[start] = .marker
      start += 1
    }
    position = start
    guard let next = word(at: start), next.gap != .stop, !next.isNumber else { return true }
    address.kinds[start] = kind
    let end = endOfName(from: start)
    if end > start { address.areas.append(AreaMention(kind: kind, name: text(start..<end))) }
    // The words stay loose: where the name ends is for the gazetteer to say.
    position = max(start + 1, end)
    return true
  }

  /// `Bantul Regency`.
  mutating func readSuffix() -> Bool {
    guard position > 0, words[position].gap <= .blank,
      let kind = AddressVocabulary.suffixes[words[position].text]
    else { return false }
    address.roles[position] = .marker
    var start = position - 1
    while start > 0, words[start].gap <= .blank, address.roles[start] == .loose { start -= 1 }
    if address.roles[start] == .loose {
      address.kinds[start] = kind
      address.areas.append(AreaMention(kind: kind, name: text(start..<position)))
    }
    position += 1
    return true
  }

  /// `DI`, `Daerah Istimewa`: words before a name that say nothing of it.
  mutating func readFiller() -> Bool {
    guard AddressVocabulary.fillers.contains(words[position].text), position + 1 < words.count,
      words[position].text != "daerah" || word(at: position + 1)?.text == "istimewa"
    else { return false }
    address.roles[position] = .marker
    position += 1
    return true
  }

  /// `depan Hotel Mutiara`, `Pasar Minggu`, `belakang`.
  mutating func readLandmark(_ relation: Landmark.Relation?) -> Bool {
    var start = position
    if relation != nil {
      address.roles[position] = .marker
      start += 1
    }
    guard let next = word(at: start), next.gap != .stop || relation == nil, !next.isNumber else {
      position += 1
      return true
    }
    let end = max(endOfName(from: start), start)
    guard end > start else {
      position = start
      return relation != nil
    }
    for index in start..<end { address.roles[index] = .landmark }
    address.landmarks.append(Landmark(relation: relation ?? .at, name: text(start..<end)))
    position = end
    return true
  }
}
