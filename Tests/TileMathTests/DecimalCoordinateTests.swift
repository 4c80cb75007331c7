import GeoPrimitives
import Support
import Testing
import TileMath

@Suite("Places of few digits in a cell")
struct DecimalCoordinateTests {
  private static func places(_ seed: UInt64) -> [Coordinate] {
    var random = SeededRandom(seed: seed)
    return (0..<5000).map { _ in
      Coordinate(
        longitude: Double.random(in: -180..<180, using: &random),
        latitude: Double.random(in: -80..<80, using: &random))
    }
  }

  @Test("lie in the cell")
  func inside() throws {
    for place in Self.places(1) {
      let cell = try #require(GridPoint(place))
      #expect(GridPoint(cell.decimalCoordinate) == cell)
    }
  }

  @Test("are the places that were given, if those have no more than seven decimals")
  func recovered() throws {
    for place in Self.places(2) {
      for scale in [1.0, 1e3, 1e6, 1e7] {
        let given = Coordinate(
          longitude: (place.longitude * scale).rounded() / scale,
          latitude: (place.latitude * scale).rounded() / scale)
        let cell = try #require(GridPoint(given))
        #expect(cell.decimalCoordinate == given)
      }
    }
  }

  @Test("have at most eight decimals")
  func short() throws {
    for place in Self.places(3) {
      let found = try #require(GridPoint(place)).decimalCoordinate
      for value in [found.longitude, found.latitude] {
        #expect((value * 1e8).rounded() / 1e8 == value)
      }
    }
  }
}
