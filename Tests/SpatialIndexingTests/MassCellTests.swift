import GeoPrimitives
import Support
import Testing
import TileMath

@testable import SpatialIndexing

@Suite("Cells of mass")
struct MassCellTests {
  @Test("hold the mass and the centre of their points", arguments: [12, 15, 18, 22, 32])
  func cellsMatchBruteForce(level: Int) throws {
    let places = PointSets.clustered(4000, seed: 31) + PointSets.scattered(300, seed: 32)
    var random = SeededRandom(seed: 33)
    let weights = places.map { _ in Double(Int.random(in: 1...100, using: &random)) }
    let index = try PointIndex(places, weights: weights)
    let cells = index.massCells(level: level, in: .everything)
    #expect(Set(cells) == Set(Self.grouped(places, weights, level: level)))
    #expect(cells.reduce(0) { $0 + $1.units } == Int64(weights.reduce(0, +)) * 65_536)
  }

  @Test("of a box are those that touch it, in the order of the whole")
  func cellsOfABoxKeepTheGlobalOrder() throws {
    let index = try PointIndex(PointSets.clustered(6000, seed: 34))
    let level = 16
    let all = index.massCells(level: level, in: .everything)
    var random = SeededRandom(seed: 35)
    for _ in 0..<50 {
      let x = random.uniform(95...140)
      let y = random.uniform(-11...5)
      let envelope = Envelope(minX: x, minY: y, maxX: x + 3, maxY: y + 2)
      let box = try #require(GridBox(envelope))
      let shift = UInt32(32 - level)
      let expected = all.filter {
        let corner = (x: ($0.x >> shift) << shift, y: ($0.y >> shift) << shift)
        let last = (UInt32(1) << shift) - 1
        return box.intersects(
          GridBox(minX: corner.x, minY: corner.y, maxX: corner.x + last, maxY: corner.y + last))
      }
      #expect(index.massCells(level: level, in: box) == expected)
    }
  }

  @Test("of many equal points are one cell at the point")
  func equalPointsMakeOneCell() throws {
    let place = Coordinate(longitude: 106.8, latitude: -6.2)
    let index = try PointIndex(Array(repeating: place, count: 10_000))
    let cell = try #require(GridPoint(place))
    for level in [12, 20, 32] {
      let cells = index.massCells(level: level, in: .everything)
      #expect(cells == [MassCell(x: cell.x, y: cell.y, units: 10_000 * 65_536)])
    }
  }

  @Test("of no points are none")
  func noPointsNoCells() throws {
    #expect(try PointIndex([]).massCells(level: 20, in: .everything).isEmpty)
  }

  private static func grouped(_ places: [Coordinate], _ weights: [Double], level: Int) -> [MassCell]
  {
    struct Key: Hashable {
      var x: UInt32
      var y: UInt32
    }
    let shift = UInt32(32 - level)
    var groups: [Key: (units: Int64, x: Double, y: Double)] = [:]
    for (place, weight) in zip(places, weights) {
      guard let point = GridPoint(place) else { continue }
      let key = Key(x: point.x >> shift, y: point.y >> shift)
      let units = Int64(weight * 65_536)
      var group = groups[key] ?? (0, 0, 0)
      group.units += units
      group.x += weight * Double(point.x)
      group.y += weight * Double(point.y)
      groups[key] = group
    }
    return groups.map { _, group in
      let mass = Double(group.units) / 65_536
      return MassCell(
        x: UInt32((group.x / mass).rounded(.down)), y: UInt32((group.y / mass).rounded(.down)),
        units: group.units)
    }
  }
}
