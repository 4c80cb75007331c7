/// Cuts areas with a rectangle, exactly along its border: concave areas fall into separate pieces,
/// none of which runs along the border twice.
///
/// The rings are cut into chains; then the ends of the chains are joined along those arcs of the
/// rectangle's border that lie inside the area. Which arcs do is found by the even–odd rule at one
/// place far from every crossing and alternates from there, so neither the direction of the rings
/// nor two crossings at one place can fill the wrong side.
struct RectangleClipper {
  /// The border along which is cut. No vertex of a ring may lie on its lines.
  let border: PlanarRectangle
  /// The box to which cut points are moved, a little beside the border.
  let bounds: PlanarRectangle

  /// A part of a ring inside the rectangle that begins and ends on the border.
  struct Chain {
    var points: [PlanarPoint]
    var start: BorderPlace
    var end: BorderPlace
  }

  /// A place on the border: the side (0 upper, 1 right, 2 lower, 3 left) and how far along it,
  /// clockwise on the screen.
  struct BorderPlace {
    var side: Int
    var offset: Double
  }

  /// What is left of a ring.
  enum Pieces {
    /// The ring does not come near the rectangle.
    case outside
    /// The ring lies within.
    case whole
    /// The ring crosses the border, or runs around the rectangle when there is no chain.
    case cut([Chain])
  }

  /// The parts of a ring inside the rectangle.
  /// - Complexity: O(n) in the points.
  func pieces(of ring: [PlanarPoint]) -> Pieces {
    let box = PlanarRing.box(ring)
    if box.minX > border.maxX || box.maxX < border.minX || box.minY > border.maxY
      || box.maxY < border.minY
    {
      return .outside
    }
    guard let outsider = ring.firstIndex(where: { !border.contains($0) }) else { return .whole }
    return .cut(chains(of: ring, from: outsider))
  }

  /// Walks around the ring from a vertex outside.
  private func chains(of ring: [PlanarPoint], from first: Int) -> [Chain] {
    var chains: [Chain] = []
    var open: Chain?
    var a = ring[first]
    for step in 1...ring.count {
      let index = first + step
      let b = ring[index < ring.count ? index : index - ring.count]
      defer { a = b }
      guard let (enter, leave) = crossing(from: a, to: b) else { continue }
      if let enter { open = Chain(points: [edgePoint(enter)], start: enter, end: enter) }
      if let leave {
        open?.points.append(edgePoint(leave))
        open?.end = leave
        if let chain = open { chains.append(chain) }
        open = nil
      } else {
        open?.points.append(b)
      }
    }
    return chains
  }

  /// The parts of an open line inside the rectangle.
  /// - Complexity: O(n) in the points.
  func parts(ofLine line: [PlanarPoint]) -> [[PlanarPoint]] {
    guard var a = line.first else { return [] }
    var parts: [[PlanarPoint]] = []
    var open = border.contains(a) ? [a] : []
    for b in line.dropFirst() {
      defer { a = b }
      guard let (enter, leave) = crossing(from: a, to: b) else { continue }
      if let enter { open = [edgePoint(enter)] }
      open.append(leave.map(edgePoint) ?? b)
      if leave != nil {
        parts.append(open)
        open = []
      }
    }
    return open.count > 1 ? parts + [open] : parts
  }

  /// Where a segment enters and leaves the rectangle, each `nil` when it begins or ends inside;
  /// `nil` when it does not touch it (Liang and Barsky, doi:10.1145/357332.357333).
  private func crossing(
    from a: PlanarPoint, to b: PlanarPoint
  ) -> (enter: BorderPlace?, leave: BorderPlace?)? {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    var (enterAt, leaveAt) = (0.0, 1.0)
    var (enterSide, leaveSide) = (-1, -1)
    // For each side: how fast the segment moves outwards over it, and how far inside `a` is.
    func pass(_ side: Int, _ outwards: Double, _ room: Double) -> Bool {
      if outwards == 0 { return room >= 0 }
      let t = room / outwards
      if outwards < 0 {
        if t > enterAt { (enterAt, enterSide) = (t, side) }
      } else if t < leaveAt {
        (leaveAt, leaveSide) = (t, side)
      }
      return enterAt <= leaveAt
    }
    guard pass(0, -dy, a.y - border.minY), pass(1, dx, border.maxX - a.x),
      pass(2, dy, border.maxY - a.y), pass(3, -dx, a.x - border.minX)
    else { return nil }
    func place(_ side: Int, _ t: Double) -> BorderPlace? {
      side < 0 ? nil : self.place(side: side, PlanarPoint(x: a.x + t * dx, y: a.y + t * dy))
    }
    return (place(enterSide, enterAt), place(leaveSide, leaveAt))
  }

