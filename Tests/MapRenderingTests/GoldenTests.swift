import GeoPrimitives
import Support
import Testing
import TileMath

@testable import MapRendering

/// Pictures that were looked at. Those with text allow for another version of the font.
@Suite(.enabled(if: ExternalTool.hasPillow, "\(ExternalTool.pillowReason)"))
struct GoldenTests {
  private func field(columns: Int, rows: Int, first: Double, spacing: Double) -> RasterGrid {
    var field = RasterGrid(columns: columns, rows: rows)
    let hills = [(70.0, 80.0, 60.0, 9.0), (150, 60, 44, 5), (180, 170, 90, 12), (30, 230, 80, 2)]
    for row in 0..<rows {
      for column in 0..<columns {
        let (x, y) = (first + Double(column) * spacing, first + Double(row) * spacing)
        var value = 0.0
        for (hillX, hillY, radius, height) in hills {
          let share = ((x - hillX) * (x - hillX) + (y - hillY) * (y - hillY)) / (radius * radius)
          if share < 1 { value += height * (1 - share) * (1 - share) }
        }
        field[column, row] = Float(value)
      }
    }
    return field
  }

  private func palette() throws -> HeatPalette {
    HeatPalette(breaks: try ClassBreaks([0.1, 0.5, 1, 2, 4, 6, 9]), ramp: .viridis)
  }

  @Test("A heat tile with its four looks")
  func heat() throws {
    var field = field(columns: 256, rows: 256, first: 0.5, spacing: 1)
    for row in 0..<60 { for column in 190..<256 { field[column, row] = .nan } }
    for row in 200..<256 {
      for column in 100..<170 { field[column, row] = ClassBreaks.suppressedValue }
    }
    try Golden.check(try HeatPicture.png(of: field, palette: try palette()), "heat-viridis")
  }

  @Test("Isobands as areas")
  func isobands() throws {
    let palette = try palette()
    let nodes = field(columns: 66, rows: 66, first: -2, spacing: 4)
    var scene = Scene(width: 256, height: 256, background: RGBA(0xF4F5F6))
    for band in Isobands.tileBands(of: nodes, spacing: 4, breaks: palette.breaks, buffer: 2) {
      let fill = SceneFill.color(palette.colors[band.band])
      scene.items.append(.area(SceneArea(polygons: band.polygons, fill: fill)))
    }
    try Golden.check(
      try SceneRaster.png(scene, colors: .trueColor), "isobands", tolerance: 8, share: 0.002)
  }

  @Test("Villages with strokes, hatches, a dot and names", arguments: [1, 2])
  func villages(scale: Int) throws {
    let png = try SceneRaster.png(VillageSample.scene(), scale: Double(scale))
    try Golden.check(png, "villages@\(scale)x", tolerance: 40, share: 0.02)
  }

  @Test("A choropleth: areas side by side, borders of each class, a name", arguments: [1, 2])
  func choropleth(scale: Int) throws {
    let png = try SceneRaster.png(ChoroplethSample.scene(), scale: Double(scale))
    try Golden.check(png, "choropleth@\(scale)x", tolerance: 40, share: 0.02)
  }

  @Test("The legend in both languages", arguments: DisplayLanguage.allCases)
  func legends(language: DisplayLanguage) throws {
    let png = try Samples.legend(language).png(scale: 2)
    try Golden.check(png, "legend-\(language.rawValue)", tolerance: 40, share: 0.02)
  }
}

/// Six made-up villages around a point, on the global grid, as a tile shows them.
private enum VillageSample {
  private static let names = [
    "Sukamaju", "Tirtosari", "Bandarejo", "Wonokerto", "Kalijaya", "Argomulyo",
  ]

