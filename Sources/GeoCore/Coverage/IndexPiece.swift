import GeoPrimitives
import SpatialIndexing

/// A part of the work on an index: a quadtree cell and the areas whose boxes touch it.
struct IndexPiece: Sendable {
  /// Enough points that a piece is worth an answer of its own, few enough for even shares.
  private static let pointsPerPiece = 40_000

  /// The cell.
  let cell: IndexCell
  /// The edges of the cell.
  let frame: CellFrame
  /// The numbers of the areas, ascending.
  let areas: [Int32]

  /// Cuts an index into pieces along its order. Together they hold every point once, in that order.
  /// - Parameters:
  ///   - index: The points.
  ///   - boxes: The box of each area, in degrees; an area with an empty box touches nothing.
  /// - Returns: The pieces; none for an index without points.
  static func pieces(of index: PointIndex, boxes: [Envelope]) -> [IndexPiece] {
    let present = boxes.indices.filter { !boxes[$0].isEmpty }
    let whole = IndexPiece(
      cell: index.rootCell, frame: .everything, areas: present.map(Int32.init))
    return whole.divided(index, boxes)
  }

  private func divided(_ index: PointIndex, _ boxes: [Envelope]) -> [IndexPiece] {
    guard !cell.run.isEmpty else { return [] }
    guard cell.run.count > Self.pointsPerPiece, cell.width > 0, !areas.isEmpty else {
      return [self]
    }
    let middle = CellFrame.Middle(of: cell)
    let quarters = index.quarters(of: cell)
    var pieces: [IndexPiece] = []
    for step in quarters.indices {
      let inner = frame.frame(of: quarters[step], middle)
      let box = inner.box
      let touched = areas.filter { boxes[Int($0)].intersects(box) }
      pieces += IndexPiece(cell: quarters[step], frame: inner, areas: touched)
        .divided(index, boxes)
    }
    return pieces
  }
}
