/// The villages of the country, as the tree of areas that their codes make.
///
/// The register of the period has to be complete: a village that it lacks cannot be part of a block,
/// and a village without tips is part of the picture as well.
public struct AtomRegister: Sendable {
  /// The codes of the villages, ascending.
  public var villages: [String] { levels[DottedCode.village].codes }

  /// The areas from the country (0) to the villages (4), each level in ascending order.
  let levels: [Level]
  private let places: [String: Int]

  /// The areas of one level, side by side.
  struct Level: Sendable {
    var codes: [String] = []
    /// The places of an area's children in the next level.
    var children: [Range<Int>] = []
    /// The places of an area's villages.
    var villages: [Range<Int>] = []
  }

  /// The register of some villages, each named at least once.
  ///
  /// - Throws: `AtomError.malformedCode`.
  /// - Complexity: O(n log n).
  public init(villages codes: some Sequence<String>) throws(AtomError) {
    let sorted = Set(codes).sorted()
    for code in sorted where DottedCode.level(of: code) != DottedCode.village {
      throw .malformedCode(code)
    }
    var levels = [Level(codes: sorted, villages: sorted.indices.map { $0..<($0 + 1) })]
    for level in (0..<DottedCode.village).reversed() {
      levels.insert(Self.level(level, above: levels[0]), at: 0)
    }
    self.levels = levels
    places = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
  }

  /// The place of a village in `villages`.
  func place(of village: String) -> Int? { places[village] }

  /// The areas one level up. There is always one country, even without a village.
  private static func level(_ number: Int, above below: Level) -> Level {
    var level = Level()
    if number == 0 {
      return Level(
        codes: [""], children: [0..<below.codes.count],
        villages: [0..<(below.villages.last?.upperBound ?? 0)])
    }
    for (place, code) in below.codes.enumerated() {
      let parent = DottedCode.ancestor(of: code, level: number)
      let villages = below.villages[place]
      if level.codes.last == parent, let last = level.codes.indices.last {
        level.children[last] = level.children[last].lowerBound..<(place + 1)
        level.villages[last] = level.villages[last].lowerBound..<villages.upperBound
      } else {
        level.codes.append(parent)
        level.children.append(place..<(place + 1))
        level.villages.append(villages)
      }
    }
    return level
  }
}