  static func scene() throws -> Scene {
    let tile = try #require(TileID(zoom: 13, x: 6658, y: 4279))
    let window = GridWindow(tile: tile, extent: 4096, buffer: 128)
    let clipper = TileClipper(window)
    let blues = ColorRamp.blues.classColors(count: 4)
    let fills: [SceneFill?] = [
      .color(blues[0]), .hatch(.noData), .color(blues[2]), nil, .hatch(.suppressed),
      .color(blues[1]),
    ]
    var scene = Scene(width: 256, height: 256, background: RGBA(0xF4F5F6), title: "Desa")
    var labels: [SceneLabel] = []
    for (index, name) in names.enumerated() {
      let ring = wedge(index)
      let polygons = clipper.polygons(of: GridPolygon(rings: [ring.map { point($0, tile) }]))
      let dash = index == 3 ? [4.0, 2.0] : []
      scene.items.append(
        .area(
          SceneArea(
            polygons: polygons.map { $0.scaled(by: 1.0 / 16) }, fill: fills[index],
            stroke: SceneStroke(color: RGBA(0x8A9299), width: 0.8, dash: dash),
            className: "village", title: name)))
      let middle = PlanarPoint(
        x: ring.dropLast().reduce(0) { $0 + $1.x } / Double(ring.count - 1) * 256,
        y: ring.dropLast().reduce(0) { $0 + $1.y } / Double(ring.count - 1) * 256)
      labels.append(
        .centered(
          name, at: middle, font: SceneFont(size: 11), color: RGBA(0x3A4148),
          halo: RGBA(0xFFFFFF).opacity(0.9)))
    }
    scene.items.append(
      .marker(
        SceneMarker(
          center: PlanarPoint(x: 128, y: 120), radius: 4, fill: RGBA(0x2A788E),
          stroke: SceneStroke(color: RGBA(0xFFFFFF), width: 1.5))))
    scene.items += LabelPlacement.keepingApart(labels).map(SceneItem.label)
    return scene
  }

  private static func point(_ place: PlanarPoint, _ tile: TileID) -> GridPoint {
    let span = Double(1 << 19)
    return GridPoint(
      x: UInt32((Double(tile.x) + place.x) * span), y: UInt32((Double(tile.y) + place.y) * span))
  }

  /// A sixth of a crooked wheel whose rim leaves the tile, in shares of the tile.
  private static func wedge(_ index: Int) -> [PlanarPoint] {
    let rim = [(1.15, 0.3), (0.98, 0.95), (0.45, 1.2), (-0.15, 0.8), (0.1, 0.1), (0.6, -0.1)]
    let (a, b) = (rim[index], rim[(index + 1) % 6])
    let middle = ((a.0 + b.0) / 2 + 0.04, (a.1 + b.1) / 2 - 0.03)
    let bend = ((a.0 + 0.5) / 2 + 0.03, (a.1 + 0.47) / 2 + 0.02)
    let nextBend = ((b.0 + 0.5) / 2 + 0.03, (b.1 + 0.47) / 2 + 0.02)
    return [(0.5, 0.47), bend, a, middle, b, nextBend, (0.5, 0.47)].map {
      PlanarPoint(x: $0.0, y: $0.1)
    }
  }
}

/// A jagged net of made-up areas with what a map of classes consists of.
private enum ChoroplethSample {
  static func scene() -> Scene {
    var random = SeededRandom(seed: 12)
    let net = (0...5).map { row in
      (0...5).map { column in
        PlanarPoint(
          x: Double(column) * 48 - 4 + random.uniform(-12...12),
          y: Double(row) * 48 - 4 + random.uniform(-12...12))
      }
    }
    let colors = ColorRamp.blues.classColors(count: 4)
    let looks: [SceneFill] = colors.map { .color($0) } + [.hatch(.noData), .hatch(.suppressed)]
    let areas = (0..<25).map { cell in
      let (row, column) = (cell / 5, cell % 5)
      let ring = [
        net[row][column], net[row][column + 1], net[row + 1][column + 1], net[row + 1][column],
      ]
      return SceneArea(
        polygons: [PlanarPolygon(exterior: ring)], fill: looks[Int(random.next() % 6)],
        className: "class", title: "Desa \(cell)")
    }
    let thin = SceneStroke(color: RGBA(0x9AA0AB), width: 0.7)
    let dashed = SceneStroke(color: RGBA(0x9AA0AB), width: 0.7, dash: [4, 3])
    let wide = SceneStroke(color: RGBA(0x5B6271), width: 1.5)
    return Scene(
      width: 240, height: 240, background: RGBA(0xDFE7EC),
      items: [
        .mosaic(SceneMosaic(areas)),
        .line(SceneLine(parts: [net[1], net[4]], stroke: thin)),
        .line(SceneLine(points: net.map { $0[2] }, stroke: dashed)),
        .line(SceneLine(parts: [net[3]], stroke: wide)),
        .label(
          .centered(
            "Sukamaju", at: PlanarPoint(x: 120, y: 70), font: SceneFont(size: 11),
            color: RGBA(0x2F3640), halo: RGBA(0xFFFFFF).opacity(0.85))),
      ])
  }
}
