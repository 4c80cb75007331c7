public import GeoPrimitives
import TileMath

/// The pole of inaccessibility: the place inside an area that is farthest from its border, where a
/// label has most room. Always inside, which a centroid is not.
///
/// Source: Garcia-Castellanos & Lombardo 2007; the search by cells after V. Agafonkin's description
/// of "polylabel".
public enum LabelPoint {
  /// The label point of an area, found to a hundredth of its extent.
  /// - Returns: A place inside the largest part; `nil` for an area without extent.
  /// - Complexity: O(n · c) for n vertices and c cells looked at, a few dozen as a rule.
  public static func find(in area: MultiPolygon) -> Coordinate? {
    let parts = area.polygons.filter { $0.exterior.coordinates.count >= 4 }
    let largest = parts.max { abs($0.exterior.doubledSignedArea) < abs($1.exterior.doubledSignedArea) }
    guard let largest, largest.exterior.doubledSignedArea != 0 else { return nil }
    return Search(largest).run()
  }

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

    init(_ polygon: Polygon) {
      let box = polygon.envelope
      let middle = box.center
      let metric = GroundMetric(latitude: middle.latitude)
      let ratio = metric.metersPerDegreeLongitude / metric.metersPerDegreeLatitude
      center = middle
      stretch = ratio
      extent = (box.width * ratio, box.height)
      rings = polygon.rings.map { ring in
        ring.coordinates.map {
          (($0.longitude - middle.longitude) * ratio, $0.latitude - middle.latitude)
        }
      }
    }

    func run() -> Coordinate? {
      let side = min(extent.width, extent.height)
      guard side > 0 else { return nil }
      let precision = max(extent.width, extent.height) / 100
      var queue = startingCells(side)
      guard var best = queue.max(by: { $0.distance < $1.distance }) else { return nil }
      while let index = queue.indices.max(by: { queue[$0].bound < queue[$1].bound }) {
        let cell = queue.remove(at: index)
        guard cell.bound - best.distance > precision else { break }
        for (dx, dy) in [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)] {
          let child = makeCell(cell.x + dx * cell.half, cell.y + dy * cell.half, cell.half / 2)
          if child.distance > best.distance { best = child }
          if child.bound - best.distance > precision { queue.append(child) }
        }
      }
      return Coordinate(
        longitude: center.longitude + best.x / stretch, latitude: center.latitude + best.y)
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
      Cell(x: x, y: y, half: half, distance: signedDistance(x, y))
    }

    /// The distance to the border, negative outside.
    private func signedDistance(_ x: Double, _ y: Double) -> Double {
      var inside = false
      var nearest = Double.infinity
      for ring in rings {
        for index in 1..<max(ring.count, 1) {
          let (a, b) = (ring[index - 1], ring[index])
          if (a.y > y) != (b.y > y), x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) {
            inside.toggle()
          }
          nearest = min(nearest, Self.squaredDistance(x, y, a, b))
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
