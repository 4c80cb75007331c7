/// The strokes of a hatch over a box, at multiples of the pattern's period from the picture's corner.
enum HatchLines {
  /// Lines that run at 45° across the box.
  static func covering(_ box: PlanarRectangle, isCrossed: Bool) -> [[PlanarPoint]] {
    let period = Double(HatchPattern.period)
    guard box.maxX > box.minX, box.maxY > box.minY, box.maxX - box.minX < 1e5 else { return [] }
    var lines: [[PlanarPoint]] = []
    var sum = ((box.minX + box.minY) / period).rounded(.down) * period
    while sum <= box.maxX + box.maxY {
      lines.append([
        PlanarPoint(x: sum - box.minY, y: box.minY), PlanarPoint(x: sum - box.maxY, y: box.maxY),
      ])
      sum += period
    }
    guard isCrossed else { return lines }
    var difference = ((box.minX - box.maxY) / period).rounded(.down) * period
    while difference <= box.maxX - box.minY {
      lines.append([
        PlanarPoint(x: difference + box.minY, y: box.minY),
        PlanarPoint(x: difference + box.maxY, y: box.maxY),
      ])
      difference += period
    }
    return lines
  }
}
