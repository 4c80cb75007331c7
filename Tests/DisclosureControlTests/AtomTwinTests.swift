import GeoPrimitives
import Support
import Testing

@testable import DisclosureControl

/// Somebody who knows the rule can exclude an input only if it is published otherwise. So a hidden
/// number is safe when another input, in which it has another value, is published alike. Such twins can
/// be made for countries of any size.
@Suite("A twin that is published alike")
struct AtomTwinTests {
  /// Two parts of a merged thing, told by which tips are theirs, and how a tip moves into each.
  struct Pair {
    var isFirst: (AtomWorld.Tip) -> Bool
    var isSecond: (AtomWorld.Tip) -> Bool
    var toFirst: (inout AtomWorld.Tip) -> Void
    var toSecond: (inout AtomWorld.Tip) -> Void
  }

  /// The world with the tips of both exchanged or, when they have equally many, one tip moved.
  static func twin(of world: AtomWorld, _ pair: Pair) -> AtomWorld {
    var twin = world
    let first = world.tips.indices.filter { pair.isFirst(world.tips[$0]) }
    let second = world.tips.indices.filter { pair.isSecond(world.tips[$0]) }
    if first.count == second.count {
      if let place = first.first { pair.toSecond(&twin.tips[place]) }
    } else {
      for place in first { pair.toSecond(&twin.tips[place]) }
      for place in second { pair.toFirst(&twin.tips[place]) }
    }
    return twin
  }

  /// The parts of a merged thing of different size, or the first two.
  static func unequal(_ counts: [Int]) -> [(Int, Int)] {
    counts.indices.map { place in
      (place, counts.indices.first { counts[$0] != counts[place] } ?? (place == 0 ? 1 : 0))
    }
  }

  static func areas(_ world: AtomWorld, _ a: String, _ b: String) -> Pair {
    func holds(_ area: String) -> (AtomWorld.Tip) -> Bool {
      { world.register.villages[$0.village].hasPrefix(area) }
    }
    func move(_ area: String) -> (inout AtomWorld.Tip) -> Void {
      let village = world.register.villages.firstIndex { $0.hasPrefix(area) } ?? 0
      return { $0.village = village }
    }
    return Pair(isFirst: holds(a), isSecond: holds(b), toFirst: move(a), toSecond: move(b))
  }

  @Test("exists for every area of every block, with another count of that area")
  func ofAreas() throws {
    var twins = 0
    for world in try AtomTableTests.worlds(15) {
      let table = AtomTable(closing: try world.counts)
      for layer in [AtomRow.Layer.village, .district] {
        for block in table[layer].blocks where block.members.count > 1 {
          let counts = block.members.map { world.count(in: $0) }
          for (a, b) in Self.unequal(counts) {
            let pair = Self.areas(world, block.members[a], block.members[b])
            let twin = Self.twin(of: world, pair)
            let other = AtomTable(closing: try twin.counts)
            #expect(other[layer] == table[layer])
            #expect(layer == .district || other == table)
            #expect(twin.count(in: block.members[a]) != counts[a] || counts[a] == 0)
            twins += 1
          }
        }
      }
    }
    #expect(twins > 300)
  }

  @Test("exists for every merged week and every merged category of a block")
  func ofParts() throws {
    var twins = 0
    for world in try AtomTableTests.worlds(15) {
      let table = AtomTable(closing: try world.counts)
      for layer in [AtomRow.Layer.week, .regency] {
        let key = layer == .week ? \AtomWorld.Tip.week : \AtomWorld.Tip.category
        for block in table[layer].blocks {
          for part in block.parts where part.keys.count > 1 {
            func holds(_ tip: AtomWorld.Tip, _ value: Int) -> Bool {
              tip[keyPath: key] == value
                && block.members.contains { world.register.villages[tip.village].hasPrefix($0) }
            }
            let counts = part.keys.map { value in world.tips.count { holds($0, value) } }
            for (a, b) in Self.unequal(counts) {
              let pair = Pair(
                isFirst: { holds($0, part.keys[a]) }, isSecond: { holds($0, part.keys[b]) },
                toFirst: { $0[keyPath: key] = part.keys[a] },
                toSecond: { $0[keyPath: key] = part.keys[b] })
              let twin = Self.twin(of: world, pair)
              #expect(AtomTable(closing: try twin.counts) == table)
              #expect(twin != world || counts[a] == 0)
              twins += 1
            }
          }
        }
      }
    }
    #expect(twins > 200)
  }
}

extension AtomWorld: Equatable {
  static func == (a: AtomWorld, b: AtomWorld) -> Bool { a.tips == b.tips && a.month == b.month }
}
