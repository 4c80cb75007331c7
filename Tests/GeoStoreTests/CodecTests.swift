import GeoPrimitives
import Support
import Testing

@testable import GeoStore

@Suite("GeoPackage geometries and times")
struct CodecTests {
  @Test("A point has the bytes that the standard prescribes")
  func pointBytes() {
    let blob = GeoPackageGeometry.blob(of: .point(Coordinate(longitude: 1, latitude: -2)))
    let expected: [UInt8] =
      [0x47, 0x50, 0, 1, 0xE6, 0x10, 0, 0, 1, 1, 0, 0, 0]
      + [0, 0, 0, 0, 0, 0, 0xF0, 0x3F] + [0, 0, 0, 0, 0, 0, 0, 0xC0]
    #expect(blob == expected)
  }

  @Test("Points and areas come back, with their boxes")
  func roundTrip() throws {
    let geometries: [Geometry] = [
      .point(Coordinate(longitude: 106.8456, latitude: -6.2088)), .multiPolygon(Sample.islands),
      .multiPolygon(Sample.square(95, -11)),
    ]
    for geometry in geometries {
      let blob = GeoPackageGeometry.blob(of: geometry)
      #expect(try GeoPackageGeometry.geometry(from: blob) == geometry)
      #expect(try GeoPackageGeometry.envelope(of: blob) == geometry.envelope)
      #expect(try GeoPackageHeader(blob).srsID == 4326)
    }
    #expect(try GeoPackageHeader(GeoPackageGeometry.blob(of: geometries[1])).envelope != nil)
    #expect(try GeoPackageHeader(GeoPackageGeometry.blob(of: geometries[0])).envelope == nil)
  }

  @Test("Empty geometries are marked and read as none")
  func empty() throws {
    let geometries: [Geometry] = [
      .multiPolygon(MultiPolygon([])), .point(Coordinate(longitude: .nan, latitude: .nan)),
    ]
    for geometry in geometries {
      let blob = GeoPackageGeometry.blob(of: geometry)
      #expect(try GeoPackageHeader(blob).isEmpty)
      #expect(try GeoPackageGeometry.geometry(from: blob) == nil)
      #expect(try GeoPackageGeometry.envelope(of: blob) == nil)
      #expect(plainPlace(in: blob) == nil)
    }
  }

  @Test(
    "Headers in either byte order and with any envelope are read",
    arguments: [(1, 4), (2, 6), (3, 6), (4, 8)])
  func otherHeaders(indicator: UInt8, edges: Int) throws {
    let body = Array(GeoPackageGeometry.blob(of: .multiPolygon(Sample.islands)).dropFirst(40))
    var bigEndian: [UInt8] = [0x47, 0x50, 0, indicator << 1, 0, 0, 0x10, 0xE6]
    for edge in [1.0, 3, 2, 4, 0, 9, 0, 9].prefix(edges) {
      bigEndian += (0..<8).map { UInt8(truncatingIfNeeded: edge.bitPattern >> (56 - 8 * $0)) }
    }
    let blob = bigEndian + body
    #expect(try GeoPackageHeader(blob).srsID == 4326)
    #expect(
      try GeoPackageGeometry.envelope(of: blob) == Envelope(minX: 1, minY: 2, maxX: 3, maxY: 4))
    #expect(try GeoPackageGeometry.geometry(from: blob) == .multiPolygon(Sample.islands))
  }

  @Test("Cut off or scrambled bytes throw and do not crash")
  func scrambled() {
    var random = SeededRandom(seed: 4)
    for geometry in [
      Geometry.point(Coordinate(longitude: 1, latitude: 2)), .multiPolygon(Sample.islands),
    ] {
      let blob = GeoPackageGeometry.blob(of: geometry)
      for length in 0..<blob.count {
        #expect(throws: GeoPackageGeometryError.self) {
          try GeoPackageGeometry.geometry(from: Array(blob.prefix(length)))
        }
      }
      for _ in 0..<2000 {
        var bytes = blob
        for _ in 0..<3 {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
            in: .min ... .max, using: &random)
        }
        _ = try? GeoPackageGeometry.geometry(from: bytes)
        _ = try? GeoPackageGeometry.envelope(of: bytes)
      }
    }
  }

  @Test("The short way for points agrees with the general one")
  func plainPoints() throws {
    var random = SeededRandom(seed: 8)
    for _ in 0..<1000 {
      let place = Coordinate(
        longitude: random.uniform(-180...180), latitude: random.uniform(-90...90))
      let blob = GeoPackageGeometry.blob(of: .point(place))
      #expect(plainPlace(in: blob) == place)
      #expect(try GeoPackageGeometry.geometry(from: blob) == .point(place))
    }
    let area = GeoPackageGeometry.blob(of: .multiPolygon(Sample.islands))
    #expect(plainPlace(in: area) == nil)
  }

  @Test("Times are written as ISO 8601 and read back to the second")
  func times() {
    var random = SeededRandom(seed: 2)
    let edges: [Int64] = [DateTimeText.range.lowerBound, DateTimeText.range.upperBound - 1, 0, -1]
    let moments =
      edges + (0..<2000).map { _ in Int64.random(in: DateTimeText.range, using: &random) }
    for seconds in moments {
      let moment = Instant(secondsSince1970: seconds)
      guard let bytes = DateTimeText.bytes(of: moment) else {
        Issue.record("\(seconds) has no text")
        continue
      }
      #expect(String(decoding: bytes, as: UTF8.self) == moment.iso8601.dropLast() + ".000Z")
      #expect(plainSeconds(of: bytes) == seconds)
    }
    #expect(DateTimeText.bytes(of: Instant(secondsSince1970: .min)) == nil)
    #expect(DateTimeText.bytes(of: Instant(secondsSince1970: .max)) == nil)
  }

  @Test(
    "Other forms of a time are left to the general reader",
    arguments: [
      "", "2026-03-09", "2026-03-09T08:30:00+07:00", "2026-13-09T08:30:00Z", "2026-03-09T24:30:00Z",
      "2026-03-09 08:30:00Z", "2026-03-09T08:30:0xZ", "not a time at all Z",
    ])
  func otherTimes(text: String) {
    #expect(plainSeconds(of: Array(text.utf8)) == nil)
  }

  @Test("A fraction of a second is cut off, and may be missing")
  func fractions() {
    #expect(plainSeconds(of: Array("1970-01-01T00:00:01Z".utf8)) == 1)
    let text = Array("1970-01-01T00:00:01.999Z".utf8)
    #expect(plainSeconds(of: text) == 1)
  }

  // A view of an array's bytes is unsafe in name only: the array is alive during the call.
  private func plainPlace(in bytes: [UInt8]) -> Coordinate? {
    unsafe PlainPoint.place(in: bytes.span.bytes)
  }

  private func plainSeconds(of bytes: [UInt8]) -> Int64? {
    unsafe DateTimeText.seconds(of: bytes.span.bytes)
  }
}
