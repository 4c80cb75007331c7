import GeoPrimitives
import Testing

@Suite("Well-known text")
struct WKTWriterTests {
  private static func ring(_ corners: [(Double, Double)]) -> Ring {
    Ring(corners.map { Coordinate(longitude: $0.0, latitude: $0.1) })
  }

  @Test("has longitude before latitude, and the holes of a part behind its border")
  func geometries() {
    let place = Coordinate(longitude: 104.5, latitude: -9.25)
    #expect(WKTWriter.text(of: .point(place)) == "POINT (104.5 -9.25)")
    let part = Polygon(
      exterior: Self.ring([(0, 0), (4, 0), (4, 4), (0, 0)]),
      holes: [Self.ring([(2, 1), (3, 1), (3, 2), (2, 1)])])
    #expect(
      WKTWriter.text(of: .multiPolygon(MultiPolygon([part, part])), decimals: 1)
        == "MULTIPOLYGON (((0 0,4 0,4 4,0 0),(2 1,3 1,3 2,2 1)),((0 0,4 0,4 4,0 0),(2 1,3 1,3 2,2 1)))"
    )
    #expect(WKTWriter.text(of: .multiPolygon(MultiPolygon([]))) == "MULTIPOLYGON EMPTY")
  }
}
