public import GeoPrimitives
public import TileMath

/// The outlines of areas as they come from their source, on the global grid: what is cleaned.
///
/// Areas are numbered in the order in which they are added. Outlines are read by the even–odd rule: the
/// direction of a ring and whether it is called a hole mean nothing, and ground that a ring runs around
/// twice lies outside.
public struct CoverageOutlines: Sendable {
  /// The vertices of all rings, each ring closed.
  var points: [GridPoint] = []
  /// Where each ring ends among the vertices.
  var ringEnds: [UInt32] = []
  /// The area of each ring.
  var ringAreas: [UInt32] = []
  /// The number of areas.
  public private(set) var count = 0

  /// No areas.
  public init() {}

  /// Areas in degrees.
  /// - Complexity: O(n) in the number of vertices.
  public init(_ areas: [MultiPolygon]) {
    for area in areas { append(area) }
  }

  /// The number of vertices over all rings, closing ones included.
  public var vertexCount: Int { points.count }

  /// Adds an area in degrees; vertices move to the middle of their cell, by at most 7 mm.
  /// - Complexity: O(n) in the number of vertices.
  public mutating func append(_ area: MultiPolygon) {
    append(area.polygons.map(GridPolygon.init))
  }

  /// Adds an area on the grid. Rings that enclose nothing are left out.
  /// - Complexity: O(n) in the number of vertices.
  public mutating func append(_ area: [GridPolygon]) {
    for polygon in area {
      for ring in polygon.rings { append(ring) }
    }
    count += 1
  }

  private mutating func append(_ ring: [GridPoint]) {
    let start = points.count
    for point in ring { extend(to: point, from: start) }
    if points.count > start { extend(to: points[start], from: start) }
    guard points.count - start >= 4 else {
      points.removeLast(points.count - start)
      return
    }
    ringEnds.append(UInt32(points.count))
    ringAreas.append(UInt32(count))
  }

  /// Adds a vertex to the ring that begins at `start`; a step too long for exact arithmetic is divided.
  private mutating func extend(to point: GridPoint, from start: Int) {
    guard points.count > start, let last = points.last else { return points.append(point) }
    guard last != point else { return }
    let (dx, dy) = GridGeometry.difference(last, point)
    if max(abs(dx), abs(dy)) > GridGeometry.longestStep {
      // The same middle in both directions, so that neighbours divide a common edge alike.
      extend(
        to: GridPoint(
          x: UInt32((UInt64(last.x) + UInt64(point.x)) / 2),
          y: UInt32((UInt64(last.y) + UInt64(point.y)) / 2)), from: start)
      return extend(to: point, from: start)
    }
    points.append(point)
  }

  /// The vertices of a ring.
  func vertices(ofRing ring: Int) -> Range<Int> {
    (ring == 0 ? 0 : Int(ringEnds[ring - 1]))..<Int(ringEnds[ring])
  }
}
