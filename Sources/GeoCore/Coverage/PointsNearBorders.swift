import GeoPrimitives
import SpatialIndexing
import TileMath

/// The points of an index that lie near the borders of some areas.
enum PointsNearBorders {
  /// Finds the points within a distance of a border, the distance included.
  ///
  /// Measured on the plane tangent to the ground at the point.
  /// - Parameters:
  ///   - index: The points.
  ///   - areas: Whose borders matter.
  ///   - meters: The distance on the ground.
  ///   - threads: How many threads take part.
  /// - Returns: Positions in the order of the index, ascending.
  /// - Complexity: As that of `AreaAssignment`; only cells near the borders are visited.
  static func positions(
    of index: PointIndex, near areas: [MultiPolygon], within meters: Double, threads: Int
  ) -> [Int] {
    let envelopes = areas.map(\.envelope)
    let pieces = IndexPiece.pieces(of: index, boxes: envelopes.map { $0.widened(byMeters: meters) })
    let found = ConcurrentMap.map(pieces.count, threads: threads) { number in
      var walk = ProximityWalk(index: index, areas, envelopes, meters, pieces[number])
      return walk.run()
    }
    return found.flatMap { $0 }
  }
}

/// Walks one piece with the borders that come near each cell.
private struct ProximityWalk {
  private static let fewPoints = 16

  private let index: PointIndex
  private let meters: Double
  private let piece: IndexPiece
  private var stack: OutlineStack
  private var found: [Int] = []

  init(
    index: PointIndex, _ areas: [MultiPolygon], _ envelopes: [Envelope], _ meters: Double,
    _ piece: IndexPiece
  ) {
    self.index = index
    self.meters = meters
    self.piece = piece
    stack = OutlineStack(areas, envelopes: envelopes, numbers: piece.areas)
  }

  mutating func run() -> [Int] {
    descend(piece.cell, piece.frame, 0..<stack.parts.count)
    return found
  }

  private mutating func descend(_ cell: IndexCell, _ frame: CellFrame, _ parts: Range<Int>) {
    guard !parts.isEmpty else { return }
    guard cell.run.count > Self.fewPoints, cell.width > 0 else {
      for position in cell.run where isNear(position, parts) { found.append(position) }
      return
    }
    let middle = CellFrame.Middle(of: cell)
    let quarters = index.quarters(of: cell)
    for step in quarters.indices where !quarters[step].run.isEmpty {
      let inner = frame.frame(of: quarters[step], middle)
      let mark = stack.mark
      descend(quarters[step], inner, narrow(parts, to: inner.box.widened(byMeters: meters)))
      stack.drop(to: mark)
    }
  }

  /// The parts whose borders come near a smaller cell.
  private mutating func narrow(_ parts: Range<Int>, to box: Envelope) -> Range<Int> {
    let first = stack.parts.count
    for number in parts {
      let mark = stack.mark
      if let part = stack.push(number, narrowedTo: box), part.isUniform { stack.drop(to: mark) }
    }
    return first..<stack.parts.count
  }

  private func isNear(_ position: Int, _ parts: Range<Int>) -> Bool {
    let plane = TangentPlane(at: index.point(at: position).coordinate)
    let (middle, limit) = (PlanarPoint(x: 0, y: 0), meters * meters)
    return parts.contains { number in
      var nearest = Double.infinity
      stack.forEachEdge(of: stack.parts[number]) { edge in
        nearest = min(nearest, plane.segment(edge).squaredDistance(to: middle))
      }
      return nearest <= limit
    }
  }
}
