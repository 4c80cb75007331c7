import Foundation
import GeoPrimitives
import Support
import Testing

@Suite("The GeoJSON writer")
struct GeoJSONWriterTests {
  @Test("writes a point with the longitude first")
  func writesPoints() {
    let place = Coordinate(longitude: 112.5, latitude: -7.25)
    #expect(
      GeoJSONWriter.text(of: .point(place)) == #"{"type":"Point","coordinates":[112.5,-7.25]}"#)
  }

  @Test(
    "turns outer rings counter-clockwise and holes clockwise, however they came",
    arguments: [false, true], [false, true])
  func windsRings(outerTurned: Bool, holeTurned: Bool) throws {
    let outer = square(112, -8, side: 4)
    let hole = square(113, -7, side: 1)
    let polygon = Polygon(
      exterior: outerTurned ? outer.turned : outer, holes: [holeTurned ? hole.turned : hole])
    let rings = try Self.parts(GeoJSONWriter.text(of: .multiPolygon(MultiPolygon([polygon]))))[0]
    #expect(Self.doubledArea(rings[0]) == 32)
    #expect(Self.doubledArea(rings[1]) == -2)
    for ring in rings { #expect(ring.first == ring.last) }
  }

  @Test("keeps every vertex of every part")
  func keepsVertices() throws {
    let parts = try Self.parts(GeoJSONWriter.text(of: .multiPolygon(islands)))
    #expect(parts.map { $0.map(\.count) } == [[5, 5], [5]])
    let written = Set(parts.joined().joined())
    for polygon in islands.polygons {
      for place in polygon.rings.flatMap(\.coordinates) {
        #expect(written.contains([place.longitude, place.latitude]))
      }
    }
  }

  @Test("rounds to the decimals asked for", arguments: [0, 3, 7])
  func rounds(decimals: Int) throws {
    let place = Coordinate(longitude: 112.123_456_789, latitude: -7.987_654_321)
    let text = GeoJSONWriter.text(of: .point(place), decimals: decimals)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let position = try #require(object["coordinates"] as? [Double])
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    #expect(abs(position[0] - place.longitude) <= 0.5000001 / scale)
    #expect(abs(position[1] - place.latitude) <= 0.5000001 / scale)
  }

  @Test("writes features whose text may hold anything")
  func writesFeatures() throws {
    let text = GeoJSONWriter.feature(
      geometry: nil, properties: [("na\"me", JSONText.string("a\\b\n\u{1}é")), ("count", "3")])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["type"] as? String == "Feature")
    #expect(object["geometry"] is NSNull)
    let properties = try #require(object["properties"] as? [String: Any])
    #expect(properties["na\"me"] as? String == "a\\b\n\u{1}é")
    #expect(properties["count"] as? Int == 3)
  }

  @Test("writes JSON even of places that are not numbers")
  func survivesMissingNumbers() throws {
    let nowhere = Coordinate(longitude: .nan, latitude: .infinity)
    let text = GeoJSONWriter.text(of: .point(nowhere))
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
  }

  private static func parts(_ text: String) throws -> [[[[Double]]]] {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["type"] as? String == "MultiPolygon")
    return try #require(object["coordinates"] as? [[[[Double]]]])
  }

  private static func doubledArea(_ ring: [[Double]]) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) { $0 + $1.0[0] * $1.1[1] - $1.1[0] * $1.0[1] }.rounded()
  }
}
