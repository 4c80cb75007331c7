import Foundation
import Support
import Testing

@testable import MapRendering

@Suite struct PNGEncoderTests {
  private func palette(_ count: Int) -> [RGBA] {
    (0..<count).map { index in
      var color = RGBA(UInt32(index * 37 & 255) << 16 | UInt32(255 - index) << 8)
      color.blue = UInt8(truncatingIfNeeded: index * 91)
      if index % 3 == 0 { color.alpha = UInt8(80 + index % 100) }
      return color
    }
  }

  @Test(
    "A palette picture of any width comes back pixel by pixel, at the fewest bits",
    .enabled(if: ExternalTool.hasPillow, "\(ExternalTool.pillowReason)"),
    arguments: [(2, 1), (1, 1), (3, 2), (4, 2), (5, 4), (16, 4), (17, 8), (256, 8)])
  func palettePictures(colors: Int, bits: Int) throws {
    var random = SeededRandom(seed: UInt64(colors))
    for (width, height) in [(1, 1), (13, 7), (256, 3), (8, 8)] {
      let palette = palette(colors)
      var indices = (0..<width * height).map { _ in UInt8.random(in: 0...255, using: &random) }
      indices = indices.map { UInt8(Int($0) % colors) }
      let picture = try DecodedPNG(
        PNGEncoder.encodePalette(width: width, height: height, indices: indices, palette: palette))
      #expect((picture.width, picture.height) == (width, height))
      #expect((picture.bitDepth, picture.colorType) == (bits, 3))
      #expect(picture.pixels == indices.map { palette[Int($0)] })
    }
  }

  @Test(
    "Up to 256 colours are kept exactly",
    .enabled(if: ExternalTool.hasPillow, "\(ExternalTool.pillowReason)"))
  func fewColors() throws {
    let palette = palette(200)
    let pixels = (0..<40 * 30).map { palette[$0 * 7 % 200] }
    let picture = try DecodedPNG(PNGEncoder.encodeRGBA(width: 40, height: 30, pixels: pixels))
    #expect(picture.colorType == 3)
    #expect(picture.pixels == pixels)
  }

  @Test(
    "True colour keeps every pixel",
    .enabled(if: ExternalTool.hasPillow, "\(ExternalTool.pillowReason)"))
  func trueColor() throws {
    var random = SeededRandom(seed: 5)
    let pixels = (0..<31 * 17).map { _ in
      RGBA(packed: UInt32.random(in: 0...UInt32.max, using: &random))
    }
    let picture = try DecodedPNG(
      PNGEncoder.encodeRGBA(width: 31, height: 17, pixels: pixels, mode: .trueColor))
    #expect(picture.colorType == 6)
    #expect(picture.pixels == pixels)
  }

  @Test("Many colours are reduced to 256, near the originals, and the same each time")
  func manyColors() {
    let pixels = (0..<128 * 128).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: 128)
      return RGBA(
        red: UInt8(column * 2), green: UInt8(row * 2), blue: UInt8(index % 97))
    }
    let first = PaletteReduction.reduce(pixels)
    let second = PaletteReduction.reduce(pixels)
    #expect(first.palette.count == 256)
    #expect(first.palette == second.palette && first.indices == second.indices)
    var error = 0
    for (pixel, index) in zip(pixels, first.indices) {
      let shown = first.palette[Int(index)]
      error += abs(Int(pixel.red) - Int(shown.red))
      error += abs(Int(pixel.green) - Int(shown.green))
    }
    #expect(Double(error) / Double(pixels.count) < 16)
  }

  @Test("A flat fill keeps its colour when the palette is reduced")
  func flatFillsDoNotDrift() {
    var pixels = [RGBA](repeating: RGBA(0xF4F5F6), count: 20_000)
    for index in 0..<1000 { pixels[index] = RGBA(UInt32(0x101010 + index * 7919)) }
    let reduced = PaletteReduction.reduce(pixels)
    #expect(reduced.palette[Int(reduced.indices[15_000])] == RGBA(0xF4F5F6))
  }

  @Test("What cannot be a picture is refused by name")
  func refusals() {
    #expect(throws: RenderingError.pictureSize(width: 0, height: 4)) {
      try PNGEncoder.encodePalette(width: 0, height: 4, indices: [], palette: [.transparent])
    }
    #expect(throws: RenderingError.pixelCount(expected: 4, found: 3)) {
      try PNGEncoder.encodePalette(
        width: 2, height: 2, indices: [0, 0, 0], palette: [.transparent])
    }
    #expect(throws: RenderingError.paletteSize(count: 0)) {
      try PNGEncoder.encodePalette(width: 1, height: 1, indices: [0], palette: [])
    }
    #expect(throws: RenderingError.indexOutsidePalette(index: 2, count: 2)) {
      try PNGEncoder.encodePalette(
        width: 1, height: 1, indices: [2], palette: [.transparent, RGBA(0)])
    }
  }

  @Test(
    "The shared empty tile is transparent throughout",
    .enabled(if: ExternalTool.hasPillow, "\(ExternalTool.pillowReason)"), arguments: [1, 2])
  func transparentTile(scale: Int) throws {
    let picture = try DecodedPNG(TransparentTile.png(scale: scale))
    #expect((picture.width, picture.height, picture.bitDepth) == (256 * scale, 256 * scale, 1))
    #expect(picture.pixels.allSatisfy { $0.alpha == 0 })
  }

  @Test(
    "A gzip stream unpacks to what was packed",
    .enabled(if: ExternalTool.hasPython, "\(ExternalTool.pythonReason)"),
    arguments: [[], [7], Array(repeating: UInt8(65), count: 100_000)])
  func gzip(bytes: [UInt8]) throws {
    let stream = try Gzip.compress(bytes)
    #expect(stream == (try Gzip.compress(bytes)))
    let code = "import gzip,sys;d=gzip.open(sys.argv[1]).read();print(len(d),set(d)<={65,7})"
    let outcome = try ExternalTool.withFile(stream, suffix: ".gz") { url in
      try #require(ExternalTool.run([ExternalTool.python, "-c", code, url.path]))
    }
    #expect(outcome.output == "\(bytes.count) True\n")
  }
}
