import GeoPrimitives
import Support
import Testing

@testable import MapRendering

@Suite struct HeatPictureTests {
  private let breaks: ClassBreaks
  private let palette: HeatPalette

  init() throws {
    breaks = try ClassBreaks([1, 2, 4])
    palette = HeatPalette(breaks: breaks, ramp: .viridis)
  }

  private func randomField(_ columns: Int, _ rows: Int) -> RasterGrid {
    var random = SeededRandom(seed: 11)
    var field = RasterGrid(columns: columns, rows: rows)
    for index in field.values.indices {
      let value = Float(random.uniform(-1...6))
      field.values[index] =
        value < -0.6 ? .nan : value < -0.3 ? ClassBreaks.suppressedValue : max(value, 0)
    }
    return field
  }

  @Test(
    "Zero, no data, suppressed and the classes are told apart",
    .enabled(if: ExternalTool.hasPillow, "\(ExternalTool.pillowReason)"))
  func looks() throws {
    var field = RasterGrid(columns: 16, rows: 32)
    for row in 0..<32 {
      for column in 0..<16 {
        let values: [Float] = [0, .nan, ClassBreaks.suppressedValue, 2.5]
        field[column, row] = values[row / 8]
      }
    }
    let picture = try DecodedPNG(HeatPicture.png(of: field, palette: palette))
    func band(_ index: Int) -> [RGBA] { Array(picture.pixels[index * 128..<(index + 1) * 128]) }
    #expect(band(0).allSatisfy { $0.alpha == 0 })
    #expect(band(1).count { $0 == HatchPattern.noData.color } == 16)
    #expect(band(2).count { $0 == HatchPattern.suppressed.color } == 28)
    #expect(band(3).allSatisfy { $0 == palette.colors[1] })
  }

  @Test("Every pixel has the class of its value")
  func classes() {
    let field = randomField(64, 64)
    let indices = HeatPicture.indices(of: field, breaks: breaks, originX: 0, originY: 0)
    for (value, index) in zip(field.values, indices) {
      switch breaks.classify(value) {
      case .belowLowest: #expect(index == 0)
      case .band(let band): #expect(index == band + 1)
      case .noData: #expect(index == 0 || index == 4)
      case .suppressed: #expect(index == 0 || index == 5)
      }
    }
  }

  @Test("Two neighbouring tiles are one big picture cut in two, hatches included")
  func seamless() {
    let big = randomField(512, 256)
    let whole = HeatPicture.indices(of: big, breaks: breaks, originX: 0, originY: 0)
    for tile in 0..<2 {
      var part = RasterGrid(columns: 256, rows: 256)
      for row in 0..<256 {
        for column in 0..<256 { part[column, row] = big[column + tile * 256, row] }
      }
      let indices = HeatPicture.indices(of: part, breaks: breaks, originX: 0, originY: 0)
      for row in 0..<256 {
        let cut = whole[row * 512 + tile * 256..<row * 512 + tile * 256 + 256]
        #expect(Array(cut) == Array(indices[row * 256..<(row + 1) * 256]))
      }
    }
  }

  @Test("A tile of nothing is the shared empty picture")
  func empty() throws {
    for side in [256, 512] {
      let field = RasterGrid(columns: side, rows: side, filledWith: 0.5)
      #expect(
        try HeatPicture.png(of: field, palette: palette) == TransparentTile.png(scale: side / 256))
    }
    let other = RasterGrid(columns: 100, rows: 256)
    #expect(try HeatPicture.png(of: other, palette: palette).count < 300)
    #expect(throws: RenderingError.pictureSize(width: 0, height: 0)) {
      try HeatPicture.png(of: RasterGrid(columns: 0, rows: 0), palette: palette)
    }
  }
}
