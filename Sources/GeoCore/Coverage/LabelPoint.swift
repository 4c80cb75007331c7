public import GeoPrimitives
import TileMath

/// The pole of inaccessibility: the place inside an area that is farthest from its border, where a
/// label has most room. Always inside, which a centroid is not.
///
/// Source: Garcia-Castellanos & Lombardo 2007; the search by cells after V. Agafonkin's description
/// of "polylabel".
public enum LabelPoint {
  /// The label point of an area, found to a fiftieth of its extent.
  /// - Returns: A place inside the largest part; `nil` for an area without extent.
  /// - Complexity: O(n · c) for n vertices and c cells looked at, a few dozen as a rule.
  public static func find(in area: MultiPolygon) -> Coordinate? {
    let parts = area.polygons.filter { $0.exterior.coordinates.count >= 4 }
    let largest = parts.max {
      abs($0.exterior.doubledSignedArea) < abs($1.exterior.doubledSignedArea)
    }
    guard let largest, largest.exterior.doubledSignedArea != 0 else { return nil }
    // A province of a hundred thousand vertices is searched by a selection of them: the pole lies far
    // from the border, where that makes no difference. Should it do so, all of them are taken.
    let count = largest.rings.reduce(0) { $0 + $1.coordinates.count }
    let every = max(count / enoughVertices, 1)
    if every > 1, let label = Search(largest, every: every).run(), area.contains(label) {
      return label
    }
    return Search(largest, every: 1).run()
  }

  /// Beyond so many vertices a selection is searched.
  private static let enoughVertices = 400

  /// A square part of the search: its middle, half its side, and how far the border can be at most.
  private struct Cell {
    var x: Double
    var y: Double
    var half: Double
    var distance: Double
    var bound: Double { distance + half * 2.0.squareRoot() }
  }

  /// The search on the plane tangent to the middle of the area, in degrees of latitude.
  private struct Search {
    private let rings: [[(x: Double, y: Double)]]
    private let center: Coordinate
    private let stretch: Double
    private let extent: (width: Double, height: Double)

    init(_ polygon: Polygon, every step: Int) {
      let box = polygon.envelope
      let middle = box.center
      let metric = GroundMetric(latitude: middle.latitude)
      let ratio = metric.metersPerDegreeLongitude / metric.metersPerDegreeLatitude
      center = middle
      stretch = ratio
      extent = (box.width * ratio, box.height)
      rings = polygon.rings.map { ring in
        let last = ring.coordinates.count - 1
        // The last vertex closes the ring and is always taken.
        let taken = Array(stride(from: 0, to: last, by: step)) + (last >= 0 ? [last] : [])
        return taken.map {
          let place = ring.coordinates[$0]
          return ((place.longitude - middle.longitude) * ratio, place.latitude - middle.latitude)
        }
      }
    }

    func run() -> Coordinate? {
      let side = min(extent.width, extent.height)
      guard side > 0 else { return nil }
      let enough = max(extent.width, extent.height) / 50
      var queue = startingCells(side)
      // The centroid is a good first answer for most areas, which rules most cells out at once.
      let candidates = queue + [makeCell(centroid.x, centroid.y, 0)]
      guard var best = candidates.max(by: { $0.distance < $1.distance }) else { return nil }
      while let index = queue.indices.max(by: { queue[$0].bound < queue[$1].bound }) {
        let cell = queue.remove(at: index)
        // An area thinner than the precision is searched on until a place inside is found.
        let precision = best.distance > 0 ? enough : 0
        guard cell.bound - best.distance > precision, cell.half > 1e-12 else { break }
        for (dx, dy) in [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)] {
          let child = makeCell(
            cell.x + dx * cell.half, cell.y + dy * cell.half, cell.half / 2,
            unlessNearer: best.distance + precision)
          guard let child else { continue }
          if child.distance > best.distance { best = child }
          if child.bound > 0, child.bound - best.distance > precision { queue.append(child) }
        }
      }
      return Coordinate(
        longitude: center.longitude + best.x / stretch, latitude: center.latitude + best.y)
    }

    /// The centre of gravity of the outer ring.
    private var centroid: (x: Double, y: Double) {
      guard let ring = rings.first else { return (0, 0) }
      var (area, x, y) = (0.0, 0.0, 0.0)
      for index in 1..<max(ring.count, 1) {
        let (a, b) = (ring[index - 1], ring[index])
        let cross = a.x * b.y - b.x * a.y
        area += cross
        x += (a.x + b.x) * cross
        y += (a.y + b.y) * cross
      }
      return area == 0 ? (0, 0) : (x / (3 * area), y / (3 * area))
    }

    private func startingCells(_ side: Double) -> [Cell] {
      // A strip of squares along the box; not more than 32, however long and thin the area is.
      let size = max(side, max(extent.width, extent.height) / 32)
      var cells: [Cell] = []
      for x in stride(from: -extent.width / 2, to: extent.width / 2, by: size) {
        for y in stride(from: -extent.height / 2, to: extent.height / 2, by: size) {
          cells.append(makeCell(x + size / 2, y + size / 2, size / 2))
        }
      }
      return cells
    }

    private func makeCell(_ x: Double, _ y: Double, _ half: Double) -> Cell {
      Cell(x: x, y: y, half: half, distance: signedDistance(x, y, hopelessBelow: -1) ?? 0)
    }

    /// A cell, unless the border comes so near to it that no place inside is as far from the border as
    /// `distance`; most cells are given up after a few edges.
    private func makeCell(
      _ x: Double, _ y: Double, _ half: Double, unlessNearer distance: Double
    ) -> Cell? {
      let hopeless = distance - half * 2.0.squareRoot()
      return signedDistance(x, y, hopelessBelow: hopeless).map {
        Cell(x: x, y: y, half: half, distance: $0)
      }
    }

    /// The distance to the border, negative outside; `nil` as soon as it is seen to be below a limit.
    private func signedDistance(_ x: Double, _ y: Double, hopelessBelow limit: Double) -> Double? {
      let hopeless = limit > 0 ? limit * limit : -1
      var inside = false
      var nearest = Double.infinity
      for ring in rings {
        for index in 1..<max(ring.count, 1) {
          let (a, b) = (ring[index - 1], ring[index])
          if (a.y > y) != (b.y > y), x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) {
            inside.toggle()
          }
          nearest = min(nearest, Self.squaredDistance(x, y, a, b))
          if nearest < hopeless { return nil }
        }
      }
      return inside ? nearest.squareRoot() : -nearest.squareRoot()
    }

    private static func squaredDistance(
      _ x: Double, _ y: Double, _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
    ) -> Double {
      let (dx, dy) = (b.x - a.x, b.y - a.y)
      let length = dx * dx + dy * dy
      let t = length > 0 ? min(max(((x - a.x) * dx + (y - a.y) * dy) / length, 0), 1) : 0
      let (px, py) = (a.x + t * dx - x, a.y + t * dy - y)
      return px * px + py * py
    }
  }
}
