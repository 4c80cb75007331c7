import DisclosureControl
import GeoPrimitives
import GeoStore
import SpatialIndexing

/// What published numbers say of each village.
struct PublishedMasses: Sendable {
  /// What they say of one village. Zero is a statement, too.
  struct Village: Sendable, Equatable {
    /// The tips that are published for the village alone.
    var told = 0
    /// Its equal share, in units of `FixedWeight`, of numbers that are published for a larger area of
    /// which it is a part.
    var shared: Int64 = 0
    /// Its equal share of numbers that are published for several areas together, because one alone would
    /// be too small.
    var merged: Int64 = 0
    /// Whether there are numbers of which nobody knows whether they concern it.
    var isUnknown = false

    /// The number of tips; `nil` when it is suppressed.
    var count: Int? { shared == 0 && merged == 0 && !isUnknown ? told : nil }

    /// All mass that is drawn in the village, in units.
    var units: Int64 { Int64(told) * FixedWeight.unitsPerOne + shared + merged }

    /// Whether half of what is drawn or more comes from numbers for several areas.
    var isMostlyMerged: Bool { isUnknown || (merged > 0 && 2 * merged >= units) }
  }

  /// A number that is published for some villages together.
  struct Unit: Sendable {
    /// The positions of the villages, ascending.
    var villages: [Int]
    var count: Int
  }

  /// By position of the village.
  private(set) var villages: [Village]
  /// The numbers that are published for several villages together.
  private(set) var units: [Unit] = []

  private let layer: AreaLayer

  init(_ layer: AreaLayer) {
    self.layer = layer
    villages = Array(repeating: Village(), count: layer.areas.count)
  }

  /// Adds what a month, or some of its weeks, say.
  /// - Parameters:
  ///   - piece: The month or weeks.
  ///   - categories: The names of the categories; all when empty.
  ///   - tier: Whose numbers.
  ///   - isSeen: Whether a block may be looked at, by the positions of its villages.
  mutating func add(
    _ piece: PublishedTables.Piece, categories: Set<TipCategory>, tier: DisclosureTier,
    where isSeen: ([Int]) -> Bool = { _ in true }
  ) {
    let names = piece.table.categories
    let keys =
      categories.isEmpty
      ? piece.weeks : Set(names.indices.filter { TipCategory.named(names[$0], in: categories) })
    let layer =
      !categories.isEmpty
      ? piece.table.regencies
      : tier == .partner
        ? piece.table.districts
        : piece.weeks == nil ? piece.table.villages : piece.table.weeks
    guard !layer.isWithheld else { return markUnknown() }
    for block in layer.blocks { add(block, keys, where: isSeen) }
  }

  /// Says that there are numbers of which nothing is told.
  mutating func markUnknown() {
    for position in villages.indices { villages[position].isUnknown = true }
  }

  private mutating func add(
    _ block: AtomBlock, _ keys: Set<Int>?, where isSeen: ([Int]) -> Bool
  ) {
    let members = block.members.map { layer.positions(within: $0) }
    let positions = members.flatMap { Array($0) }
    guard !positions.isEmpty else { return }
    guard isSeen(positions) else {
      for position in positions { villages[position].isUnknown = true }
      return
    }
    let (count, isWhole) = Self.count(of: block, keys)
    if !isWhole {
      for position in positions { villages[position].isUnknown = true }
    }
    guard count > 0 else { return }
    if positions.count == 1, layer.areas[positions[0]].code.text == block.members.first {
      villages[positions[0]].told += count
      return
    }
    units.append(Unit(villages: positions, count: count))
    share(count, among: positions, isMerged: block.members.count > 1)
  }

  /// The tips of the parts that lie wholly in the keys, and whether no other part touches them.
  private static func count(
    of block: AtomBlock, _ keys: Set<Int>?
  ) -> (count: Int, isWhole: Bool) {
    guard let keys else { return (block.count, true) }
    var (sum, isWhole) = (0, true)
    for part in block.parts {
      let asked = part.keys.count { keys.contains($0) }
      if asked == part.keys.count { sum += part.count } else if asked > 0 { isWhole = false }
    }
    return (sum, isWhole)
  }

  /// Equal shares that add up to the count to the unit.
  private mutating func share(_ count: Int, among positions: [Int], isMerged: Bool) {
    let total = Int64(count) * FixedWeight.unitsPerOne
    let (each, rest) = total.quotientAndRemainder(dividingBy: Int64(positions.count))
    for (place, position) in positions.enumerated() {
      let units = each + (place < rest ? 1 : 0)
      if isMerged {
        villages[position].merged += units
      } else {
        villages[position].shared += units
      }
    }
  }
}

extension TipCategory {
  /// Whether a name is that of one of some categories.
  fileprivate static func named(_ name: String, in categories: Set<TipCategory>) -> Bool {
    TipCategory(rawValue: name).map(categories.contains) ?? false
  }
}

extension AreaLayer {
  /// The positions of the areas that lie in the area of a code, itself among them.
  /// - Complexity: O(log n).
  func positions(within code: String) -> Range<Int> {
    let first = areas.partitioningIndex { $0.code.text >= code }
    // A colon follows the dot and all digits.
    let last = areas.partitioningIndex { $0.code.text >= code + ":" }
    return first..<max(first, last)
  }

  /// The positions of the areas of an area of responsibility, ascending.
  func positions(within area: AreaOfResponsibility) -> [Int] {
    guard let codes = area.codes else { return Array(areas.indices) }
    return Set(codes.flatMap { Array(positions(within: $0)) }).sorted()
  }
}
