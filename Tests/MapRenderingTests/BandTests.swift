import GeoPrimitives
import Testing

@testable import MapRendering

@Suite("Large pictures")
struct BandTests {
  private static func scene() throws -> Scene {
    let ring = [(3.0, 5.0), (90.0, 12.0), (70.0, 88.0), (8.0, 60.0)].map {
      PlanarPoint(x: $0.0, y: $0.1)
    }
    let area = SceneArea(polygons: [PlanarPolygon(exterior: ring)], fill: .color(RGBA(0x2A788E)))
    var hatched = area
    hatched.polygons = [area.polygons[0].translated(dx: 40.3, dy: 21.7)]
    hatched.fill = .hatch(.suppressed)
    let pixels = try IndexedPixels(
      columns: 3, rows: 2, indices: [0, 1, 2, 2, 1, 0],
      palette: [.transparent, RGBA(0xFDE725), RGBA(0x440154).opacity(0.5)])
    return Scene(
      width: 120, height: 130, background: RGBA(0xFFFFFF),
      items: [
        .mosaic(SceneMosaic([area, hatched])),
        .picture(
          ScenePicture(pixels, in: PlanarRectangle(minX: 10.5, minY: 20, maxX: 70, maxY: 99))),
        .line(
          SceneLine(
            points: ring, stroke: SceneStroke(color: RGBA(0x101010), width: 2.2, dash: [5, 3]))),
        .marker(SceneMarker(center: ring[2], radius: 9, fill: RGBA(0xCC3311))),
        .label(
          SceneLabel(
            text: "Pasarwangi", place: PlanarPoint(x: 12, y: 64.4), font: SceneFont(size: 11),
            color: RGBA(0), halo: RGBA(0xFFFFFF))),
      ])
  }

  @Test("are the same drawn at once and band by band", arguments: [1.0, 1.5, 2])
  func bands(scale: Double) throws {
    let whole = try SceneRaster.pixels(try Self.scene(), scale: scale)
    for size in [1, 4000, 9001] {
      let bands = try SceneRaster.pixels(try Self.scene(), scale: scale, bandSize: size)
      #expect(bands.count == whole.count)
      #expect(zip(bands, whole).count { $0 != $1 } == 0)
    }
  }

  @Test("end between two bands when nobody waits for them")
  func cancellation() throws {
    var asked = 0
    #expect(throws: RenderingError.unwanted) {
      try SceneRaster.pixels(try Self.scene(), scale: 1, bandSize: 1200) {
        asked += 1
        return asked < 4
      }
    }
    #expect(asked == 4)
  }

  @Test("of indexed pixels show each on its rectangle, not smoothed")
  func pixels() throws {
    let (a, b) = (RGBA(0xFF0000), RGBA(0x0000FF))
    let indexed = try IndexedPixels(
      columns: 2, rows: 2, indices: [0, 1, 1, 0], palette: [a, b])
    let frame = PlanarRectangle(minX: 2, minY: 2, maxX: 12, maxY: 12)
    let picture = SceneItem.picture(ScenePicture(indexed, in: frame))
    let marker = SceneItem.marker(
      SceneMarker(center: PlanarPoint(x: 40, y: 40), radius: 1, fill: .transparent))
    // After a marker Cairo draws it.
    for items in [[picture], [marker, picture]] {
      let drawn = try SceneRaster.pixels(Scene(width: 16, height: 16, items: items), scale: 1)
      for row in 0..<16 {
        for column in 0..<16 {
          let isInside = (2..<12).contains(row) && (2..<12).contains(column)
          let expected = (row < 7) == (column < 7) ? a : b
          #expect(drawn[row * 16 + column] == (isInside ? expected : .transparent))
        }
      }
    }
    let svg = SceneSVG.text(Scene(width: 16, height: 16, items: [picture]))
    #expect(svg.contains("<image x=\"2\" y=\"2\" width=\"10\" height=\"10\""))
    #expect(svg.contains("base64,iVBORw0KGgo"))
  }

  @Test("whose indices or size are wrong are refused")
  func refusals() {
    #expect(throws: RenderingError.self) {
      try IndexedPixels(columns: 2, rows: 2, indices: [0, 0, 0], palette: [.transparent])
    }
    #expect(throws: RenderingError.self) {
      try IndexedPixels(columns: 1, rows: 1, indices: [1], palette: [.transparent])
    }
    #expect(throws: RenderingError.self) {
      try IndexedPixels(columns: 0, rows: 1, indices: [], palette: [.transparent])
    }
  }

  @Test("of at most 256 colours have a palette, those of more every colour", arguments: [200, 300])
  func lossless(colors: Int) throws {
    let pixels = (0..<400).map { RGBA(UInt32($0 % colors) * 640) }
    let bytes = try PNGEncoder.encodeRGBA(
      width: 20, height: 20, pixels: pixels, mode: .lossless)
    #expect(bytes[25] == (colors == 200 ? 3 : 6))
  }
}
