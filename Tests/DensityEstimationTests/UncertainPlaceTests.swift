import GeoPrimitives
import Testing
import TileMath

@testable import DensityEstimation

@Suite("An uncertain place")
struct UncertainPlaceTests {
  @Test("that is a disc is spread evenly within its radius")
  func discIsEven() {
    let center = Coordinate(longitude: 110, latitude: -7)
    let metric = GroundMetric(latitude: -7)
    let points = UncertainPlaces.discPoints(around: center, radiusMeters: 500)
    let distances = points.map { metric.distanceMeters(center, $0) }
    #expect(points.count == 16)
    #expect(distances.allSatisfy { $0 < 500 })
    // Half of the mass lies within the circle of half the area.
    #expect(distances.count(where: { $0 < 500 / 2.0.squareRoot() }) == 8)
    let mean = points.reduce(0) { $0 + $1.longitude } / 16
    #expect(abs(mean - 110) * metric.metersPerDegreeLongitude < 60)
  }

  @Test("that is a village is spread over all of it and nothing else")
  func areaIsCovered() {
    let area = AreaDensityTests.area
    let points = UncertainPlaces.areaPoints(in: area)
    #expect(points.count == 64)
    #expect(points.allSatisfy { area.contains($0) })
    #expect(Set(points).count == 64)
    let north = points.count(where: { $0.latitude > -7.95 + 0.025 })
    #expect((12...26).contains(north))
    #expect(points == UncertainPlaces.areaPoints(in: area))
  }

  @Test("in an area without extent has no points")
  func noArea() {
    #expect(UncertainPlaces.areaPoints(in: MultiPolygon([])).isEmpty)
  }
}
