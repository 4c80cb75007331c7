public import TileMath

/// Cuts what has been rounded to the units of a zoom with the ground of a tile.
public struct UnitClipper: Sendable {
  /// The ground that is kept.
  public let box: UnitBox
  private let clipper: RectangleClipper

  /// A clipper that keeps a box; its edges belong to it.
  public init(_ box: UnitBox) {
    self.box = box
    let bounds = PlanarRectangle(
      minX: 0, minY: 0, maxX: Double(box.maxX) - Double(box.minX),
      maxY: Double(box.maxY) - Double(box.minY))
    // Half a unit outside, so that no vertex lies on the border.
    clipper = RectangleClipper(border: bounds.widened(by: 0.5), bounds: bounds)
  }

  /// What of a polygon lies in the box: none, one or several pieces, in whole units and turned as vector
  /// tiles want them. Where it is cut, a piece runs along the edge of the box.
  /// - Complexity: O(n) in the vertices, and O(c log c) in the crossings of the box's edge.
  public func polygons(of polygon: UnitPolygon) -> [UnitPolygon] {
    var cut = CutArea()
    for (index, ring) in polygon.rings.enumerated() {
      let points = ring.map(planar)
      switch clipper.pieces(of: points) {
      case .outside: if index == 0 { return [] }
      case .whole: cut.addWhole(points, isHole: index > 0)
      case .cut(let chains): cut.addCut(points, chains)
      }
    }
    return cut.polygons(clipper).compactMap(unitPolygon)
  }

  /// What of an open line lies in the box.
  /// - Complexity: O(n) in the vertices.
  public func parts(ofLine line: ArraySlice<UnitPoint>) -> [[UnitPoint]] {
    clipper.parts(ofLine: line.map(planar)).map { rounded($0) }.filter { $0.count > 1 }
  }

  @inline(__always)
  private func planar(_ point: UnitPoint) -> PlanarPoint {
    PlanarPoint(x: Double(point.x) - Double(box.minX), y: Double(point.y) - Double(box.minY))
  }

  /// The points in whole units, neighbours that coincide taken once.
  private func rounded(_ points: [PlanarPoint]) -> [UnitPoint] {
    var result: [UnitPoint] = []
    result.reserveCapacity(points.count)
    for point in points {
      let unit = UnitPoint(
        x: box.minX &+ Int32((point.x + 0.5).rounded(.down)),
        y: box.minY &+ Int32((point.y + 0.5).rounded(.down)))
      if result.last != unit { result.append(unit) }
    }
    return result
  }

  /// A piece without its holes that vanish; `nil` when it has no area itself.
  private func unitPolygon(_ polygon: PlanarPolygon) -> UnitPolygon? {
    var rings: [[UnitPoint]] = []
    for points in polygon.rings {
      var ring = rounded(points)
      while ring.count > 1, ring.first == ring.last { ring.removeLast() }
      let area = UnitPolygon.doubledArea(of: ring)
      if area == 0 {
        if rings.isEmpty { return nil }
        continue
      }
      if (area > 0) != rings.isEmpty { ring.reverse() }
      rings.append(ring)
    }
    return UnitPolygon(rings: rings)
  }
}
