import Foundation
import Support
import Testing

@testable import MapRendering

@Suite("The raster of maps")
struct MapRasterTests {
  private static let looks = [RGBA(0x2A788E), RGBA(0xFDE725), RGBA(0x440154)]

  /// A net of areas with jagged borders that covers the picture and more, each of a random look.
  private static func net(_ random: inout SeededRandom, cells: Int = 9) -> [SceneArea] {
    var corners: [[PlanarPoint]] = []
    for row in 0...cells {
      corners.append(
        (0...cells).map { column in
          PlanarPoint(
            x: Double(column) * 10 - 12 + random.uniform(-3...3),
            y: Double(row) * 10 - 12 + random.uniform(-3...3))
        })
    }
    return (0..<cells * cells).map { cell in
      let (row, column) = (cell / cells, cell % cells)
      let ring = [
        corners[row][column], corners[row][column + 1], corners[row + 1][column + 1],
        corners[row + 1][column],
      ]
      return SceneArea(
        polygons: [PlanarPolygon(exterior: ring)],
        fill: .color(looks[Int(random.next() % 3)]))
    }
  }

  private static func pixels(_ items: [SceneItem], scale: Int = 1) throws -> [RGBA] {
    try SceneRaster.pixels(Scene(width: 64, height: 64, items: items), scale: Double(scale))
  }

  @Test("shows no seam where areas side by side meet", arguments: 0..<8)
  func seams(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let areas = Self.net(&random)
    for scale in [1, 2] {
      let pixels = try Self.pixels([.mosaic(SceneMosaic(areas))], scale: scale)
      #expect(pixels.allSatisfy { $0.alpha == 255 })
    }
  }

  /// One after the other each leaves a little of the ground to be seen.
  @Test("differs in that from areas that are drawn one after the other")
  func seamsElsewhere() throws {
    var random = SeededRandom(seed: 1)
    let pixels = try Self.pixels(Self.net(&random).map { .area($0) })
    #expect(pixels.contains { $0.alpha < 255 })
  }

  /// Many points of a pixel, each in an area or not.
  @Test("covers of each pixel what lies in the area, to a sixteenth", arguments: 0..<10)
  func shares(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let ring = (0..<12).map { step in
      let turn = Double(step) / 12 * 2 * Double.pi
      let reach = random.uniform(6...50)
      return PlanarPoint(x: 30 + reach * cos(turn), y: 30 + reach * sin(turn))
    }
    let area = SceneArea(
      polygons: [PlanarPolygon(exterior: ring)], fill: .color(RGBA(0x000000)))
    let pixels = try Self.pixels([.mosaic(SceneMosaic([area]))])
    for row in 0..<64 {
      for column in 0..<64 {
        var inside = 0
        for sample in 0..<256 {
          let x = Double(column) + (Double(sample % 16) + 0.5) / 16
          let y = Double(row) + (Double(sample / 16) + 0.5) / 16
          if PlanarRing.contains(ring, PlanarPoint(x: x, y: y)) { inside += 1 }
        }
        let share = Double(pixels[row * 64 + column].alpha) / 255
        #expect(abs(share - Double(inside) / 256) < 0.06)
      }
    }
  }

  @Test("leaves the holes of areas out, and draws hatches within areas alone")
  func holesAndHatches() throws {
    func square(_ low: Double, _ high: Double) -> [PlanarPoint] {
      [(low, low), (high, low), (high, high), (low, high)].map { PlanarPoint(x: $0.0, y: $0.1) }
    }
    let polygon = PlanarPolygon(exterior: square(8, 56), holes: [square(24, 40).reversed()])
    for fill in [SceneFill.color(RGBA(0x123456)), .hatch(.suppressed)] {
      let area = SceneArea(polygons: [polygon], fill: fill)
      let other = SceneArea(
        polygons: [PlanarPolygon(exterior: square(24, 40))], fill: .color(RGBA(0xFFFFFF)))
      for areas in [[area], [area, other]] {
        let pixels = try Self.pixels([.mosaic(SceneMosaic(areas))])
        #expect(pixels[32 * 64 + 32] == (areas.count == 1 ? .transparent : RGBA(0xFFFFFF)))
        #expect(pixels[4 * 64 + 32] == .transparent)
        let covered = (9..<23).count { pixels[$0 * 64 + 12].alpha > 100 }
        #expect(fill == .hatch(.suppressed) ? (2...12).contains(covered) : covered == 14)
      }
    }
  }

