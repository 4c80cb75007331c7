public import GeoPrimitives
public import TileMath

/// A point found near a place.
public struct Neighbor: Hashable, Sendable {
  /// The point's position in the input of the index.
  public let position: Int
  /// The distance on the ground, in metres.
  public let meters: Double
}

extension PointIndex {
  /// Calls `visit` with the input position and grid cell of every point in a box, in Hilbert order,
  /// until it returns `false`.
  /// - Returns: Whether the visit reached the end.
  /// - Complexity: O(log n + m) for m points visited, the boxes at the rim aside.
  @discardableResult
  public func visit(in box: GridBox, _ visit: (Int, GridPoint) -> Bool) -> Bool {
    visitRuns(in: box) { run in
      for position in run where box.contains(x: xs[position], y: ys[position]) {
        let point = GridPoint(x: xs[position], y: ys[position])
        guard visit(Int(inputPositions[position]), point) else { return false }
      }
      return true
    }
  }

  /// Calls `visit` with the grid cell and weight of every point in a box, in Hilbert order.
  public func visitWeighted(in box: GridBox, _ visit: (GridPoint, FixedWeight) -> Void) {
    _ = visitRuns(in: box) { run in
      for position in run where box.contains(x: xs[position], y: ys[position]) {
        visit(
          GridPoint(x: xs[position], y: ys[position]), FixedWeight(units: units(at: position)))
      }
      return true
    }
  }

  /// Calls `visit` with runs of points that cover a box, in Hilbert order, until it returns `false`;
  /// at the rim a run may hold points outside.
  private func visitRuns(in box: GridBox, _ visit: (Range<Int>) -> Bool) -> Bool {
    guard layout.height > 0 else { return true }
    var agenda = [(level: layout.height - 1, node: 0)]
    while let (level, node) = agenda.popLast() {
      let bounds = boxes[layout.levelStarts[level] + node]
      guard bounds.intersects(box) else { continue }
      if level == 0 || box.contains(bounds) {
        guard visit(layout.items(ofNode: node, level: level)) else { return false }
      } else {
        for entry in layout.entries(ofNode: node, level: level).reversed() {
          agenda.append((level - 1, entry))
        }
      }
    }
    return true
  }

  /// The input positions of the points in a box of degrees, edges included, in Hilbert order.
  ///
  /// Points are compared as cells of the global grid: a point within 1 cm of an edge may fall on
  /// either side.
  public func positions(in box: Envelope) -> [Int] {
    guard let box = GridBox(box) else { return [] }
    var found: [Int] = []
    visit(in: box) { position, _ in
      found.append(position)
      return true
    }
    return found
  }

  /// The number and weight of the points in a box, from the aggregates of the nodes inside it.
  /// - Complexity: O(√n + log n) nodes at the rim of the box for evenly spread points.
  public func total(in box: GridBox) -> (count: Int, weight: Double) {
    guard layout.height > 0 else { return (0, 0) }
    var count = 0
    var units: Int64 = 0
    var agenda = [(level: layout.height - 1, node: 0)]
    while let (level, node) = agenda.popLast() {
      let bounds = boxes[layout.levelStarts[level] + node]
      guard bounds.intersects(box) else { continue }
      if box.contains(bounds) {
        let run = layout.items(ofNode: node, level: level)
        count += run.count
        units += moments(of: run).weight
      } else if level > 0 {
        for entry in layout.entries(ofNode: node, level: level) {
          agenda.append((level - 1, entry))
        }
      } else {
        for position in layout.items(ofNode: node, level: 0)
        where box.contains(x: xs[position], y: ys[position]) {
          count += 1
          units += self.units(at: position)
        }
      }
    }
    return (count, FixedWeight(units: units).value)
  }

  /// The points within a distance on the ground, nearest first, then by input position.
  /// - Parameters:
  ///   - place: The middle of the circle, in degrees.
  ///   - meters: The radius; measured on the tangent plane at `place`.
  /// - Returns: Every point at most that far, the rim included.
  public func neighbors(of place: Coordinate, within meters: Double) -> [Neighbor] {
    guard meters >= 0,
      let around = GridBox(GroundMetric.envelope(around: place, radiusMeters: meters))
    else { return [] }
    let metric = GroundMetric(latitude: place.latitude)
    var found: [Neighbor] = []
    visit(in: around) { position, point in
      let distance = metric.distanceMeters(place, point.coordinate)
      if distance <= meters { found.append(Neighbor(position: position, meters: distance)) }
      return true
    }
    return found.sorted { ($0.meters, $0.position) < ($1.meters, $1.position) }
  }

  /// The nearest points, nearest first, then by input position.
  /// - Parameters:
  ///   - place: Where to look from, in degrees.
  ///   - count: How many at most.
  ///   - bound: Points farther than so many metres are not returned.
  /// - Returns: At most `count` points.
  /// - Complexity: O(k log n) nodes for evenly spread points.
  public func nearest(
    to place: Coordinate, count: Int, within bound: Double = .infinity
  ) -> [Neighbor] {
    guard place.isOnGlobe else { return [] }
    let metric = GroundMetric(latitude: place.latitude)
    return NearestSearch.nearest(in: layout, count: count, within: bound) {
      candidate($0, level: $1, from: place, metric)
    }
  }

  private func candidate(
    _ entry: Int, level: Int, from place: Coordinate, _ metric: GroundMetric
  ) -> MinimumHeap.Entry {
    if level < 0 {
      let distance = metric.distanceMeters(place, self.place(at: entry))
      return .init(distance: distance, level: -1, position: Int(inputPositions[entry]))
    }
    let box = boxes[layout.levelStarts[level] + entry]
    let northWest = GridPoint(x: box.minX, y: box.minY).coordinate
    let southEast = GridPoint(x: box.maxX, y: box.maxY).coordinate
    let nearest = Coordinate(
      longitude: min(max(place.longitude, northWest.longitude), southEast.longitude),
      latitude: min(max(place.latitude, southEast.latitude), northWest.latitude))
    return .init(distance: metric.distanceMeters(place, nearest), level: level, position: entry)
  }
}