  private func place(side: Int, _ point: PlanarPoint) -> BorderPlace {
    let inside = border.clamp(point)
    switch side {
    case 0: return BorderPlace(side: 0, offset: inside.x - border.minX)
    case 1: return BorderPlace(side: 1, offset: inside.y - border.minY)
    case 2: return BorderPlace(side: 2, offset: border.maxX - inside.x)
    default: return BorderPlace(side: 3, offset: border.maxY - inside.y)
    }
  }

  /// The point at a place on the border.
  private func point(_ place: BorderPlace) -> PlanarPoint {
    point(place, sides: border)
  }

  /// The point at a place on the border, moved to the edge of the bounds.
  ///
  /// Rounding to a millionth of a unit takes away the last bits, in which the sums of two
  /// neighbouring tiles differ.
  private func edgePoint(_ place: BorderPlace) -> PlanarPoint {
    let exact = point(place, sides: bounds)
    let rounded = PlanarPoint(
      x: (exact.x * 0x1p20).rounded() * 0x1p-20, y: (exact.y * 0x1p20).rounded() * 0x1p-20)
    return bounds.clamp(rounded)
  }

  private func point(_ place: BorderPlace, sides: PlanarRectangle) -> PlanarPoint {
    switch place.side {
    case 0: PlanarPoint(x: border.minX + place.offset, y: sides.minY)
    case 1: PlanarPoint(x: sides.maxX, y: border.minY + place.offset)
    case 2: PlanarPoint(x: border.maxX - place.offset, y: sides.maxY)
    default: PlanarPoint(x: sides.minX, y: border.maxY - place.offset)
    }
  }

  /// The length of a side.
  private func length(ofSide side: Int) -> Double {
    side & 1 == 0 ? border.maxX - border.minX : border.maxY - border.minY
  }

  /// Joins chains along the border.
  /// - Parameters:
  ///   - chains: The chains of every ring of the area.
  ///   - contains: Whether a place on the border lies in the area by the even–odd rule over all
  ///     rings that were cut.
  /// - Returns: The rings of the area that run along the border. Each is the outer ring of a piece:
  ///   beyond the border there is nothing, so no piece lies within a hole that touches it.
  func rings(joining chains: [Chain], contains: (PlanarPoint) -> Bool) -> [[PlanarPoint]] {
    guard !chains.isEmpty else {
      let place = BorderPlace(side: 0, offset: 0)
      return contains(point(place)) ? [(0..<4).map(corner)] : []
    }
    var joiner = BorderJoiner(chains)
    let (gap, middle) = widestGap(joiner.events)
    joiner.setInside(contains(point(middle)), after: gap)
    return joiner.loops(corner: corner).map { $0.map(bounds.clamp) }
  }

  /// The corner of the bounds at which a side ends.
  private func corner(_ side: Int) -> PlanarPoint {
    switch side {
    case 0: PlanarPoint(x: bounds.maxX, y: bounds.minY)
    case 1: PlanarPoint(x: bounds.maxX, y: bounds.maxY)
    case 2: PlanarPoint(x: bounds.minX, y: bounds.maxY)
    default: PlanarPoint(x: bounds.minX, y: bounds.minY)
    }
  }

  /// The event before the widest stretch of border without any, and the middle of that stretch.
  private func widestGap(_ events: [BorderJoiner.Event]) -> (Int, BorderPlace) {
    let starts = (0...4).map { side in (0..<side).reduce(0) { $0 + length(ofSide: $1) } }
    let around = starts[4]
    func position(_ event: BorderJoiner.Event) -> Double {
      starts[event.place.side] + event.place.offset
    }
    var best = (index: 0, width: -1.0)
    for index in events.indices {
      let isLast = index + 1 == events.count
      let next = isLast ? position(events[0]) + around : position(events[index + 1])
      let width = next - position(events[index])
      if width > best.width { best = (index, width) }
    }
    var middle = position(events[best.index]) + best.width / 2
    if middle >= around { middle -= around }
    let side = (0..<3).first { middle < starts[$0 + 1] } ?? 3
    return (best.index, BorderPlace(side: side, offset: middle - starts[side]))
  }
}
