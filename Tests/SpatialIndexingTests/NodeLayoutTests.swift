import Testing

@testable import SpatialIndexing

@Suite("The layout of a packed tree")
struct NodeLayoutTests {
  static let sizes = [0, 1, 15, 16, 17, 255, 256, 257, 4095, 4096, 4097, 70_000]

  @Test("walks over every item once, in order", arguments: sizes)
  func walkSeesAll(size: Int) {
    let layout = NodeLayout(itemCount: size)
    for stop in [NodeLayout.Relation.across, .inside] {
      var next = 0
      let reachedEnd = layout.walk({ $0 % 7 == 3 ? stop : .across }) { items, _ in
        #expect(items.lowerBound == next)
        next = items.upperBound
        return true
      }
      #expect(reachedEnd)
      #expect(next == size)
    }
  }

  @Test("leaves out what lies outside, and stops when told to", arguments: sizes)
  func walkSkips(size: Int) {
    let layout = NodeLayout(itemCount: size)
    // Every third leaf is outside, whatever is above it.
    let leaves = (size + 15) / 16
    var seen: [Int] = []
    _ = layout.walk({ $0 < leaves && $0 % 3 == 1 ? .outside : .across }) { items, isInside in
      #expect(!isInside)
      seen.append(items.lowerBound / 16)
      return seen.count < 100
    }
    #expect(seen == Array((0..<leaves).filter { $0 % 3 != 1 }.prefix(100)))
  }

  @Test("has as many nodes as its levels need", arguments: sizes)
  func nodeCounts(size: Int) {
    let layout = NodeLayout(itemCount: size)
    var (entries, total, height) = (size, 0, 0)
    while entries > 1 || (entries == 1 && height == 0) {
      entries = (entries + 15) / 16
      #expect(layout.nodeCount(ofLevel: height) == entries)
      #expect(layout.slot(ofNode: 0, level: height) == total)
      total += entries
      height += 1
    }
    #expect(layout.height == height)
    #expect(layout.nodeCount == total)
  }

  @Test("bears as many items as 32 bits can number")
  func largest() {
    let layout = NodeLayout(itemCount: Int(UInt32.max))
    #expect(layout.height == 8)
    #expect(layout.items(ofNode: 0, level: 7) == 0..<Int(UInt32.max))
    #expect(layout.items(ofNode: 15, level: 6).upperBound == Int(UInt32.max))
  }

  @Test("finds leaves around one that hold what is asked for, each stretch within the next")
  func leavesAround() {
    for size in Self.sizes where size > 0 {
      let layout = NodeLayout(itemCount: size)
      let all = layout.nodeCount(ofLevel: 0)
      for leaf in [0, all / 2, all - 1] {
        var before = leaf..<leaf + 1
        for wanted in [1, 16, 17, 100, 5000, .max] {
          let leaves = layout.leaves(around: leaf, holding: wanted)
          #expect(leaves.contains(leaf) && leaves.lowerBound >= 0 && leaves.upperBound <= all)
          #expect(leaves == 0..<all || leaves.count * 16 >= wanted)
          #expect(leaves.lowerBound <= before.lowerBound && leaves.upperBound >= before.upperBound)
          before = leaves
        }
      }
    }
  }
}
