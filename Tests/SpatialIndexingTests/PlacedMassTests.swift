import GeoPrimitives
import Support
import Testing
import TileMath

@testable import SpatialIndexing

@Suite("Mass where it lies")
struct PlacedMassTests {
  /// A spot of the grid in steps of 1/512 of a cell, which are whole numbers for all of them.
  private struct Spot: Hashable {
    var x: Int
    var y: Int

    init(_ mass: PlacedMass) { (x, y) = (Int(mass.x * 512), Int(mass.y * 512)) }

    init(_ cell: GridPoint, _ offset: CellOffset) {
      let (dx, dy) = offset.fraction
      x = Int((Double(cell.x) + dx) * 512)
      y = Int((Double(cell.y) + dy) * 512)
    }
  }

  /// Points crowded into few cells, with many in the very same spot.
  private static func crowded(seed: UInt64) throws -> (
    points: [(cell: GridPoint, offset: CellOffset)], weights: [FixedWeight], index: PointIndex
  ) {
    var random = SeededRandom(seed: seed)
    let points = (0..<1500).map { _ in
      (
        cell: GridPoint(
          x: 3_500_000_000 + UInt32.random(in: 0...9, using: &random),
          y: 2_200_000_000 + UInt32.random(in: 0...9, using: &random)),
        offset: CellOffset(x: UInt8.random(in: 127...128, using: &random), y: 128)
      )
    }
    let weights = points.map { _ in FixedWeight(units: Int64.random(in: 0...99_999, using: &random))
    }
    let index = try PointIndex(
      gridPoints: points.map(\.cell), offsets: points.map(\.offset), weights: weights)
    return (points, weights, index)
  }

  @Test("is in every box what adding up the points by their spot gives")
  func matchesBruteForce() throws {
    let (points, weights, index) = try Self.crowded(seed: 41)
    var random = SeededRandom(seed: 42)
    for _ in 0..<50 {
      let corner = GridPoint(
        x: 3_499_999_998 + UInt32.random(in: 0...11, using: &random),
        y: 2_199_999_998 + UInt32.random(in: 0...11, using: &random))
      let box = GridBox(minX: corner.x, minY: corner.y, maxX: corner.x + 4, maxY: corner.y + 5)
      var expected: [Spot: Int64] = [:]
      for (point, weight) in zip(points, weights)
      where box.contains(x: point.cell.x, y: point.cell.y) {
        expected[Spot(point.cell, point.offset), default: 0] += weight.units
      }
      var found: [Spot: Int64] = [:]
      index.visitPlacedMass(in: box) { masses in
        for position in masses.indices {
          let mass = masses[position]
          found[Spot(mass), default: 0] += Int64(mass.mass * Float(FixedWeight.unitsPerOne))
        }
        return true
      }
      #expect(found == expected)
    }
  }

  @Test("of many points in one spot is one mass")
  func coincident() throws {
    let place = Coordinate(longitude: 110, latitude: -7)
    for (count, masses) in [(1, 1), (4, 4), (5, 1), (5000, 1)] {
      let index = try PointIndex(Array(repeating: place, count: count))
      var found: [PlacedMass] = []
      index.visitPlacedMass(in: .everything) { masses in
        for position in masses.indices { found.append(masses[position]) }
        return true
      }
      #expect(found.count == masses)
      #expect(found.reduce(0) { $0 + $1.mass } == Float(count))
    }
  }

  @Test("comes in portions, until told to stop")
  func stops() throws {
    let index = try PointIndex(PointSets.scattered(5000, seed: 43))
    var portions: [Int] = []
    index.visitPlacedMass(in: .everything) { masses in
      portions.append(masses.count)
      return true
    }
    #expect(portions.count > 3 && portions.reduce(0, +) == 5000)
    var calls = 0
    index.visitPlacedMass(in: .everything) { _ in
      calls += 1
      return false
    }
    #expect(calls == 1)
  }
}
