/// One way to read an address: a place, and the names that speak for it.
struct Reading {
  /// The position of the area; behind all areas, that of a point.
  var entry: Int
  /// The words that it explains.
  var words: UInt64
  /// How much speaks for it, in nats.
  var weight: Double
}

/// Puts mentions together to readings: the name of a place with those of the areas around it.
struct ReadingFinder {
  let gazetteer: Gazetteer
  /// Words of names that a good reading explains.
  let names: UInt64
  /// Words that begin the name of an area whose kind is told.
  let kinds: UInt64

  init(_ gazetteer: Gazetteer, _ address: ParsedAddress) {
    self.gazetteer = gazetteer
    var (names, kinds) = (UInt64(0), UInt64(0))
    for (index, word) in address.words.enumerated() where address.roles[index] == .loose {
      if !Self.idleWords.contains(word.text), !word.isNumber { names |= 1 << UInt64(index) }
      if address.kinds[index] != nil { kinds |= 1 << UInt64(index) }
    }
    self.names = names
    self.kinds = kinds
  }

  /// Words that are no names.
  private static let idleWords: Set<String> = [
    "di", "d", "i", "ke", "dari", "dan", "yang", "yg", "dgn", "dengan", "arah", "area", "daerah",
    "wilayah", "raya", "no", "pada", "ada", "sebuah", "rumah", "kontrakan", "kos", "kost", "baru",
  ]

  /// The best reading of each place that is mentioned, best first.
  /// - Complexity: O(m · r) with m mentions and r mentions of one area, of which there are few.
  func readings(_ mentions: [Mention]) -> [Reading] {
    var holders: [Int32: [Mention]] = [:]
    for mention in mentions where mention.level != nil && mention.level != .village {
      holders[mention.entry, default: []].append(mention)
    }
    // Villages are asked for only as what points lie in.
    let hasPoints = mentions.contains { $0.level == nil }
    if hasPoints {
      for mention in mentions where mention.level == .village {
        holders[mention.entry, default: []].append(mention)
      }
    }
    var best: [Int32: Reading] = [:]
    for mention in mentions {
      let reading = reading(mention, holders)
      if let known = best[mention.entry], known.weight >= reading.weight { continue }
      best[mention.entry] = reading
    }
    return best.values.sorted { ($1.weight, $0.entry) < ($0.weight, $1.entry) }
  }

  private func reading(_ mention: Mention, _ holders: [Int32: [Mention]]) -> Reading {
    let isPoint = Int(mention.entry) >= gazetteer.areas.count
    let parent =
      isPoint
      ? gazetteer.pointAreas[Int(mention.entry) - gazetteer.areas.count]
      : gazetteer.parents[Int(mention.entry)]
    let whole = extend(
      Part(words: mention.words, weight: mention.weight, hasKind: mention.hasKind),
      below: mention.start,
      key: isPoint ? -2 : gazetteer.keys[Int(mention.entry)], from: parent, holders)
    return Reading(entry: Int(mention.entry), words: whole.words, weight: whole.weight)
  }

  /// Takes in the mentions of the areas around, at most one of each and no word twice, so that the whole
  /// weighs most.
  private func extend(
    _ part: Part, below start: Int, key: Int32, from area: Int32, _ holders: [Int32: [Mention]]
  ) -> Part {
    guard area >= 0 else {
      var whole = part
      whole.weight += cost(ofLeaving: part.words)
      return whole
    }
    let parent = gazetteer.parents[Int(area)]
    guard let mentions = holders[area] else {
      return extend(part, below: start, key: key, from: parent, holders)
    }
    // A name that village and district share, and that is written once, is as likely that of the district.
    var passing = part
    if gazetteer.keys[Int(area)] == key, !part.hasKind { passing.weight += MentionWeights.namesake }
    var best = extend(passing, below: start, key: key, from: parent, holders)
    for mention in mentions.prefix(4) where mention.words & part.words == 0 {
      let inversion = mention.start < start ? MentionWeights.inversion : 0
      let isRepeated = gazetteer.keys[Int(area)] == key
      let repetition = isRepeated ? MentionWeights.repetition : 0
      let extended = extend(
        Part(
          words: part.words | mention.words,
          weight: part.weight + mention.weight + inversion + repetition, hasKind: part.hasKind),
        below: mention.start, key: key, from: parent, holders)
      if extended.weight > best.weight { best = extended }
    }
    return best
  }

  /// The mentions that have been taken in.
  private struct Part {
    var words: UInt64
    var weight: Double
    /// Whether the own name stands with its kind.
    var hasKind = false
  }

  private func cost(ofLeaving words: UInt64) -> Double {
    let left = Double((names & ~words).nonzeroBitCount) * MentionWeights.unexplainedWord
    let kinds = Double((kinds & ~words).nonzeroBitCount) * MentionWeights.unexplainedArea
    return max(left, MentionWeights.leastUnexplained) + kinds
  }
}
