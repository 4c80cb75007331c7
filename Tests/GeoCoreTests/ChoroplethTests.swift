import DemoSupport
import GeoCore
import MapRendering
import Support
import Testing

@Suite("Tiles of areas by class")
struct ChoroplethTests {
  private let snapshot: DatasetSnapshot
  private let classes: AreaClasses

  init() throws {
    snapshot = try DemoWorkspace.snapshot()
    let count = snapshot.villages.areas.count
    classes = AreaClasses(
      classOf: (0..<count).map { $0 % 4 == 3 ? AreaClasses.none : UInt8($0 % 4) },
      classes: [
        .init(name: "aktif", color: RGBA(0x2A788E)), .init(name: "calon", color: RGBA(0xFDE725)),
        .init(name: "tidak-ada", color: RGBA(0xFFFFFF), hatch: .noData),
      ],
      tags: (0..<count).map { [("km", .integer(Int64($0)))] })
  }

  private func tile(_ zoom: Int) throws -> TileID {
    try #require(TileID(containing: snapshot.extent.center, zoom: zoom))
  }

  @Test("tell the class and further attributes of each area")
  func vectorTiles() throws {
    let drawn = try TileRenderer(snapshot).boundaries(
      of: try tile(10), level: .village, in: .mvt, classes: [.village: classes])
    let layers = try VectorTileReader.layers(of: drawn.body)
    for feature in try #require(layers.first { $0.name == "villages" }).features {
      let position = try #require(snapshot.villages.position(code: feature.text("code") ?? ""))
      let names = ["aktif", "calon", "tidak-ada", nil]
      #expect(feature.text("class") == names[position % 4])
      #expect(feature.number("km") == Double(position))
    }
  }

  @Test("colour each area by its class in drawings, with its name")
  func drawings() throws {
    let drawn = try TileRenderer(snapshot).boundaries(
      of: try tile(10), level: .village, in: .svg, classes: [.village: classes])
    let text = String(decoding: drawn.body, as: UTF8.self)
    #expect(text.contains(".aktif{fill:#2a788e}") && text.contains(".calon{fill:#fde725}"))
    #expect(text.contains("fill:url(#hatch-no-data)"))
    let drawing = try #require(DrawingReader.read(drawn.body))
    #expect(drawing.elements["title"] ?? 0 > 20)
  }
}
