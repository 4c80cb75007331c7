public import GeoPrimitives
import SpatialIndexing
import TileMath

/// Which areas border on which: queen contiguity with a tolerance, and for islands the nearest.
///
/// Two areas are neighbours when their borders come within a distance of each other, if only in one
/// point, or when they overlap. The distance stands for files in which every village was simplified on
/// its own, so that common borders differ by some metres; a true touch has distance zero. An area
/// without any neighbour gets the nearest areas instead and is marked; these do not get it in return.
public struct AreaNeighbors: Sendable {
  /// In a file of the whole nation the number of pairs rises by 1.5 % up to this distance, where common
  /// borders differ; beyond it only as areas come by chance to lie near each other.
  public static let defaultToleranceMeters = 10.0
  /// How many nearest areas an island gets.
  public static let nearestToIsland = 4

  /// The neighbours of area i are `members[starts[i] ..< starts[i + 1]]`.
  private let starts: [Int]
  private let members: [Int32]
  private let islands: [Bool]

  /// Finds the neighbours of every area.
  /// - Parameters:
  ///   - areas: The areas.
  ///   - centers: A place for each area, such as its label, from which the nearest are measured.
  ///   - toleranceMeters: How far apart common borders may lie.
  ///   - threads: How many threads take part.
  /// - Complexity: O(p · v) for p pairs of areas whose boxes meet and v vertices of an area; the square
  ///   of the number of edges inside the common part of two boxes in the worst case.
  public init(
    of areas: [MultiPolygon], centers: [Coordinate],
    toleranceMeters: Double = defaultToleranceMeters, threads: Int = ConcurrentMap.processorCount
  ) {
    let later = Self.laterNeighbors(of: areas, toleranceMeters, threads)
    var lists = [[Int32]](repeating: [], count: areas.count)
    for (first, seconds) in later.enumerated() {
      for second in seconds {
        lists[first].append(second)
        lists[Int(second)].append(Int32(truncatingIfNeeded: first))
      }
    }
    islands = lists.map(\.isEmpty)
    for (island, nearest) in Self.nearest(to: islands, among: centers) { lists[island] = nearest }
    members = lists.flatMap { $0.sorted() }
    var ends: [Int] = [0]
    for list in lists { ends.append((ends.last ?? 0) + list.count) }
    starts = ends
  }

  /// The number of areas.
  public var count: Int { islands.count }

  /// The neighbours of an area, ascending, without itself.
  public func neighbors(of area: Int) -> ArraySlice<Int32> {
    members[starts[area]..<starts[area + 1]]
  }

  /// Whether no other area borders on this one, so that its neighbours are the nearest areas instead.
  public func isIsland(_ area: Int) -> Bool { islands[area] }

  /// For each area the neighbours with a higher number, ascending.
  private static func laterNeighbors(
    of areas: [MultiPolygon], _ tolerance: Double, _ threads: Int
  ) -> [[Int32]] {
    let boxes = areas.map { $0.envelope.widened(byMeters: tolerance) }
    let tree = PackedHilbertTree(boxes)
    let step = 256
    let blocks = ConcurrentMap.map((areas.count + step - 1) / step, threads: threads) { block in
      (block * step..<min((block + 1) * step, areas.count)).map { area in
        tree.positions(intersecting: boxes[area]).filter { other in
          other > area
            && BorderContact(areas[area], areas[other], boxes[area], boxes[other], tolerance)
              .exists
        }.map(Int32.init)
      }
    }
    return blocks.flatMap { $0 }
  }

  /// The nearest areas of each island, in the order of the islands.
  private static func nearest(
    to islands: [Bool], among centers: [Coordinate]
  ) -> [(island: Int, nearest: [Int32])] {
    let lonely = islands.indices.filter { islands[$0] }
    guard !lonely.isEmpty, let index = try? PointIndex(centers) else { return [] }
    return lonely.map { island in
      let found = index.nearest(to: centers[island], count: nearestToIsland + 1)
      let others = found.lazy.map(\.position).filter { $0 != island }
      return (island, others.prefix(nearestToIsland).map(Int32.init))
    }
  }
}

/// Whether the borders of two areas come within a distance of each other.
private struct BorderContact {
  private let first: MultiPolygon
  private let second: MultiPolygon
  private let zone: Envelope
  private let tolerance: Double

  /// - Parameters: the areas, and their boxes widened by the tolerance.
  init(
    _ first: MultiPolygon, _ second: MultiPolygon, _ firstBox: Envelope, _ secondBox: Envelope,
    _ tolerance: Double
  ) {
    self.first = first
    self.second = second
    self.tolerance = tolerance
    zone = Envelope(
      minX: max(firstBox.minX, secondBox.minX), minY: max(firstBox.minY, secondBox.minY),
      maxX: min(firstBox.maxX, secondBox.maxX), maxY: min(firstBox.maxY, secondBox.maxY))
  }

  var exists: Bool {
    let (mine, theirs) = (edges(of: first), edges(of: second))
    let plane = TangentPlane(at: zone.center)
    let segments = theirs.map { plane.segment($0) }
    for edge in mine {
      let segment = plane.segment(edge)
      if segments.contains(where: { segment.comes(within: tolerance, of: $0) }) { return true }
    }
    return isNested
  }

  /// The edges that come into the part of the ground where the two can meet.
  private func edges(of area: MultiPolygon) -> [BorderEdge] {
    var found: [BorderEdge] = []
    area.forEachEdge { if $0.touches(zone) { found.append($0) } }
    return found
  }

  /// Whether one area lies inside the other, borders far from each other.
  private var isNested: Bool {
    let vertices = (
      first.polygons.first?.exterior.coordinates.first,
      second.polygons.first?.exterior.coordinates.first
    )
    return vertices.0.map(second.contains) == true || vertices.1.map(first.contains) == true
  }
}

extension TangentPlane {
  @inline(__always)
  func segment(_ edge: BorderEdge) -> PlanarSegment {
    PlanarSegment(a: point(edge.south), b: point(edge.north))
  }
}
