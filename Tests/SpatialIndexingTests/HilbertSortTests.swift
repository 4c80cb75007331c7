import GeoPrimitives
import Support
import Testing

@testable import SpatialIndexing

@Suite("The Hilbert order")
struct HilbertSortTests {
  /// Keys of every kind: spread, in a narrow range, in two distant ones, few different ones, all equal.
  static let masks: [UInt64] = [
    .max, 0xFF, 0xFFFF_0000_0000, 1 << 63 | 0xFF_FFFF, 1 << 40 | 1, 0,
  ]

  @Test(
    "is what a comparison sort gives, stable for equal keys",
    arguments: [0, 1, 2, 12, 13, 25, 1000, 16_384, 16_385, 60_000])
  func radixMatchesComparison(count: Int) {
    var random = SeededRandom(seed: 51)
    for mask in Self.masks {
      expectSorted((0..<count).map { _ in random.next() & mask })
    }
  }

  @Test("is stable where points crowd at some places and are few between them")
  func crowdsAreSorted() {
    var random = SeededRandom(seed: 52)
    let centers = (0..<5).map { _ in random.next() }
    let widths: [UInt64] = [0, 3, 0xFFFF, 0xFF_FFFF_FFFF]
    expectSorted(
      (0..<100_000).map { position in
        guard position % 10 > 0 else { return random.next() }
        let center = centers[Int(random.next() % 5)]
        return center &+ random.next() & widths[Int(random.next() % 4)]
      })
  }

  @Test("is right where many keys share bits that are set")
  func sharedBitsAreSkipped() {
    var random = SeededRandom(seed: 55)
    for shared: UInt64 in [0x8000_0000_0000_0000, 0xFFF0_0000_0000_0000, 0xFFFF_FFFF_0000_0000] {
      expectSorted((0..<100_000).map { _ in random.next() | shared })
    }
  }

  @Test("is right however many bits of the keys differ", arguments: [14, 30, 90, 300])
  func everyWidthOfKeys(count: Int) {
    var random = SeededRandom(seed: 56)
    for bits in 0..<64 {
      expectSorted((0..<count).map { _ in random.next() >> UInt64(bits) })
    }
  }

  private func expectSorted(_ keys: [UInt64]) {
    let sorted = HilbertSort.sorted(keys.span)
    let expected = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    #expect(sorted.order.elementsEqual(expected.map { UInt32($0) }))
    #expect(sorted.keys.elementsEqual(expected.map { keys[$0] }))
  }

  @Test("has a key for every cell from which the cell is had again")
  func cellsComeBackFromKeys() {
    var random = SeededRandom(seed: 53)
    for _ in 0..<10_000 {
      let bits = random.next()
      let (x, y) = (UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32))
      let cell = HilbertCurve.cell(ofKey: HilbertCurve.key(x: x, y: y))
      #expect(cell == (x, y))
    }
  }

  @Test("is the order in which the orientations walk through the cells of every level")
  func keysFollowOrientations() {
    var random = SeededRandom(seed: 54)
    for _ in 0..<1000 {
      let key = random.next()
      var cell: (x: UInt32, y: UInt32) = (0, 0)
      var orientation = HilbertCurve.Orientation.root
      for shift in stride(from: UInt64(62), through: 0, by: -2) {
        let child = orientation.child(atStep: Int(key >> shift & 3))
        cell = (cell.x << 1 | child.xBit, cell.y << 1 | child.yBit)
        orientation = child.inner
      }
      #expect(HilbertCurve.cell(ofKey: key) == cell)
      #expect(HilbertCurve.key(x: cell.x, y: cell.y) == key)
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
