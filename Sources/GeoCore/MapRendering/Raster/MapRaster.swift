/// Draws what a map consists of in the main, areas side by side and lines, faster than a drawing library
/// that must be ready for everything.
///
/// Shares of pixels are rounded to sixteenths: the eye sees no difference, and a palette holds the colours.
struct MapRaster {
  /// Steps between nothing and a whole pixel.
  private static let steps: Float = 16

  let width: Int
  let height: Int
  private let firstRow: Int
  private let scale: Double
  private var buffer: CoverageBuffer
  /// The colour of the lines in the buffer; lines of one colour are drawn together.
  private var lineColor: RGBA?
  /// The pixels, channels multiplied by the opacity, which is highest.
  private(set) var pixels: [UInt32]

  /// A transparent picture.
  /// - Parameters:
  ///   - width: Pixels across.
  ///   - height: Pixels down.
  ///   - scale: Pixels to a unit of length.
  ///   - firstRow: Which row of the whole picture is the first that is drawn.
  init(width: Int, height: Int, scale: Double, firstRow: Int = 0) {
    self.width = width
    self.height = height
    self.scale = scale
    self.firstRow = firstRow
    buffer = CoverageBuffer(width: width, height: height, firstRow: firstRow)
    pixels = [UInt32](repeating: 0, count: width * height)
  }

  /// Covers everything with a colour.
  mutating func paint(_ color: RGBA) {
    let packed = Premultiplied(color).packed
    for index in pixels.indices { pixels[index] = packed }
  }

  /// Draws a thing; `false`, and nothing drawn, for one of another kind. Lines appear with `finish()` at
  /// the latest.
  mutating func draw(_ item: SceneItem) -> Bool {
    switch item {
    case .mosaic(let mosaic):
      finish()
      draw(mosaic)
    case .line(let line): draw(line)
    case .picture(let picture):
      finish()
      draw(picture)
    default: return false
    }
    return true
  }

  private mutating func draw(_ line: SceneLine) {
    if lineColor != line.stroke.color { finish() }
    lineColor = line.stroke.color
    let outline = StrokeOutline(
      width: line.stroke.width * scale, dash: line.stroke.dash.map { $0 * scale })
    for part in line.parts { outline.add(part, scale: scale, to: &buffer) }
  }

  /// Each pixel takes the colour on which its middle lies.
  private mutating func draw(_ picture: ScenePicture) {
    let colors = picture.pixels.palette.map(Premultiplied.init)
    let frame = picture.frame
    let columns = Self.span(frame.minX * scale, frame.maxX * scale, width)
    let top = Double(firstRow)
    for row in Self.span(frame.minY * scale - top, frame.maxY * scale - top, height) {
      let y = (Double(row + firstRow) + 0.5) / scale
      for column in columns {
        guard let index = picture.index(x: (Double(column) + 0.5) / scale, y: y) else { continue }
        let color = colors[Int(picture.pixels.indices[index])]
        pixels[row * width + column] = color.over(pixels[row * width + column])
      }
    }
  }

  /// The pixels whose middles may lie between two places.
  private static func span(_ from: Double, _ to: Double, _ count: Int) -> Range<Int> {
    let limit = Double(count)
    let first = Int(min(max(from.rounded(.down), 0), limit))
    return first..<max(Int(min(max(to.rounded(.up), 0), limit)), first)
  }

  /// Draws the lines that are in the buffer.
  mutating func finish() {
    guard let lineColor else { return }
    self.lineColor = nil
    let color = Premultiplied(lineColor)
    drain { share, _, ground in
      let part = Self.rounded(share)
      return part > 0 ? color.scaled(by: part).over(ground) : ground
    }
  }

  /// Replaces each pixel that the buffer covers, told its share, place and colour.
  private mutating func drain(_ body: (Float, Int, UInt32) -> UInt32) {
    var drawn = pixels
    pixels = []
    var span = drawn.mutableSpan
    buffer.drain { index, share in span[index] = body(share, index, span[index]) }
    pixels = drawn
  }

  /// The nearest whole number of steps.
  @inline(__always)
  private static func rounded(_ share: Float) -> Float {
    Float(Int32(share * steps + 0.5)) / steps
  }

  // MARK: Areas side by side

  /// The looks of a mosaic and the areas that have each.
  private func looks(of mosaic: SceneMosaic) -> [(fill: SceneFill, areas: [Int])] {
    var numbers: [SceneFill: Int] = [:]
    var looks: [(fill: SceneFill, areas: [Int])] = []
    for (index, area) in mosaic.areas.enumerated() {
      guard let fill = area.fill else { continue }
      if let number = numbers[fill] {
        looks[number].areas.append(index)
      } else {
        numbers[fill] = looks.count
        looks.append((fill, [index]))
      }
    }
    return looks
  }

