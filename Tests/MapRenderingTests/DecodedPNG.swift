import Foundation
import MapRendering
import Testing

/// A PNG as Pillow reads it.
struct DecodedPNG {
  var width: Int
  var height: Int
  var bitDepth: Int
  var colorType: Int
  var pixels: [RGBA]

  init(_ bytes: [UInt8]) throws {
    let (header, raw) = try ExternalTool.withFile(bytes, suffix: ".png") { url in
      let target = url.appendingPathExtension("rgba")
      defer { try? FileManager.default.removeItem(at: target) }
      let outcome = try #require(
        ExternalTool.run([
          ExternalTool.python, ExternalTool.script("decode_png.py"), url.path, target.path,
        ]))
      try #require(outcome.status == 0, "\(outcome.output)")
      return (outcome.output, [UInt8](try Data(contentsOf: target)))
    }
    let numbers = header.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    try #require(numbers.count == 4)
    (width, height, bitDepth, colorType) = (numbers[0], numbers[1], numbers[2], numbers[3])
    pixels = stride(from: 0, to: raw.count, by: 4).map {
      RGBA(red: raw[$0], green: raw[$0 + 1], blue: raw[$0 + 2], alpha: raw[$0 + 3])
    }
  }

  subscript(x: Int, y: Int) -> RGBA { pixels[y * width + x] }
}
