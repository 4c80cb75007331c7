public import TileMath

/// Brings areas from the global grid into a window: rounded to whole units, cut at the buffer.
public struct TileClipper: Sendable {
  /// The window.
  public let window: GridWindow

  /// Half a unit outside the bounds, so that no rounded vertex lies on the border.
  private let clipper: RectangleClipper

  /// A clipper for a window.
  public init(_ window: GridWindow) {
    self.window = window
    let bounds = window.bufferedBounds
    clipper = RectangleClipper(border: bounds.widened(by: 0.5), bounds: bounds)
  }

  /// What of an area lies in the window: none, one or several pieces. Vertices are whole window
  /// units, but for those where it is cut.
  ///
  /// Rings that shrink to a line or a point are gone. Where the area is cut, a piece runs along the
  /// edge of the buffer; a stroke is hidden there as long as it is narrower than the buffer.
  /// - Complexity: O(n) in the vertices, and O(c log c) in the crossings of the buffer's edge.
  public func polygons(of area: GridPolygon) -> [PlanarPolygon] {
    var cut = CutArea()
    var scratch: [PlanarPoint] = []
    for (index, ring) in area.rings.enumerated() {
      project(ring, into: &scratch)
      while scratch.count > 1, scratch.first == scratch.last { scratch.removeLast() }
      guard scratch.count >= 3 else { continue }
      switch clipper.pieces(of: scratch) {
      case .outside: if index == 0 { return [] }
      case .whole: cut.addWhole(scratch, isHole: index > 0)
      case .cut(let chains): cut.addCut(scratch, chains)
      }
    }
    return cut.polygons(clipper)
  }

  /// What of an area of several parts lies in the window.
  public func polygons(of areas: [GridPolygon]) -> [PlanarPolygon] {
    areas.flatMap { polygons(of: $0) }
  }

  /// What of an open line, such as a border between two villages, lies in the window.
  /// - Complexity: O(n) in the vertices.
  public func lines(of line: [GridPoint]) -> [[PlanarPoint]] {
    var scratch: [PlanarPoint] = []
    project(line, into: &scratch)
    return clipper.parts(ofLine: scratch)
  }

  /// Rounds the vertices to whole units; repeated ones are dropped.
  private func project(_ ring: [GridPoint], into result: inout [PlanarPoint]) {
    result.removeAll(keepingCapacity: true)
    result.reserveCapacity(ring.count)
    let (originX, originY, scale) = (window.originX, window.originY, window.scale)
    var last = PlanarPoint(x: .nan, y: .nan)
    for vertex in ring {
      // Halves always go up, which does not depend on the tile as rounding away from zero would.
      let point = PlanarPoint(
        x: ((Double(vertex.x) - originX) * scale + 0.5).rounded(.down),
        y: ((Double(vertex.y) - originY) * scale + 0.5).rounded(.down))
      if point != last { result.append(point) }
      last = point
    }
  }
}

/// The rings of one area after the cut.
struct CutArea {
  private var exteriors: [[PlanarPoint]] = []
  private var holes: [[PlanarPoint]] = []
  private var cutRings: [[PlanarPoint]] = []
  private var chains: [RectangleClipper.Chain] = []

  /// A ring that lies within; those without an area are dropped.
  mutating func addWhole(_ ring: [PlanarPoint], isHole: Bool) {
    guard PlanarRing.doubledArea(ring) != 0 else { return }
    if isHole { holes.append(ring) } else { exteriors.append(ring) }
  }

  /// A ring that crosses the border or runs around the rectangle.
  mutating func addCut(_ ring: [PlanarPoint], _ pieces: [RectangleClipper.Chain]) {
    cutRings.append(ring)
    chains += pieces
  }

  /// The pieces with their holes.
  func polygons(_ clipper: RectangleClipper) -> [PlanarPolygon] {
    var outer = exteriors
    if !cutRings.isEmpty {
      outer += clipper.rings(joining: chains) { place in
        cutRings.reduce(false) { $0 != PlanarRing.contains($1, place) }
      }.filter { PlanarRing.doubledArea($0) != 0 }
    }
    return HoleAssignment.polygons(exteriors: outer, holes: holes)
  }
}
