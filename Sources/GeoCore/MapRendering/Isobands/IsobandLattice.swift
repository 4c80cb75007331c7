import GeoPrimitives

/// The nodes of a field and how a level crosses the edges between them (marching squares; Lorensen
/// and Cline 1987 in two dimensions).
///
/// A frame of nodes without data lies around the given ones, so every outline is closed.
struct IsobandLattice {
  /// Columns and rows, the frame included.
  let width: Int
  let height: Int
  private let values: [Double]
  /// The levels, ascending.
  private let levels: [Double]
  /// For each level the cells that it crosses, by their north-western nodes.
  private let crossedCells: [[Int32]]
  /// For every edge that a level crosses, the edge to which the outline goes on from there; -1 for the
  /// others, and for all of them between two levels. Edge 2n runs east from node n, edge 2n + 1 south.
  private var next: [Int32]
  /// One bit for every edge with which a chord begins.
  private var begins: [UInt64]
  private let spacing: Double
  private let originX: Double
  private let originY: Double

  /// How near a crossing comes to a node, as a share of the edge: never to it, so outlines that meet
  /// in a node stay apart.
  private static let nearest = 0x1p-20
  /// Crossings are multiples of this share of an edge, so that adding a tile's origin is exact.
  private static let quantum = 0x1p-36

  /// A lattice whose first node lies at `origin`, and the levels, ascending, whose outlines are wanted.
  /// - Complexity: O(nodes).
  init(_ nodes: RasterGrid, levels: [Double], spacing: Double, origin: PlanarPoint) {
    width = nodes.columns + 2
    height = nodes.rows + 2
    self.spacing = spacing
    originX = origin.x - spacing
    originY = origin.y - spacing
    var padded = [Double](repeating: -.infinity, count: width * height)
    for row in 0..<nodes.rows {
      for column in 0..<nodes.columns {
        let value = Double(nodes[column, row])
        if value.isFinite { padded[(row + 1) * width + column + 1] = value }
      }
    }
    values = padded
    self.levels = levels
    crossedCells = Self.crossedCells(of: padded, levels, width: width)
    next = Array(repeating: -1, count: 2 * width * height)
    begins = Array(repeating: 0, count: (2 * width * height + 63) / 64)
  }

  /// For each level the cells with corners above it and below it.
  private static func crossedCells(
    of values: [Double], _ levels: [Double], width: Int
  ) -> [[Int32]] {
    let ranks = values.map { value -> UInt8 in
      var rank = 0
      while rank < levels.count, value >= levels[rank] { rank += 1 }
      return UInt8(truncatingIfNeeded: rank)
    }
    var cells = [[Int32]](repeating: [], count: levels.count)
    for first in stride(from: 0, to: values.count - width, by: width) {
      var (low, high) = (min(ranks[first], ranks[first + width]), ranks[first])
      high = max(high, ranks[first + width])
      for node in first..<first + width - 1 {
        let (north, south) = (ranks[node + 1], ranks[node + 1 + width])
        let (nextLow, nextHigh) = (min(north, south), max(north, south))
        for rank in min(low, nextLow)..<max(high, nextHigh) {
          cells[Int(rank)].append(Int32(truncatingIfNeeded: node))
        }
        (low, high) = (nextLow, nextHigh)
      }
    }
    return cells
  }

  /// The outlines of the area at or above a level.
  /// - Parameters:
  ///   - rank: The place of the level among those of the field, from 0: it keeps the outlines of
  ///     different levels apart where they run along nodes without data.
  ///   - simplification: Which vertices may be left out.
  /// - Returns: Closed rings with the area on their right, so outer ones run clockwise on the screen.
  /// - Complexity: O(c) for c crossed cells, and one 64th of the nodes.
  mutating func outlines(
    at rank: Int, _ simplification: OutlineSimplification
  ) -> [[PlanarPoint]] {
    linkChords(at: rank)
    var rings: [[PlanarPoint]] = []
    var ring: [PlanarPoint] = []
    var isMovable: [Bool] = []
    for word in begins.indices where begins[word] != 0 {
      var bits = begins[word]
      begins[word] = 0
      while bits != 0 {
        var edge = 64 * word + bits.trailingZeroBitCount
        bits &= bits - 1
        guard next[edge] >= 0 else { continue }
        ring.removeAll(keepingCapacity: true)
        isMovable.removeAll(keepingCapacity: true)
        while next[edge] >= 0 {
          ring.append(crossing(edge, levels[rank], rank))
          isMovable.append(canMove(edge, rank, by: simplification.tolerance))
          let following = Int(next[edge])
          next[edge] = -1
          edge = following
        }
        let simple = simplification.simplified(ring, isMovable: isMovable)
        rings.append(CollinearRuns.dropped(from: simple))
      }
    }
    return rings
  }

  /// Whether the crossing of an edge may move along it by so many pixels without coming near a node,
  /// the crossing of another level, or the other chord of a saddle: then no outlines come to cross.
  private func canMove(_ edge: Int, _ rank: Int, by distance: Double) -> Bool {
    let node = edge / 2
    let isSouthward = edge & 1 == 1
    let (from, to) = (values[node], values[isSouthward ? node + width : node + 1])
    guard distance > 0, from.isFinite, to.isFinite else { return false }
    let clear = 2 * distance / spacing
    let share = share(from, to, levels[rank], rank)
    guard share > clear, share < 1 - clear else { return false }
    for other in [rank - 1, rank + 1] where levels.indices.contains(other) {
      if abs((levels[other] - levels[rank]) / (to - from)) < clear { return false }
    }
    let before = isSouthward ? node - 1 : node - width
    return !isSaddle(node, levels[rank]) && !isSaddle(before, levels[rank])
  }

