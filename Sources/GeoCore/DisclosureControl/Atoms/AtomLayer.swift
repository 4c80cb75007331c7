/// The blocks of a month for one kind of question. What lies in no block has no tips.
public struct AtomLayer: Hashable, Sendable {
  /// The blocks with tips, in the order of their first members.
  public let blocks: [AtomBlock]
  /// Whether the whole country is below the threshold, so that nothing is published.
  public let isWithheld: Bool

  /// The block of a member that is not alone.
  private let merged: [String: Int]
  /// The sums of the areas that consist of whole blocks.
  private let totals: [String: Int]

  init(blocks: [AtomBlock], isWithheld: Bool = false) {
    self.blocks = blocks.sorted { $0.members.lexicographicallyPrecedes($1.members) }
    self.isWithheld = isWithheld
    var merged: [String: Int] = [:]
    var totals: [String: Int] = [:]
    for (place, block) in self.blocks.enumerated() {
      if block.members.count > 1 {
        for member in block.members { merged[member] = place }
      }
      for code in Self.wholes(block) { totals[code, default: 0] += block.count }
    }
    self.merged = merged
    self.totals = totals
  }

  /// The tips of an area in the month, or of the whole country for an empty code.
  ///
  /// An area that is not in the register has no tips; whether it exists is not known here. Text that
  /// is no area code is answered `suppressed`.
  /// - Complexity: O(1).
  public func value(of area: String) -> AtomValue {
    guard let level = DottedCode.level(of: area), !isWithheld else { return .suppressed }
    if let total = totals[area] { return .count(total) }
    return block(hiding: area, level: level) == nil ? .count(0) : .suppressed
  }

  /// The tips of an area in some of the weeks or categories, given by position.
  ///
  /// - Complexity: O(log n + the blocks in the area).
  public func value(of area: String, keys: Set<Int>) -> AtomValue {
    guard value(of: area) != .suppressed else { return .suppressed }
    return blocks[places(in: area)].reduce(.count(0)) { $0 + Self.value(of: $1, keys: keys) }
  }

  /// The block in which an area is hidden; `nil` where it is published or withheld.
  ///
  /// All members share the block's sum, and a picture may spread it over them.
  public func block(hiding area: String) -> AtomBlock? {
    guard let level = DottedCode.level(of: area), totals[area] == nil else { return nil }
    return block(hiding: area, level: level)
  }

  /// A single member is published as a whole, and what lies within it is hidden.
  private func block(hiding area: String, level: Int) -> AtomBlock? {
    for upper in (0...level).reversed() {
      let code = DottedCode.ancestor(of: area, level: upper)
      if let place = merged[code] ?? single(code) { return blocks[place] }
    }
    return nil
  }

  /// The block that consists of one area alone.
  private func single(_ code: String) -> Int? {
    guard totals[code] != nil else { return nil }
    let place = Self.firstPlace(in: blocks, from: code)
    return place < blocks.count && blocks[place].members == [code] ? place : nil
  }

  /// The blocks that lie wholly in an area which is not hidden.
  private func places(in area: String) -> Range<Int> {
    // A colon follows the dot and all digits.
    let upper = area.isEmpty ? blocks.count : Self.firstPlace(in: blocks, from: area + ":")
    return Self.firstPlace(in: blocks, from: area)..<upper
  }

  private static func firstPlace(in blocks: [AtomBlock], from code: String) -> Int {
    var range = 0..<blocks.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      if let first = blocks[middle].members.first, first < code {
        range = (middle + 1)..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }

  /// The areas of which a block is a whole part: what lies above it, and a member that is alone.
  private static func wholes(_ block: AtomBlock) -> [String] {
    guard let first = block.members.first, let level = DottedCode.level(of: first) else {
      return []
    }
    let lowest = block.members.count == 1 ? level : level - 1
    return lowest < 0 ? [] : (0...lowest).map { DottedCode.ancestor(of: first, level: $0) }
  }

  /// Exact when the keys consist of whole parts and keys without tips.
  private static func value(of block: AtomBlock, keys: Set<Int>) -> AtomValue {
    guard !block.parts.isEmpty else { return .suppressed }
    var sum = 0
    for part in block.parts {
      let asked = part.keys.count { keys.contains($0) }
      guard asked > 0 else { continue }
      guard asked == part.keys.count else { return .suppressed }
      sum += part.count
    }
    return .count(sum)
  }
}
