/// Finds the areas and places whose names stand in an address.
struct MentionFinder {
  let gazetteer: Gazetteer
  let spans: [NameSpan]
  private(set) var mentions: [Mention] = []

  /// The most mentions of one address; a longer list comes of a text that is no address.
  static let mostMentions = 4_000

  init(_ gazetteer: Gazetteer, _ address: ParsedAddress) {
    self.gazetteer = gazetteer
    spans = NameSpan.all(of: address)
  }

  /// Names that are written as the gazetteer has them.
  mutating func findExact() {
    for span in spans {
      guard let key = gazetteer.index.key(span.key) else { continue }
      add(key, as: span, distance: 0) { _ in true }
    }
  }

  /// Misspelt names of which the address explains nothing yet.
  /// - Parameters:
  ///   - unexplained: The words that no reading explains.
  ///   - anchors: Areas that the address names; where there are any, only villages in them are looked for.
  mutating func findMisspelt(_ unexplained: UInt64, in anchors: [Int]) {
    let gazetteer = gazetteer
    for span in open(unexplained) {
      let limit = span.key.count < 8 ? 1 : 2
      for (key, distance) in gazetteer.index.keys(near: span.key, limit: limit) {
        add(key, as: span, distance: distance) { area in
          anchors.isEmpty || gazetteer.areas[area].code.level != .village
            || anchors.contains { gazetteer.lies(area, in: $0) }
        }
      }
    }
  }

  /// Names of what lies in an area, with more errors than are looked for elsewhere.
  mutating func findParts(of anchor: Int, _ unexplained: UInt64) {
    let spans = open(unexplained).filter { $0.key.count >= NameIndex.shortestMisspelt }
    guard !spans.isEmpty else { return }
    for span in spans {
      let limit = span.key.count < 6 ? 1 : span.key.count < 11 ? 2 : 3
      let letters = NameIndex.letterSet(span.key)
      for part in (anchor + 1)..<max(Int(gazetteer.ends[anchor]), anchor + 1) {
        let key = Int(gazetteer.keys[part])
        guard key >= 0, gazetteer.index.mayBeNear(key, span.key.count, letters, limit: limit),
          let distance = gazetteer.index.distance(of: key, to: span.key, limit: limit),
          distance > 0
        else { continue }
        append(Int32(part), as: span, distance: distance, isOld: false)
      }
    }
  }

  /// Spans with a word that is not explained, which are not of a street or landmark.
  private func open(_ unexplained: UInt64) -> [NameSpan] {
    spans.filter {
      $0.words & unexplained != 0 && $0.role == .loose && $0.end - $0.start <= 3
    }
  }

  private mutating func add(
    _ key: Int, as span: NameSpan, distance: Int, where isWanted: (Int) -> Bool
  ) {
    for entry in gazetteer.index.entries(of: key) {
      let position = entry < 0 ? ~entry : entry
      if position < gazetteer.areas.count, !isWanted(Int(position)) { continue }
      append(position, as: span, distance: distance, isOld: entry < 0)
    }
  }

  private mutating func append(
    _ position: Int32, as span: NameSpan, distance: Int, isOld: Bool
  ) {
    guard mentions.count < Self.mostMentions else { return }
    let misspelling = MentionWeights.misspelling(distance, length: span.key.count)
    guard position < gazetteer.areas.count else {
      guard span.role == .landmark || span.role == .loose, span.key.count >= 5 else { return }
      let weight = MentionWeights.point + misspelling + (span.role == .landmark ? 1 : -1)
      mentions.append(
        Mention(
          entry: position, words: span.words, start: span.start, weight: weight, level: nil))
      return
    }
    let level = gazetteer.areas[Int(position)].code.level
    let weight =
      MentionWeights.name(of: level) + misspelling + MentionWeights.role(span.role)
      + (isOld ? MentionWeights.oldName : 0)
      + MentionWeights.furtherWord * Double(span.end - span.start - 1)
      + MentionWeights.kind(span.kind, level, isCity: gazetteer.isCity[Int(position)])
    guard weight > 0 else { return }
    mentions.append(
      Mention(
        entry: position, words: span.words, start: span.start, weight: weight, level: level,
        hasKind: span.kind?.level == level))
  }
}