  /// Whether opposite corners of a cell lie above a level and the other two below.
  private func isSaddle(_ node: Int, _ level: Double) -> Bool {
    guard node >= 0, node + width + 1 < values.count else { return false }
    let isNorthWest = values[node] >= level
    return isNorthWest == (values[node + width + 1] >= level)
      && isNorthWest != (values[node + 1] >= level)
      && isNorthWest != (values[node + width] >= level)
  }

  /// Finds the chords of all cells that a level crosses.
  private mutating func linkChords(at rank: Int) {
    let level = levels[rank]
    for cell in crossedCells[rank] {
      let node = Int(cell)
      let isNorthWest = values[node] >= level
      let isNorthEast = values[node + 1] >= level
      let isSouthWest = values[node + width] >= level
      let isSouthEast = values[node + width + 1] >= level
      if isNorthWest == isSouthEast, isNorthEast == isSouthWest {
        link(saddle: node, isNorthWestAbove: isNorthWest, level)
      } else {
        link(node, isNorthWest, isNorthEast, isSouthEast, isSouthWest)
      }
    }
  }

  private mutating func link(_ start: Int, to end: Int) {
    next[start] = Int32(truncatingIfNeeded: end)
    begins[start / 64] |= 1 << UInt64(start % 64)
  }

  /// The one chord of a cell: clockwise around the cell it begins where the corners go from above
  /// to below, and ends where they come back.
  private mutating func link(
    _ node: Int, _ northWest: Bool, _ northEast: Bool, _ southEast: Bool, _ southWest: Bool
  ) {
    let edges = edges(ofCell: node)
    let corners = (northWest, northEast, southEast, southWest)
    var start = edges.north
    var end = edges.north
    if corners.0 != corners.1 { if corners.0 { start = edges.north } else { end = edges.north } }
    if corners.1 != corners.2 { if corners.1 { start = edges.east } else { end = edges.east } }
    if corners.2 != corners.3 { if corners.2 { start = edges.south } else { end = edges.south } }
    if corners.3 != corners.0 { if corners.3 { start = edges.west } else { end = edges.west } }
    link(start, to: end)
  }

  /// The two chords of a saddle. The mean of the corners decides whether the two high ones are
  /// joined; with a corner without data they are not.
  private mutating func link(saddle node: Int, isNorthWestAbove: Bool, _ level: Double) {
    let edges = edges(ofCell: node)
    let sum =
      values[node] + values[node + 1] + values[node + width] + values[node + width + 1]
    let isJoined = sum / 4 >= level
    switch (isNorthWestAbove, isJoined) {
    case (true, false):
      link(edges.north, to: edges.west)
      link(edges.south, to: edges.east)
    case (true, true):
      link(edges.north, to: edges.east)
      link(edges.south, to: edges.west)
    case (false, false):
      link(edges.east, to: edges.north)
      link(edges.west, to: edges.south)
    case (false, true):
      link(edges.east, to: edges.south)
      link(edges.west, to: edges.north)
    }
  }

  private func edges(ofCell node: Int) -> (north: Int, east: Int, south: Int, west: Int) {
    (2 * node, 2 * (node + 1) + 1, 2 * (node + width), 2 * node + 1)
  }

  /// Where the level crosses an edge: the same place for both cells and for every tile, since the
  /// share is taken from the western or northern node and is a multiple of the quantum.
  private func crossing(_ edge: Int, _ level: Double, _ rank: Int) -> PlanarPoint {
    let node = edge / 2
    let isSouthward = edge & 1 == 1
    let from = values[node]
    let share = share(from, values[isSouthward ? node + width : node + 1], level, rank)
    let x = originX + Double(node % width) * spacing
    let y = originY + Double(node / width) * spacing
    return isSouthward
      ? PlanarPoint(x: x, y: y + share * spacing) : PlanarPoint(x: x + share * spacing, y: y)
  }

  private func share(_ from: Double, _ to: Double, _ level: Double, _ rank: Int) -> Double {
    let isFromAbove = from >= level
    guard from.isFinite, to.isFinite else {
      // Halfway to the node without data, each higher level a little earlier.
      let half = 0.5 - Double(rank + 1) * 0x1p-12
      return isFromAbove ? half : 1 - half
    }
    let exact = (level - from) / (to - from)
    let kept = Self.nearest + (1 - 2 * Self.nearest) * exact
    return (kept / Self.quantum).rounded() * Self.quantum
  }
}

/// Drops the vertices on straight runs.
enum CollinearRuns {
  /// How far a vertex may lie from the line through its neighbours, in pixels.
  private static let tolerance = 0x1p-14

  /// The ring without vertices that lie on the line between their neighbours.
  static func dropped(from ring: [PlanarPoint]) -> [PlanarPoint] {
    guard ring.count > 3, var before = ring.last else { return ring }
    var kept: [PlanarPoint] = []
    kept.reserveCapacity(ring.count)
    for (index, point) in ring.enumerated() {
      let after = index + 1 < ring.count ? ring[index + 1] : kept.first ?? ring[0]
      if isOnLine(before, point, after) { continue }
      kept.append(point)
      before = point
    }
    return kept.count >= 3 ? kept : ring
  }

  /// Whether b lies on the way from a to c; the tip of a needle lies on its line, but not between.
  private static func isOnLine(_ a: PlanarPoint, _ b: PlanarPoint, _ c: PlanarPoint) -> Bool {
    let (dx, dy) = (c.x - a.x, c.y - a.y)
    let cross = dx * (b.y - a.y) - dy * (b.x - a.x)
    let isBetween = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y) >= 0
    return isBetween && cross * cross <= tolerance * tolerance * (dx * dx + dy * dy)
  }
}
