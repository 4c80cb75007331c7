/// Words of an address, one behind the other, that may be one name.
struct NameSpan {
  var start: Int
  var end: Int
  /// The words joined and folded.
  var key: [UInt8]
  /// What the first word was taken for.
  var role: WordRole
  /// The kind of area that the name is said to be.
  var kind: AreaMention.Kind?

  /// The words, one bit each.
  var words: UInt64 { Self.words(start..<end) }

  static func words(_ range: Range<Int>) -> UInt64 {
    range.reduce(0) { $0 | (1 << UInt64($1 & 63)) }
  }

  /// The most words of a name of an area.
  static let mostWords = 5

  /// All spans of an address.
  /// - Complexity: O(n) in the number of words: at most five spans begin at each.
  static func all(of address: ParsedAddress) -> [NameSpan] {
    var spans: [NameSpan] = []
    for start in address.words.indices where address.roles[start] != .taken {
      var count = 0
      for end in (start + 1)...address.words.count {
        let last = end - 1
        guard address.roles[last] != .taken, last == start || isJoined(address.words[last]) else {
          break
        }
        count += 1
        guard count <= mostWords else { break }
        if let span = NameSpan(address, start, end) { spans.append(span) }
      }
    }
    return spans
  }

  private static func isJoined(_ word: AddressWord) -> Bool {
    word.gap != .stop && word.gap != .slash
  }

  private init?(_ address: ParsedAddress, _ start: Int, _ end: Int) {
    let first = address.words[start]
    let isMarker = address.roles[start] == .marker
    guard end - start > 1 || !(first.isNumber || isMarker || first.text.utf8.count < 2) else {
      return nil
    }
    self.start = start
    self.end = end
    key = GazetteerNames.key(of: address.words[start..<end].lazy.map(\.text), count: end - start)
    guard (2...40).contains(key.count) else { return nil }
    role = isMarker ? .loose : address.roles[start]
    kind = address.kinds[start]
  }
}
