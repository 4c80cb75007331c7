import MapRendering

/// Brute-force geometry to judge rings by.
enum RingChecks {
  static func area(_ ring: [PlanarPoint]) -> Double {
    var sum = 0.0
    for (index, a) in ring.enumerated() {
      let b = ring[(index + 1) % ring.count]
      sum += a.x * b.y - b.x * a.y
    }
    return sum / 2
  }

  /// The area of polygons, holes taken out.
  static func area(_ polygons: [PlanarPolygon]) -> Double {
    polygons.reduce(0) { total, polygon in
      polygon.holes.reduce(total + abs(area(polygon.exterior))) { $0 - abs(area($1)) }
    }
  }

  static func contains(_ ring: [PlanarPoint], _ x: Double, _ y: Double) -> Bool {
    var inside = false
    for (index, a) in ring.enumerated() {
      let b = ring[(index + 1) % ring.count]
      if (a.y > y) != (b.y > y), x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) {
        inside.toggle()
      }
    }
    return inside
  }

  static func contains(_ polygons: [PlanarPolygon], _ x: Double, _ y: Double) -> Bool {
    polygons.contains { polygon in
      contains(polygon.exterior, x, y) && !polygon.holes.contains { contains($0, x, y) }
    }
  }

  /// The distance of a place from the nearest edge of rings.
  static func distance(_ rings: [[PlanarPoint]], _ x: Double, _ y: Double) -> Double {
    var nearest = Double.infinity
    for ring in rings {
      for (index, a) in ring.enumerated() {
        let b = ring[(index + 1) % ring.count]
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = dx * dx + dy * dy
        let t = length > 0 ? min(max(((x - a.x) * dx + (y - a.y) * dy) / length, 0), 1) : 0
        let (px, py) = (a.x + t * dx - x, a.y + t * dy - y)
        nearest = min(nearest, (px * px + py * py).squareRoot())
      }
    }
    return nearest
  }

  /// The number of pairs of edges that cross each other within both.
  static func crossings(_ rings: [[PlanarPoint]]) -> Int {
    var edges: [(PlanarPoint, PlanarPoint)] = []
    for ring in rings {
      for (index, a) in ring.enumerated() { edges.append((a, ring[(index + 1) % ring.count])) }
    }
    var count = 0
    for i in edges.indices {
      for j in edges.indices where j > i && cross(edges[i], edges[j]) { count += 1 }
    }
    return count
  }

  private static func cross(
    _ e: (PlanarPoint, PlanarPoint), _ f: (PlanarPoint, PlanarPoint)
  ) -> Bool {
    func side(_ a: PlanarPoint, _ b: PlanarPoint, _ c: PlanarPoint) -> Double {
      (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }
    let (s1, s2) = (side(e.0, e.1, f.0), side(e.0, e.1, f.1))
    let (s3, s4) = (side(f.0, f.1, e.0), side(f.0, f.1, e.1))
    // Edges that only touch, or run on the same line, are not counted.
    let tiny = 1e-9
    return s1 * s2 < 0 && s3 * s4 < 0 && min(abs(s1), abs(s2), abs(s3), abs(s4)) > tiny
  }

  /// Whether a ring visits a place twice.
  static func touchesItself(_ ring: [PlanarPoint]) -> Bool { Set(ring).count != ring.count }
}
