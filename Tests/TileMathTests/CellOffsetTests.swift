import GeoPrimitives
import Support
import Testing
import TileMath

@Suite("An offset in a grid cell")
struct CellOffsetTests {
  private static func randomPlace(_ random: inout SeededRandom) -> Coordinate {
    Coordinate(longitude: random.uniform(-180...180), latitude: random.uniform(-85...85))
  }

  @Test("brings a place back within 1/512 of a cell, 1/256 where it stands for the middle")
  func roundTrip() throws {
    var random = SeededRandom(seed: 35)
    for _ in 0..<5000 {
      let place = Self.randomPlace(&random)
      let (cell, offset) = try #require(GridPoint.located(place))
      let back = cell.coordinate(at: offset)
      // What is more is the rounding of the projection.
      let limit = (offset == .middle ? 1.0 / 256 : 1.0 / 512) + 1e-5
      let scale = GridPoint.cellsAcross
      let dx = WebMercator.unitX(place.longitude) - WebMercator.unitX(back.longitude)
      let dy = WebMercator.unitY(place.latitude) - WebMercator.unitY(back.latitude)
      #expect(abs(dx) * scale <= limit && abs(dy) * scale <= limit)
    }
  }

  @Test("comes with the cell that the place has without it")
  func sameCell() {
    var random = SeededRandom(seed: 36)
    let limit = WebMercator.maximumLatitude
    let edges = [-180.0, 0, 180].flatMap { x in
      [-limit, 0, limit].map { Coordinate(longitude: x, latitude: $0) }
    }
    for place in edges + (0..<2000).map({ _ in Self.randomPlace(&random) }) {
      #expect(GridPoint.located(place)?.cell == GridPoint(place))
    }
    for (x, y) in [(0.0, 85.06), (180.000_1, 0), (.nan, 0), (0, .infinity)] {
      #expect(GridPoint.located(Coordinate(longitude: x, latitude: y)) == nil)
    }
  }

  @Test("grows eastwards and southwards, and reaches both ends")
  func directions() throws {
    let limit = WebMercator.maximumLatitude
    let first = try #require(
      GridPoint.located(Coordinate(longitude: -180, latitude: limit)))
    #expect(first.offset.x == 0)
    let last = try #require(GridPoint.located(Coordinate(longitude: 180, latitude: -limit)))
    #expect(last.offset == CellOffset(x: 255, y: 255))
    for step in UInt8(0)...254 {
      let (here, next) = (CellOffset(x: step, y: step), CellOffset(x: step + 1, y: step + 1))
      #expect(here.fraction.x < next.fraction.x && here.fraction.y < next.fraction.y)
    }
    let cell = GridPoint(x: 3_500_000_000, y: 2_200_000_000)
    let (low, high) = (CellOffset(x: 3, y: 3), CellOffset(x: 250, y: 250))
    #expect(cell.coordinate(at: low).longitude < cell.coordinate(at: high).longitude)
    #expect(cell.coordinate(at: low).latitude > cell.coordinate(at: high).latitude)
  }

  @Test("is found again from the place that it stands for, unless that is the middle")
  func stable() throws {
    let cell = GridPoint(x: 3_500_000_000, y: 2_200_000_000)
    for x in UInt8(0)...255 {
      for y in stride(from: UInt8(0), to: 250, by: 7) {
        let offset = CellOffset(x: x, y: y)
        let found = try #require(GridPoint.located(cell.coordinate(at: offset)))
        #expect(found.cell == cell && found.offset == offset)
      }
    }
  }

  @Test("in the middle is the middle exactly")
  func middle() {
    #expect(CellOffset.middle.fraction == (0.5, 0.5))
    let cell = GridPoint(x: 77, y: 1 << 31)
    #expect(cell.coordinate(at: .middle) == cell.coordinate)
  }
}
