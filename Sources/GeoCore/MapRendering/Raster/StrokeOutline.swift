/// The outline of a stroked line: two chains beside it, mitred at its vertices, and straight ends.
struct StrokeOutline {
  /// Mitres reach no farther than so many times half the width.
  private static let miterLimit = 1.5

  private let half: Double
  private let dash: [Double]

  /// Strokes of a width, with dashes and gaps in turn or none, in pixels of the buffer.
  init(width: Double, dash: [Double]) {
    half = width / 2
    self.dash = dash.allSatisfy { $0 > 0 } ? dash : []
  }

  /// Adds the stroke of a line to a buffer, its coordinates multiplied.
  /// - Complexity: O(n) in the vertices and dashes.
  func add(_ line: [PlanarPoint], scale: Double, to buffer: inout CoverageBuffer) {
    var points: [PlanarPoint] = []
    points.reserveCapacity(line.count)
    for point in line {
      let scaled = PlanarPoint(x: point.x * scale, y: point.y * scale)
      if points.last != scaled { points.append(scaled) }
    }
    guard points.count > 1 else { return }
    if dash.isEmpty { return addSolid(points, to: &buffer) }
    for part in dashes(of: points) { addSolid(part, to: &buffer) }
  }

  private func addSolid(_ line: [PlanarPoint], to buffer: inout CoverageBuffer) {
    let isClosed = line.first == line.last && line.count > 3
    let count = isClosed ? line.count - 1 : line.count
    var offset = offset(line, 0, count, isClosed)
    var left = PlanarPoint(x: line[0].x + offset.x, y: line[0].y + offset.y)
    var right = PlanarPoint(x: line[0].x - offset.x, y: line[0].y - offset.y)
    if !isClosed { buffer.addEdge(right.x, right.y, left.x, left.y) }
    for index in 1..<line.count {
      let position = index == count ? 0 : index
      offset = self.offset(line, position, count, isClosed)
      let point = line[position]
      let nextLeft = PlanarPoint(x: point.x + offset.x, y: point.y + offset.y)
      let nextRight = PlanarPoint(x: point.x - offset.x, y: point.y - offset.y)
      buffer.addEdge(left.x, left.y, nextLeft.x, nextLeft.y)
      buffer.addEdge(nextRight.x, nextRight.y, right.x, right.y)
      (left, right) = (nextLeft, nextRight)
    }
    if !isClosed { buffer.addEdge(left.x, left.y, right.x, right.y) }
  }

  /// From a vertex to the left chain.
  @inline(__always)
  private func offset(
    _ line: [PlanarPoint], _ index: Int, _ count: Int, _ isClosed: Bool
  ) -> PlanarPoint {
    let before = index > 0 ? index - 1 : isClosed ? count - 1 : index
    let after = index + 1 < count ? index + 1 : isClosed ? 0 : index
    let (ux, uy) = direction(line[before], line[index])
    let (vx, vy) = direction(line[index], line[after])
    let (sx, sy) = (ux + vx, uy + vy)
    let length = (sx * sx + sy * sy).squareRoot()
    guard length > 1e-6 else { return PlanarPoint(x: -uy * half, y: ux * half) }
    // Half the sum of two directions is as long as the cosine of half the turn; at an end it is one.
    let cosine = before == index || after == index ? 1 : length / 2
    let reach = half * min(1 / cosine, Self.miterLimit) / length
    return PlanarPoint(x: -sy * reach, y: sx * reach)
  }

  @inline(__always)
  private func direction(_ a: PlanarPoint, _ b: PlanarPoint) -> (x: Double, y: Double) {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    return length > 0 ? (dx / length, dy / length) : (0, 0)
  }

  /// The parts of a line that its dashes cover.
  private func dashes(of line: [PlanarPoint]) -> [[PlanarPoint]] {
    var parts: [[PlanarPoint]] = []
    var open = [line[0]]
    var step = 0
    var left = dash[0]
    for index in 1..<line.count {
      var a = line[index - 1]
      let b = line[index]
      var rest = length(a, b)
      while rest > left {
        let t = left / rest
        a = PlanarPoint(x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y))
        rest -= left
        if step % 2 == 0 { parts.append(open + [a]) }
        step += 1
        left = dash[step % dash.count]
        open = [a]
      }
      left -= rest
      open.append(b)
    }
    if step % 2 == 0, open.count > 1 { parts.append(open) }
    return parts.map(Self.withoutRepeats).filter { $0.count > 1 }
  }

  private static func withoutRepeats(_ line: [PlanarPoint]) -> [PlanarPoint] {
    line.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  private func length(_ a: PlanarPoint, _ b: PlanarPoint) -> Double {
    ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
  }
}
