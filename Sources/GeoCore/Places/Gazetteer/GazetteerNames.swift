/// The keys under which a gazetteer finds its names.
enum GazetteerNames {
  /// The key of a name of one or several words, as they are joined and folded.
  static func key(of words: some Sequence<String>, count: Int) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(24)
    for word in words {
      let written = count > 1 ? NameWords.written[word] ?? word : word
      for letter in written.utf8 { SpellingFold.append(letter, to: &folded) }
    }
    return folded
  }

  /// The key of an area's name.
  static func key(_ name: String, _ level: AdministrativeLevel) -> [UInt8] {
    switch level {
    case .village, .district: SpellingFold.fold(PlaceNameKey(name).text.utf8)
    case .province: SpellingFold.fold(PlaceNameKey(province: name).text.utf8)
    case .regency:
      SpellingFold.fold(PlaceNameKey(regency: name).text.utf8.dropFirst(isCity(name) ? 4 : 0))
    }
  }

  /// Whether a regency's name tells that it is a kota.
  static func isCity(_ name: String) -> Bool { NameWords.words(of: name).first == "kota" }

  /// Adds areas by their present and their old names; old names are told by the complement of the position.
  /// - Returns: The key of each area's present name.
  static func add(_ areas: [GazetteerArea], to index: inout NameIndex) -> [Int32] {
    var keys: [Int32] = []
    keys.reserveCapacity(areas.count)
    for (position, area) in areas.enumerated() {
      let key = key(area.name, area.code.level)
      index.add(key, entry: Int32(position))
      keys.append(Int32(index.key(key) ?? -1))
      for name in area.oldNames {
        let old = Self.key(name, area.code.level)
        if old != key { index.add(old, entry: ~Int32(position)) }
      }
    }
    return keys
  }

  /// Adds points by their names, with and without the kind of house in front.
  static func add(_ points: [GazetteerPoint], behind count: Int, to index: inout NameIndex) {
    for (position, point) in points.enumerated() {
      let words = NameWords.words(of: point.name)
      let key = key(of: words, count: words.count)
      index.add(key, entry: Int32(count + position))
      let rest = NameWords.droppingLeading(kindsOfHouses, of: words)
      let short = Self.key(of: rest, count: rest.count)
      if short != key, short.count >= 5 { index.add(short, entry: Int32(count + position)) }
    }
  }

  private static let kindsOfHouses: Set<String> = [
    "hotel", "losmen", "penginapan", "wisma", "homestay", "the", "guest", "house", "guesthouse",
  ]
}
