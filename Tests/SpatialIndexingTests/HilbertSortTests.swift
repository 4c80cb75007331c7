import GeoPrimitives
import Support
import Testing

@testable import SpatialIndexing

@Suite("The Hilbert order")
struct HilbertSortTests {
  @Test(
    "is what a comparison sort gives, stable for equal keys", arguments: [0, 1, 2, 1000, 20_000])
  func radixMatchesComparison(count: Int) {
    var random = SeededRandom(seed: 51)
    let masks: [UInt64] = [.max, 0xFF, 0xFFFF_0000_0000, 0]
    for mask in masks {
      let items = (0..<count).map {
        KeyedItem(key: random.next() & mask, item: UInt32($0))
      }
      var sorted = items
      HilbertSort.sort(&sorted)
      let expected = items.sorted { ($0.key, $0.item) < ($1.key, $1.item) }
      #expect(sorted.map(\.item) == expected.map(\.item))
    }
  }

  @Test("has neighbours along the curve that are neighbours on the ground")
  func curveIsContinuous() {
    // The upper 5 bits of each axis: a 32 × 32 grid of cells.
    var cells: [(key: UInt64, x: Int, y: Int)] = []
    for x in 0..<32 {
      for y in 0..<32 {
        let key = HilbertCurve.key(x: UInt32(x) << 27, y: UInt32(y) << 27)
        cells.append((key >> 54, x, y))
      }
    }
    cells.sort { $0.key < $1.key }
    #expect(cells.map(\.key) == (0..<1024).map { UInt64($0) })
    for (a, b) in zip(cells, cells.dropFirst()) {
      #expect(abs(a.x - b.x) + abs(a.y - b.y) == 1)
    }
  }
}
