import GeoPrimitives

/// The borders of areas, cut down to what comes into one cell after the other: a walk of the quadtree
/// narrows them on the way down and drops what it added on the way back.
///
/// How few edges decide whether a place of a cell lies in an area: a ray to the east crosses an edge
/// that lies wholly east of the cell just if exactly one end of the edge lies no farther north than the
/// place. Along a closed ring these ends cancel in pairs, but for those that such an edge shares with
/// an edge that comes into the cell. So the edges that come into the cell are enough, each with its own
/// eastern ends, and one bit that is the same all over the cell; it follows from the answer for the
/// cell's middle, which the larger cell around it can give. Every step compares the very numbers that
/// `MultiPolygon.contains` compares: the answer is the same for every place of the cell, on borders and
/// vertices too.
struct OutlineStack {
  /// What one area's border amounts to within a cell.
  struct Part {
    /// The number of the area.
    let area: Int32
    /// The edges that come into the cell, among those of the stack.
    fileprivate var edges: Range<Int>
    /// Edges whose ends lie beyond this longitude have been counted without them.
    fileprivate var east: Double
    /// The bit that is the same all over the cell.
    fileprivate var parity: Bool
    /// The border has not been looked at yet; the cell contains or may contain all of it.
    fileprivate var isWhole: Bool

    /// Whether no edge comes into the cell, so that all of it lies inside or all of it outside.
    var isUniform: Bool { !isWhole && edges.isEmpty }
    /// Whether all of the cell lies inside.
    var coversCell: Bool { isUniform && parity }
  }

  /// How much of the stack was filled at some moment.
  struct Mark {
    fileprivate let parts: Int
    fileprivate let edges: Int
  }

  private let areas: [MultiPolygon]
  private let envelopes: [Envelope]
  private(set) var parts: [Part] = []
  private var edges: [BorderEdge] = []

  /// A stack whose bottom holds the given areas whole.
  init(_ areas: [MultiPolygon], envelopes: [Envelope], numbers: [Int32]) {
    self.areas = areas
    self.envelopes = envelopes
    parts = numbers.map {
      Part(area: $0, edges: 0..<0, east: .infinity, parity: false, isWhole: true)
    }
  }

  var mark: Mark { Mark(parts: parts.count, edges: edges.count) }

  /// Drops what was added since.
  mutating func drop(to mark: Mark) {
    parts.removeLast(parts.count - mark.parts)
    edges.removeLast(edges.count - mark.edges)
  }

  /// Puts a part narrowed to a cell on top.
  /// - Parameters:
  ///   - number: The position of the part among `parts`.
  ///   - box: The cell, which lies within the cell of the part.
  /// - Returns: The new part; `nil`, and nothing is added, where the area lies wholly outside the cell.
  mutating func push(_ number: Int, narrowedTo box: Envelope) -> Part? {
    let part = parts[number]
    if part.isWhole {
      let envelope = envelopes[Int(part.area)]
      guard envelope.intersects(box) else { return nil }
      guard !box.contains(envelope) else {
        parts.append(part)
        return part
      }
    }
    let first = edges.count
    let centerIsInside = collectEdges(of: part, touching: box)
    guard centerIsInside || edges.count > first else { return nil }
    var narrowed = Part(
      area: part.area, edges: first..<edges.count, east: box.maxX, parity: false, isWhole: false)
    narrowed.parity = contains(box.center, narrowed) != centerIsInside
    parts.append(narrowed)
    return narrowed
  }

  /// Puts the edges of a part that come into a box on top, and tells whether the middle of the box lies
  /// in the area.
  private mutating func collectEdges(of part: Part, touching box: Envelope) -> Bool {
    let center = box.center
    var isInside = part.parity
    guard !part.isWhole else {
      areas[Int(part.area)].forEachEdge { edge in
        if edge.isCrossed(by: center) { isInside.toggle() }
        if edge.touches(box) { edges.append(edge) }
      }
      return isInside
    }
    for index in part.edges {
      let edge = edges[index]
      if Self.counts(edge, center, east: part.east) { isInside.toggle() }
      if edge.touches(box) { edges.append(edge) }
    }
    return isInside
  }

  /// Whether a place of the part's cell lies in its area.
  @inline(__always)
  func contains(_ place: Coordinate, _ part: Part) -> Bool {
    guard !part.isWhole else { return areas[Int(part.area)].contains(place) }
    var isInside = part.parity
    for index in part.edges where Self.counts(edges[index], place, east: part.east) {
      isInside.toggle()
    }
    return isInside
  }

  /// Calls `visit` with the edges of a part.
  @inline(__always)
  func forEachEdge(of part: Part, _ visit: (BorderEdge) -> Void) {
    guard !part.isWhole else { return areas[Int(part.area)].forEachEdge(visit) }
    for index in part.edges { visit(edges[index]) }
  }

  /// The crossing of an edge, and its ends east of the cell that lie south of the place, odd or even.
  @inline(__always)
  private static func counts(_ edge: BorderEdge, _ place: Coordinate, east: Double) -> Bool {
    let south = edge.south.longitude > east && edge.south.latitude <= place.latitude
    let north = edge.north.longitude > east && edge.north.latitude <= place.latitude
    return edge.isCrossed(by: place) != (south != north)
  }
}
