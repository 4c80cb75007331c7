import Support
import Testing

@testable import MapRendering

@Suite("A mask of pixels")
struct PixelMaskTests {
  @Test("holds the pixels whose centres lie in an area, holes left out")
  func bruteForce() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<60 {
      let exterior = Self.star(&random, around: 16, radius: 6...22)
      let hole = Self.star(&random, around: 16, radius: 1...5)
      let polygon = PlanarPolygon(exterior: exterior, holes: [hole])
      let scale = random.uniform(0.5...2)
      var mask = PixelMask(columns: 40, rows: 30)
      mask.fill(polygon, scale: scale)
      for row in 0..<30 {
        for column in 0..<40 {
          let x = (Double(column) + 0.5) / scale
          let y = (Double(row) + 0.5) / scale
          let isInside = Self.contains(exterior, x, y) != Self.contains(hole, x, y)
          #expect(mask.isSet[row * 40 + column] == isInside)
        }
      }
    }
  }

  @Test("is the same for an area cut in two as for the whole")
  func seams() {
    var whole = PixelMask(columns: 20, rows: 20)
    whole.fill(Self.box(2, 3, 18, 17))
    var halves = PixelMask(columns: 20, rows: 20)
    halves.fill(Self.box(2, 3, 9.5, 17))
    #expect(!halves.isEmpty && halves.isSet != whole.isSet)
    halves.fill(Self.box(9.5, 3, 18, 17))
    #expect(halves.isSet == whole.isSet)
    #expect(whole.isSet.count { $0 } == 16 * 14)
  }

  @Test("stays empty for areas beside the picture, without extent, or of no size")
  func empty() {
    var mask = PixelMask(columns: 8, rows: 8)
    mask.fill(Self.box(-20, -20, -1, 30))
    mask.fill(Self.box(3, 3, 3, 7))
    mask.fill(PlanarPolygon(exterior: []))
    mask.fill(Self.box(.nan, 0, .infinity, 8))
    #expect(mask.isEmpty)
    var none = PixelMask(columns: 0, rows: -3)
    none.fill(Self.box(0, 0, 5, 5))
    #expect(none.isEmpty)
  }

  private static func box(_ x: Double, _ y: Double, _ right: Double, _ bottom: Double)
    -> PlanarPolygon
  {
    PlanarPolygon(exterior: [
      PlanarPoint(x: x, y: y), PlanarPoint(x: right, y: y), PlanarPoint(x: right, y: bottom),
      PlanarPoint(x: x, y: bottom),
    ])
  }

  private static func star(
    _ random: inout SeededRandom, around center: Double, radius: ClosedRange<Double>
  ) -> [PlanarPoint] {
    (0..<12).map { corner in
      // A turn in twelve steps, by the complex number of thirty degrees.
      var (x, y) = (1.0, 0.0)
      for _ in 0..<corner { (x, y) = (x * 0.866_025_403 - y * 0.5, x * 0.5 + y * 0.866_025_403) }
      let length = random.uniform(radius)
      return PlanarPoint(x: center + x * length, y: center + y * length)
    }
  }

  private static func contains(_ ring: [PlanarPoint], _ x: Double, _ y: Double) -> Bool {
    var isInside = false
    var last = ring[ring.count - 1]
    for point in ring {
      if (point.y <= y) != (last.y <= y),
        x < point.x + (y - point.y) / (last.y - point.y) * (last.x - point.x)
      {
        isInside.toggle()
      }
      last = point
    }
    return isInside
  }
}
