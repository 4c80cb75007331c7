import GeoPrimitives
import Support
import Testing
import TileMath

@testable import SpatialIndexing

@Suite("Exchange of mass in a layered index")
struct ExchangeTests {
  /// A place to the last bit that an index keeps.
  private struct Spot: Hashable {
    var cell: GridPoint
    var offset: CellOffset
  }

  private static func index(_ mass: [(Spot, Int64)]) throws -> PointIndex {
    try PointIndex(
      gridPoints: mass.map(\.0.cell), offsets: mass.map(\.0.offset),
      weights: mass.map { FixedWeight(units: $0.1) })
  }

  /// The mass of an index, spot by spot.
  private static func mass(_ index: PointIndex, _ sign: Int64 = 1) -> [Spot: Int64] {
    var sums: [Spot: Int64] = [:]
    for position in 0..<index.count {
      let spot = Spot(cell: index.point(at: position), offset: index.offset(at: position))
      sums[spot, default: 0] += sign * index.units(at: position)
    }
    return sums
  }

  private static func mass(_ index: LayeredPointIndex) -> [Spot: Int64] {
    mass(index.base).merging(mass(index.added), uniquingKeysWith: +)
      .merging(mass(index.removed, -1), uniquingKeysWith: +).filter { $0.value != 0 }
  }

  private static func randomMass(_ count: Int, _ random: inout SeededRandom) -> [(Spot, Int64)] {
    (0..<count).map { _ in
      let cell = GridPoint(
        x: UInt32.random(in: 1000...1003, using: &random),
        y: UInt32.random(in: 2000...2002, using: &random))
      let offset = CellOffset(x: UInt8.random(in: 127...129, using: &random), y: 128)
      return (Spot(cell: cell, offset: offset), Int64.random(in: 1...9, using: &random))
    }
  }

  @Test("takes and puts exactly the mass that is told", arguments: 0..<40 as Range<UInt64>)
  func matchesDictionary(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let start = Self.randomMass(Int.random(in: 0...60, using: &random), &random)
    let layered = LayeredPointIndex(try Self.index(start))
    // Part of what is there goes, in pieces that are no points of the base.
    var known = Self.mass(layered)
    var old: [(Spot, Int64)] = []
    for (spot, units) in known.sorted(by: { $0.key.cell.hilbertKey < $1.key.cell.hilbertKey })
    where Bool.random(using: &random) {
      let taken = Int64.random(in: 1...units, using: &random)
      let first = Int64.random(in: 0...taken, using: &random)
      old += [(spot, first), (spot, taken - first)]
      known[spot] = units - taken
    }
    let new = Self.randomMass(Int.random(in: 0...10, using: &random), &random)
    for (spot, units) in new { known[spot, default: 0] += units }
    let exchanged = try layered.exchanging(Self.index(old), for: Self.index(new))
    let expected = known.filter { $0.value != 0 }
    #expect(Self.mass(exchanged) == expected)
    #expect(Self.mass(exchanged.merged()).filter { $0.value != 0 } == expected)
    #expect(exchanged.base.count == layered.base.count)
  }

  @Test("passes over mass that is not there")
  func missingMass() throws {
    var random = SeededRandom(seed: 5)
    let start = Self.randomMass(20, &random)
    let layered = LayeredPointIndex(try Self.index(start))
    let elsewhere = Spot(cell: GridPoint(x: 5, y: 5), offset: .middle)
    let exchanged = try layered.exchanging(
      Self.index([(elsewhere, 3)]), for: Self.index([]))
    #expect(Self.mass(exchanged) == Self.mass(layered))
    let spot = start[0].0
    let all = try layered.exchanging(Self.index([(spot, 1_000_000)]), for: Self.index([]))
    #expect(Self.mass(all)[spot] == nil)
  }
}
