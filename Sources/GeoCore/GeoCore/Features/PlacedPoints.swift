import GeoPrimitives
import SpatialIndexing

/// The points of a source in its order, found by their places. It does not keep the source, which holds what
/// it is kept in.
struct PlacedPoints: Sendable {
  private let rows: [Int32]
  private let places: [Coordinate]
  private let index: PointIndex
  /// The positions of those in the index, where some are not.
  private let positionsOnGrid: [Int32]?
  /// The positions of those beyond the global grid, near the poles.
  private let positionsOffGrid: [Int]

  /// A point is compared exactly; the index knows cells of a centimetre.
  private static let indexMargin = 1e-6

  /// - Complexity: O(n log n).
  init(_ source: some PointSource) throws(PointIndexError) {
    var (rows, places) = ([Int32](), [Coordinate]())
    try source.forEachPoint { found in
      rows.append(Int32(truncatingIfNeeded: found.row))
      places.append(found.place)
    }
    var (cells, onGrid, offGrid) = ([GridPoint](), [Int32](), [Int]())
    for (position, place) in places.enumerated() {
      if let cell = GridPoint(place) {
        cells.append(cell)
        onGrid.append(Int32(truncatingIfNeeded: position))
      } else {
        offGrid.append(position)
      }
    }
    self.rows = rows
    self.places = places
    index = try PointIndex(gridPoints: cells, weights: [])
    positionsOnGrid = offGrid.isEmpty ? nil : onGrid
    positionsOffGrid = offGrid
  }

  /// How many there are.
  var count: Int { rows.count }

  /// Which thing of the source stands at a position.
  func row(at position: Int) -> Int { Int(rows[position]) }

  /// Where it is.
  func place(at position: Int) -> Coordinate { places[position] }

  /// The positions of the points in some boxes, ascending, each once.
  /// - Complexity: O(log n + m log m) for m points found, and those near the poles.
  func positions(in boxes: [Envelope]) -> [Int] {
    var found: [Int] = []
    for box in boxes where !box.isEmpty {
      let wide = Envelope(
        minX: box.minX - Self.indexMargin, minY: box.minY - Self.indexMargin,
        maxX: box.maxX + Self.indexMargin, maxY: box.maxY + Self.indexMargin)
      var near = index.positions(in: wide)
      if let positionsOnGrid { near = near.map { Int(positionsOnGrid[$0]) } }
      found += (near + positionsOffGrid).filter { box.contains(places[$0]) }
    }
    found.sort()
    guard boxes.count > 1 else { return found }
    var previous = -1
    return found.filter { position in
      defer { previous = position }
      return position != previous
    }
  }
}

extension DatasetSnapshot {
  /// So many points are kept for the next page; more are looked for each time, as they would fill the memory.
  private static let mostKeptPoints = 1 << 20

  /// The points that somebody may see, in the order of their source.
  /// - Throws: `PointIndexError`.
  func placedPoints(of points: AdmittedPoints) throws(PointIndexError) -> PlacedPoints {
    var made: PlacedPoints?
    let kept = try derived.placedPoints.value(for: points) {
      () throws(PointIndexError) -> PlacedPoints? in
      let all = try PlacedPoints(source(of: points))
      made = all
      return all.count <= Self.mostKeptPoints ? all : nil
    }
    if let all = kept ?? made { return all }
    return try PlacedPoints(source(of: points))
  }
}
