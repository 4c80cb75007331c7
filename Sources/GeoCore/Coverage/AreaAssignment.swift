public import GeoPrimitives
public import SpatialIndexing
import TileMath

/// In which of many areas each point of an index lies.
///
/// A point inside several areas belongs to the first of them; a point on a border belongs to the area
/// whose `MultiPolygon.contains` says so, and where several do, to the first. Areas are handed over by
/// ascending code, so "first" is the lowest code. The answer is that of asking `contains` for every
/// pair, to the last point.
public struct AreaAssignment: Sendable {
  /// The mark of a point outside all areas.
  public static let none: Int32 = -1

  /// For each point, in the order of the index, the number of its area or `none`.
  public let areas: [Int32]

  /// Looks up the area of every point.
  ///
  /// The quadtree is walked along the order of the index with the borders that come into each cell: a
  /// cell wholly inside an area is answered at once, whatever number of points it holds, one outside
  /// all of them is dropped, and a place near borders is tested against the few edges that come into
  /// its cell. Threads share the work out in cells of some ten thousand points, whose answers are put
  /// together in the order of the curve: the result does not depend on the number of threads.
  /// - Parameters:
  ///   - index: The points.
  ///   - areas: The areas, by ascending code.
  ///   - threads: How many threads take part, the calling one included.
  /// - Complexity: O(c · e) for c cells near borders and the e edges that come into each, plus O(n) to
  ///   write the answer.
  public init(
    of index: PointIndex, to areas: [MultiPolygon], threads: Int = ConcurrentMap.processorCount
  ) {
    let envelopes = areas.map(\.boxOfRings)
    let pieces = IndexPiece.pieces(of: index, boxes: envelopes)
    let answers = ConcurrentMap.map(pieces.count, threads: threads) { number in
      var walk = AssignmentWalk(index: index, areas, envelopes, pieces[number])
      return walk.run()
    }
    var joined: [Int32] = []
    joined.reserveCapacity(index.count)
    for answer in answers { joined.append(contentsOf: answer) }
    self.areas = joined
  }

  /// The number of the area of a point, by its position in the index's order; `nil` outside all.
  public func area(at position: Int) -> Int? {
    areas[position] == Self.none ? nil : Int(areas[position])
  }
}

/// Answers one piece, point after point in the order of the index.
private struct AssignmentWalk {
  /// Below so many points a cell is read point by point instead of being divided further.
  private static let fewPoints = 16

  private let index: PointIndex
  private let piece: IndexPiece
  private var stack: OutlineStack
  private var answer: [Int32] = []

  init(
    index: PointIndex, _ areas: [MultiPolygon], _ envelopes: [Envelope], _ piece: IndexPiece
  ) {
    self.index = index
    self.piece = piece
    stack = OutlineStack(areas, envelopes: envelopes, numbers: piece.areas)
    answer.reserveCapacity(piece.cell.run.count)
  }

  mutating func run() -> [Int32] {
    descend(piece.cell, piece.frame, 0..<stack.parts.count)
    return answer
  }

  /// Answers a cell, given the parts of the stack that matter in it.
  private mutating func descend(_ cell: IndexCell, _ frame: CellFrame, _ parts: Range<Int>) {
    guard let first = parts.first else { return fill(cell.run, AreaAssignment.none) }
    if stack.parts[first].coversCell { return fill(cell.run, stack.parts[first].area) }
    if cell.run.count <= Self.fewPoints { return scan(cell.run, parts) }
    guard cell.width > 0 else { return fill(cell.run, area(at: cell.run.lowerBound, parts)) }
    let middle = CellFrame.Middle(of: cell)
    let quarters = index.quarters(of: cell)
    for step in quarters.indices where !quarters[step].run.isEmpty {
      let inner = frame.frame(of: quarters[step], middle)
      let mark = stack.mark
      descend(quarters[step], inner, narrow(parts, to: inner.box))
      stack.drop(to: mark)
    }
  }

  /// The parts that matter in a smaller cell: those after one that covers it have nothing to say.
  private mutating func narrow(_ parts: Range<Int>, to box: Envelope) -> Range<Int> {
    let first = stack.parts.count
    for number in parts {
      if let part = stack.push(number, narrowedTo: box), part.coversCell { break }
    }
    return first..<stack.parts.count
  }

  private mutating func scan(_ run: Range<Int>, _ parts: Range<Int>) {
    for position in run { answer.append(area(at: position, parts)) }
  }

  private func area(at position: Int, _ parts: Range<Int>) -> Int32 {
    let place = index.point(at: position).coordinate
    for number in parts where stack.contains(place, stack.parts[number]) {
      return stack.parts[number].area
    }
    return AreaAssignment.none
  }

  private mutating func fill(_ run: Range<Int>, _ area: Int32) {
    answer.append(contentsOf: repeatElement(area, count: run.count))
  }
}