  @Test("gives a line its length times its width", arguments: [0.4, 0.7, 1.5, 3])
  func lines(width: Double) throws {
    var random = SeededRandom(seed: 3)
    let line = (0...10).map {
      PlanarPoint(x: 5 + 5 * Double($0), y: 30 + random.uniform(-4...4))
    }
    let length = zip(line, line.dropFirst()).reduce(0.0) { sum, edge in
      sum + hypot(edge.1.x - edge.0.x, edge.1.y - edge.0.y)
    }
    let stroke = SceneStroke(color: RGBA(0x000000), width: width)
    let pixels = try Self.pixels([.line(SceneLine(points: line, stroke: stroke))])
    let covered = pixels.reduce(0) { $0 + Double($1.alpha) / 255 }
    #expect(abs(covered - length * width) < 0.06 * length * width + 1)
    let dashed = SceneStroke(color: RGBA(0x000000), width: width, dash: [4, 3])
    let parts = try Self.pixels([.line(SceneLine(points: line, stroke: dashed))])
    let share = parts.reduce(0) { $0 + Double($1.alpha) / 255 } / covered
    #expect(abs(share - 4.0 / 7) < 0.08)
  }

  @Test("draws rings without a gap where they close, and lines of no length not at all")
  func closedLines() throws {
    let ring = [(10.0, 10.0), (50, 10), (50, 50), (10, 50), (10, 10)].map {
      PlanarPoint(x: $0.0, y: $0.1)
    }
    let stroke = SceneStroke(color: RGBA(0x000000), width: 2)
    let pixels = try Self.pixels([.line(SceneLine(points: ring, stroke: stroke))])
    for corner in [10, 50] {
      #expect(pixels[corner * 64 + corner].alpha > 200 && pixels[10 * 64 + corner].alpha > 200)
    }
    let nothing = [PlanarPoint(x: 5, y: 5), PlanarPoint(x: 5, y: 5)]
    let empty = try Self.pixels([
      .line(SceneLine(points: nothing, stroke: stroke)),
      .line(SceneLine(parts: [], stroke: stroke)),
      .mosaic(SceneMosaic([])),
    ])
    #expect(empty.allSatisfy { $0.alpha == 0 })
  }

  @Test("is not harmed by what lies far outside the picture")
  func outside() throws {
    let far = [(-1e8, -1e8), (1e8, -1e8), (1e8, 1e8), (-1e8, 1e8)].map {
      PlanarPoint(x: $0.0, y: $0.1)
    }
    let area = SceneArea(polygons: [PlanarPolygon(exterior: far)], fill: .color(RGBA(0xFFFFFF)))
    let stroke = SceneStroke(color: RGBA(0x000000), width: 2)
    let pixels = try Self.pixels([
      .mosaic(SceneMosaic([area])), .line(SceneLine(points: far, stroke: stroke)),
    ])
    #expect(pixels.allSatisfy { $0 == RGBA(0xFFFFFF) })
  }

  @Test("goes on with Cairo where a picture holds other things, on what it has drawn")
  func together() throws {
    var random = SeededRandom(seed: 5)
    let mosaic = SceneItem.mosaic(SceneMosaic(Self.net(&random)))
    let marker = SceneItem.marker(
      SceneMarker(center: PlanarPoint(x: 32, y: 32), radius: 6, fill: RGBA(0xFF0000)))
    let (plain, marked) = (try Self.pixels([mosaic]), try Self.pixels([mosaic, marker]))
    #expect(marked[32 * 64 + 32] == RGBA(0xFF0000))
    #expect(zip(plain, marked).count { $0 != $1 } < 180)
    // The other way round Cairo draws all.
    let beneath = try Self.pixels([marker, mosaic])
    #expect(beneath.allSatisfy { $0.alpha > 200 } && beneath[32 * 64 + 32] != RGBA(0xFF0000))
  }
}
