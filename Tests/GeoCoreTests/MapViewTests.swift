import DemoSupport
import Foundation
import GeoStore
import MapRendering
import Support
import Testing

@testable import GeoCore

@Suite("Views of a map")
struct MapViewTests {
  static let world = WebMercator.halfExtentMeters

  /// A view of a block of tiles of a zoom, in Web Mercator.
  static func view(
    of tile: TileID, columns: Int = 1, rows: Int = 1, ratio: Double = 1
  ) throws -> MapView {
    let side = 2 * world / Double(1 << tile.zoom)
    let (west, north) = (Double(tile.x) * side - world, world - Double(tile.y) * side)
    let extent = Envelope(
      minX: west, minY: north - Double(rows) * side, maxX: west + Double(columns) * side,
      maxY: north)
    return try MapView(
      .webMercator, extent: extent, width: Int(256 * Double(columns) * ratio),
      height: Int(256 * Double(rows) * ratio), pixelRatio: ratio)
  }

  // MARK: Where places lie

  /// The textbook formulae, written again.
  private static func expected(_ place: Coordinate, in view: MapView) -> PlanarPoint {
    let (lon, lat) = (place.longitude, place.latitude)
    let (x, y) =
      view.system == .geographic
      ? (lon, lat)
      : (
        lon * .pi / 180 * 6_378_137, log(tan(.pi / 4 + lat * .pi / 360)) * 6_378_137
      )
    let extent = view.extent
    let scale = view.pixelRatio
    return PlanarPoint(
      x: (x - extent.minX) / (extent.maxX - extent.minX) * Double(view.width) / scale,
      y: (extent.maxY - y) / (extent.maxY - extent.minY) * Double(view.height) / scale)
  }

  private static func randomView(_ random: inout SeededRandom) throws -> MapView {
    let west = random.uniform(90...130)
    let south = random.uniform(-15...3)
    let span = pow(10, random.uniform(-2...1.5))
    let low = Coordinate(longitude: west, latitude: south)
    let high = Coordinate(longitude: west + span, latitude: south + span * random.uniform(0.3...1))
    let isMercator = random.next() % 2 == 0
    let (a, b) = (WebMercator.meters(of: low), WebMercator.meters(of: high))
    let extent =
      isMercator
      ? Envelope(minX: a.x, minY: a.y, maxX: b.x, maxY: b.y)
      : Envelope(
        minX: low.longitude, minY: low.latitude, maxX: high.longitude, maxY: high.latitude)
    return try MapView(
      isMercator ? .webMercator : .geographic, extent: extent,
      width: 100 + Int(random.next() % 1900), height: 100 + Int(random.next() % 1900),
      pixelRatio: [1, 1.5, 2][Int(random.next() % 3)])
  }

  @Test("put places where the projection has them, to a tenth of a pixel", arguments: 0..<20)
  func places(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let view = try Self.randomView(&random)
    let frame = PictureFrame(view)
    for _ in 0..<200 {
      let column = Int(random.next() % UInt64(view.width))
      let row = Int(random.next() % UInt64(view.height))
      let place = try #require(view.place(column: column, row: row))
      let expected = Self.expected(place, in: view)
      #expect(abs(expected.x * view.pixelRatio - Double(column) - 0.5) < 1e-3)
      #expect(abs(expected.y * view.pixelRatio - Double(row) - 0.5) < 1e-3)
      let (cell, _) = try #require(GridPoint.located(place))
      let found = frame.position(of: cell)
      #expect(abs(found.x - expected.x) < 0.1 && abs(found.y - expected.y) < 0.1)
    }
  }

  /// Between the equator and 11° S rows of equal latitude and rows of Mercator differ by dozens of pixels.
  @Test("in degrees bend a meridional line as they must")
  func plateCarree() throws {
    let extent = Envelope(minX: 95, minY: -11, maxX: 141, maxY: 6)
    let view = try MapView(.geographic, extent: extent, width: 4600, height: 1700)
    let frame = PictureFrame(view)
    let vertices = [6.0, -11.0].compactMap { latitude in
      GridPoint(Coordinate(longitude: 95 - latitude, latitude: latitude)).map {
        frame.grid.point($0)
      }
    }
    for point in frame.line(vertices) {
      let latitude = 6 - point.y / 100
      let straight =
        (WebMercator.unitY(latitude) - WebMercator.unitY(6))
        / (WebMercator.unitY(-11) - WebMercator.unitY(6))
      // The line runs straight on the Mercator plane, from 89° E to 106° E.
      #expect(abs(point.x - (-600 + straight * 1700)) < 0.5)
    }
    #expect(frame.line(vertices).count > 50)
  }

  @Test("take the content of the zoom whose scale is nearest")
  func zooms() throws {
    for zoom in 0...20 {
      let tile = try #require(TileID(zoom: zoom, x: (1 << zoom) / 2, y: (1 << zoom) / 2))
      #expect(try Self.view(of: tile).zoom() == zoom)
      #expect(try Self.view(of: tile, ratio: 2).zoom() == zoom)
      let side = 2 * Self.world / Double(1 << zoom)
      for (size, expected) in [(200, zoom), (360, zoom), (370, min(zoom + 1, 20))] {
        let view = try MapView(
          .webMercator, extent: Envelope(minX: 0, minY: 0, maxX: side, maxY: side), width: size,
          height: size)
        #expect(view.zoom() == expected)
      }
    }
  }

  // MARK: What is refused

  @Test("of no pixels, too many pixels, or no ground are refused")
  func refusals() throws {
    let box = Envelope(minX: 112, minY: -8, maxX: 113, maxY: -7)
    for (width, height) in [(0, 10), (10, -1), (8193, 1), (4096, 4097), (Int.max, 1)] {
      #expect(throws: MapViewError.size(width: width, height: height)) {
        try MapView(.geographic, extent: box, width: width, height: height)
      }
    }
    let empty: [(Double, Double, Double, Double)] = [
      (113, -8, 112, -7), (112, -7, 113, -8), (112, -8, 112, -7), (.nan, -8, 113, -7),
      (-.infinity, -8, 113, -7), (112, -8, 1e9, -7), (112, 86, 113, 89),
      (112, -8, 112 + 1e-12, -7),
    ]
    for (minX, minY, maxX, maxY) in empty {
      let extent = Envelope(minX: minX, minY: minY, maxX: maxX, maxY: maxY)
      #expect(throws: MapViewError.self) {
        try MapView(.geographic, extent: extent, width: 100, height: 100)
      }
    }
    for ratio in [0.5, 7, .nan] {
      #expect(throws: MapViewError.self) {
        try MapView(.geographic, extent: box, width: 10, height: 10, pixelRatio: ratio)
      }
    }
  }
}