  /// The shares that looks have of a pixel are added up before they are rounded, so that together they
  /// cover what the areas cover.
  private mutating func draw(_ mosaic: SceneMosaic) {
    let looks = looks(of: mosaic)
    if looks.count == 1 { return drawAlone(looks[0].fill, looks[0].areas, mosaic) }
    var totals = [Float](repeating: 0, count: pixels.count)
    var colors = [Premultiplied](repeating: Premultiplied(.transparent), count: pixels.count)
    for look in looks {
      fill(look.areas, mosaic)
      let paint = Paint(look.fill, scale: scale, firstRow: firstRow)
      var totalSpan = totals.mutableSpan
      var colorSpan = colors.mutableSpan
      let across = width
      buffer.drain { index, share in
        let total = min(totalSpan[index] + share, 1)
        let part = Self.rounded(total) - Self.rounded(totalSpan[index])
        totalSpan[index] = total
        if part > 0 { colorSpan[index].add(paint.color(at: index, across), part) }
      }
    }
    for index in pixels.indices where totals[index] > 0 {
      pixels[index] = colors[index].over(pixels[index])
    }
  }

  private mutating func drawAlone(_ look: SceneFill, _ areas: [Int], _ mosaic: SceneMosaic) {
    fill(areas, mosaic)
    let paint = Paint(look, scale: scale, firstRow: firstRow)
    let across = width
    drain { share, index, ground in
      let part = Self.rounded(share)
      return part > 0 ? paint.color(at: index, across).scaled(by: part).over(ground) : ground
    }
  }

  private mutating func fill(_ areas: [Int], _ mosaic: SceneMosaic) {
    for index in areas {
      for polygon in mosaic.areas[index].polygons {
        buffer.add(ring: polygon.exterior, scale: scale)
        for hole in polygon.holes { buffer.add(ring: hole, scale: scale) }
      }
    }
  }
}

/// The colour of a fill at a pixel.
private struct Paint {
  private let color: Premultiplied
  private let hatch: HatchPattern?
  private let scale: Double
  private let firstRow: Int

  init(_ fill: SceneFill, scale: Double, firstRow: Int) {
    self.scale = scale
    self.firstRow = firstRow
    switch fill {
    case .color(let color):
      self.color = Premultiplied(color)
      hatch = nil
    case .hatch(let pattern):
      color = Premultiplied(pattern.color)
      hatch = pattern
    }
  }

  @inline(__always)
  func color(at index: Int, _ across: Int) -> Premultiplied {
    guard let hatch else { return color }
    let x = (Double(index % across) + 0.5) / scale
    let y = (Double(index / across + firstRow) + 0.5) / scale
    return color.scaled(by: Float(hatch.share(x: x, y: y, pixel: 1 / scale)))
  }
}

/// A colour whose channels are multiplied by its opacity, 0 … 255 each.
struct Premultiplied {
  private var red: Float
  private var green: Float
  private var blue: Float
  private var alpha: Float

  init(_ color: RGBA) {
    alpha = Float(color.alpha)
    let share = alpha / 255
    (red, green, blue) = (
      Float(color.red) * share, Float(color.green) * share, Float(color.blue) * share
    )
  }

  @inline(__always)
  mutating func add(_ other: Premultiplied, _ share: Float) {
    red += other.red * share
    green += other.green * share
    blue += other.blue * share
    alpha += other.alpha * share
  }

  @inline(__always)
  func scaled(by share: Float) -> Premultiplied {
    var result = self
    result.red *= share
    result.green *= share
    result.blue *= share
    result.alpha *= share
    return result
  }

  /// The colour above another one.
  @inline(__always)
  func over(_ ground: UInt32) -> UInt32 {
    let rest = 1 - alpha / 255
    func mixed(_ top: Float, _ shift: UInt32) -> UInt32 {
      let below = Float(ground >> shift & 255)
      return UInt32(min(top + below * rest + 0.5, 255)) << shift
    }
    if ground == 0 { return packed }
    return mixed(alpha, 24) | mixed(red, 16) | mixed(green, 8) | mixed(blue, 0)
  }

  @inline(__always)
  var packed: UInt32 {
    func channel(_ value: Float, _ shift: UInt32) -> UInt32 {
      UInt32(min(value + 0.5, 255)) << shift
    }
    return channel(alpha, 24) | channel(red, 16) | channel(green, 8) | channel(blue, 0)
  }
}
