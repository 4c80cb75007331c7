/// A picture as palette indices: without loss when it has at most 256 colours, else by median cut
/// (P. Heckbert, "Color image quantization for frame buffer display", SIGGRAPH 1982).
///
/// Deterministic: ties are broken by the colour itself. A box that one colour rules keeps exactly
/// that colour, so the flat fills of a map do not drift while the blends along edges share the rest.
enum PaletteReduction {
  struct Result {
    var palette: [RGBA]
    var indices: [UInt8]
  }

  /// The palette and every pixel's index.
  /// - Complexity: O(pixels), and O(c log c) in the distinct colours when more than 256.
  static func reduce(_ pixels: [RGBA]) -> Result {
    var histogram = ColorHistogram()
    var entries: [Int32] = []
    entries.reserveCapacity(pixels.count)
    var last: UInt32 = 0
    var lastEntry: Int32 = -1
    for pixel in pixels {
      // Invisible pixels are one colour, whatever their channels say.
      let color = pixel.alpha == 0 ? 0 : pixel.packed
      if lastEntry < 0 || color != last {
        last = color
        lastEntry = Int32(truncatingIfNeeded: histogram.add(color))
      }
      entries.append(lastEntry)
    }
    let (palette, indexOfEntry) = colors(of: histogram)
    return Result(palette: palette, indices: entries.map { indexOfEntry[Int($0)] })
  }

  /// Whether a picture has at most 256 colours.
  static func fits(_ pixels: [RGBA]) -> Bool {
    var histogram = ColorHistogram()
    var last: UInt32?
    for pixel in pixels {
      let color = pixel.alpha == 0 ? 0 : pixel.packed
      if color == last { continue }
      last = color
      _ = histogram.add(color)
      if histogram.colors.count > 256 { return false }
    }
    return true
  }

  private static func colors(of histogram: ColorHistogram) -> ([RGBA], [UInt8]) {
    guard histogram.colors.count > 256 else {
      let identity = (0..<histogram.colors.count).map { UInt8($0) }
      return (histogram.colors.map(RGBA.init(packed:)), identity)
    }
    var indexOfEntry = [UInt8](repeating: 0, count: histogram.colors.count)
    var palette: [RGBA] = []
    for box in medianCut(histogram, into: 256) {
      for entry in box.entries { indexOfEntry[entry] = UInt8(palette.count) }
      palette.append(box.representative(histogram))
    }
    return (palette, indexOfEntry)
  }

  private static func medianCut(_ histogram: ColorHistogram, into count: Int) -> [ColorBox] {
    var boxes = [ColorBox(entries: Array(histogram.colors.indices), histogram)]
    while boxes.count < count {
      var widest = 0
      for index in boxes.indices where boxes[index].priority > boxes[widest].priority {
        widest = index
      }
      guard let (low, high) = boxes[widest].split(histogram) else { break }
      boxes[widest] = low
      boxes.append(high)
    }
    return boxes
  }
}

/// A box of colours that share one place of the palette.
private struct ColorBox {
  var entries: [Int]
  /// The channel along which the colours differ most, as a shift of the packed colour.
  var shift: UInt32 = 0
  /// How much splitting the box gains: the range times the root of the pixels.
  var priority = 0.0

  init(entries: [Int], _ histogram: ColorHistogram) {
    self.entries = entries
    guard entries.count > 1 else { return }
    var widest: UInt32 = 0
    var weight = 0
    for candidate: UInt32 in [0, 8, 16, 24] {
      var low: UInt32 = 255
      var high: UInt32 = 0
      for entry in entries {
        let value = histogram.colors[entry] >> candidate & 255
        low = min(low, value)
        high = max(high, value)
      }
      if high - low > widest { (widest, shift) = (high - low, candidate) }
    }
    for entry in entries { weight += histogram.counts[entry] }
    priority = Double(widest) * Double(weight).squareRoot()
  }

  /// Two boxes of about as many pixels each, divided between two values of the channel; `nil` for a box
  /// of one colour.
  /// - Complexity: O(n) in the colours.
  func split(_ histogram: ColorHistogram) -> (ColorBox, ColorBox)? {
    guard entries.count > 1 else { return nil }
    var pixels = [Int](repeating: 0, count: 256)
    for entry in entries { pixels[value(of: entry, histogram)] += histogram.counts[entry] }
    guard let highest = pixels.lastIndex(where: { $0 > 0 }) else { return nil }
    let total = pixels.reduce(0, +)
    var sum = 0
    var limit = 0
    while limit < highest {
      sum += pixels[limit]
      if sum * 2 >= total { break }
      limit += 1
    }
    // The highest value goes into the upper box, whatever it weighs.
    if limit == highest { limit = pixels[..<highest].lastIndex { $0 > 0 } ?? 0 }
    let low = entries.filter { value(of: $0, histogram) <= limit }
    let high = entries.filter { value(of: $0, histogram) > limit }
    return (ColorBox(entries: low, histogram), ColorBox(entries: high, histogram))
  }

  /// A colour's value in the channel along which the box is divided.
  @inline(__always)
  private func value(of entry: Int, _ histogram: ColorHistogram) -> Int {
    Int(histogram.colors[entry] >> shift & 255)
  }

  /// The colour that more than half of the pixels have, else the mean, in which a colour counts by
  /// its opacity.
  func representative(_ histogram: ColorHistogram) -> RGBA {
    var sums = [0, 0, 0]
    var opacity = 0
    var total = 0
    var ruling = entries[0]
    for entry in entries {
      let count = histogram.counts[entry]
      let color = histogram.colors[entry]
      let weight = count * Int(color >> 24)
      total += count
      opacity += weight
      if count > histogram.counts[ruling] { ruling = entry }
      for channel in 0..<3 { sums[channel] += weight * Int(color >> UInt32(8 * channel) & 255) }
    }
    if histogram.counts[ruling] * 2 > total { return RGBA(packed: histogram.colors[ruling]) }
    guard opacity > 0 else { return .transparent }
    let mean = sums.map { UInt8(($0 + opacity / 2) / opacity) }
    let alpha = UInt8((opacity + total / 2) / total)
    return RGBA(red: mean[0], green: mean[1], blue: mean[2], alpha: alpha)
  }
}
