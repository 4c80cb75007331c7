/// The `d` attribute of an SVG path, written short: coordinates in hundredths of a pixel, absolute
/// or relative as fewer characters need.
///
/// Steps are differences of rounded coordinates, so that rounding does not add up along a ring.
struct SVGPath {
  private(set) var bytes: [UInt8] = []
  private var x = 0
  private var y = 0
  private var command: UInt8 = 0

  /// Adds a closed ring; one that shrinks to less than a triangle is left out.
  mutating func add(ring: [PlanarPoint]) {
    let vertices = Self.rounded(ring, isClosed: true)
    guard vertices.count >= 3 else { return }
    add(vertices)
    bytes.append(UInt8(ascii: "z"))
    command = UInt8(ascii: "z")
  }

  /// Adds an open line.
  mutating func add(line: [PlanarPoint]) {
    let vertices = Self.rounded(line, isClosed: false)
    if vertices.count >= 2 { add(vertices) }
  }

  /// The text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  private mutating func add(_ vertices: [(x: Int, y: Int)]) {
    (x, y) = vertices[0]
    write("M", [x, y])
    // Pairs after a move are lines in the move's own notation.
    command = UInt8(ascii: "L")
    for vertex in vertices.dropFirst() { step(to: vertex.x, vertex.y) }
  }

  private mutating func step(to newX: Int, _ newY: Int) {
    let (dx, dy) = (newX - x, newY - y)
    (x, y) = (newX, newY)
    if dy == 0 {
      writeShorter(("h", [dx]), ("H", [newX]))
    } else if dx == 0 {
      writeShorter(("v", [dy]), ("V", [newY]))
    } else {
      writeShorter(("l", [dx, dy]), ("L", [newX, newY]))
    }
  }

  private mutating func writeShorter(
    _ relative: (Unicode.Scalar, [Int]), _ absolute: (Unicode.Scalar, [Int])
  ) {
    let isAbsolute = length(absolute) < length(relative)
    let choice = isAbsolute ? absolute : relative
    write(choice.0, choice.1)
  }

  private func length(_ step: (Unicode.Scalar, [Int])) -> Int {
    let letter = UInt8(ascii: step.0) == command ? 0 : 1
    return step.1.reduce(letter) { $0 + SVGNumber.length(hundredths: $1) + ($1 < 0 ? 0 : 1) }
  }

  /// The letter, unless it is the last one, and the numbers, parted where they would run together.
  private mutating func write(_ letter: Unicode.Scalar, _ numbers: [Int]) {
    var isFirst = UInt8(ascii: letter) != command
    if isFirst { bytes.append(UInt8(ascii: letter)) }
    command = UInt8(ascii: letter)
    for number in numbers {
      if !isFirst && number >= 0 { bytes.append(UInt8(ascii: " ")) }
      SVGNumber.append(hundredths: number, to: &bytes)
      isFirst = false
    }
  }

  private static func rounded(_ points: [PlanarPoint], isClosed: Bool) -> [(x: Int, y: Int)] {
    var vertices: [(x: Int, y: Int)] = []
    vertices.reserveCapacity(points.count)
    for point in points {
      let vertex = (x: SVGNumber.hundredths(point.x), y: SVGNumber.hundredths(point.y))
      if let last = vertices.last, last == vertex { continue }
      vertices.append(vertex)
    }
    while isClosed, vertices.count > 1, vertices[0] == vertices[vertices.count - 1] {
      vertices.removeLast()
    }
    return vertices
  }
}

/// Numbers with at most two decimals, as short as SVG allows: `.5`, `-3`, `12.25`.
enum SVGNumber {
  /// The number in whole hundredths, halves upwards; beyond ten million it stays there.
  static func hundredths(_ value: Double) -> Int {
    let scaled = (value * 100 + 0.5).rounded(.down)
    return Int(scaled > -1e9 ? (scaled < 1e9 ? scaled : 1e9) : -1e9)
  }

  /// The text of a number.
  static func text(_ value: Double) -> String {
    var bytes: [UInt8] = []
    append(hundredths: hundredths(value), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func append(hundredths value: Int, to bytes: inout [UInt8]) {
    let magnitude = abs(value)
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let whole = magnitude / 100
    let fraction = magnitude % 100
    if whole > 0 || fraction == 0 { bytes += Array(String(whole).utf8) }
    guard fraction > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(48 + UInt8(fraction / 10))
    if fraction % 10 > 0 { bytes.append(48 + UInt8(fraction % 10)) }
  }

  static func length(hundredths value: Int) -> Int {
    let magnitude = abs(value)
    let fraction = magnitude % 100
    var length = value < 0 ? 1 : 0
    var whole = magnitude / 100
    if whole == 0 && fraction == 0 { length += 1 }
    while whole > 0 {
      length += 1
      whole /= 10
    }
    return fraction == 0 ? length : length + (fraction % 10 == 0 ? 2 : 3)
  }
}
