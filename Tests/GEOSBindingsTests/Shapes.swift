import GeoPrimitives
import Support

/// A closed ring through pairs of numbers.
func ring(_ numbers: [(Double, Double)]) -> Ring {
  Ring(numbers.map { Coordinate(longitude: $0.0, latitude: $0.1) })
}

/// An axis-parallel rectangle.
func rectangle(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) -> Ring {
  ring([(minX, minY), (maxX, minY), (maxX, maxY), (minX, maxY), (minX, minY)])
}

/// An area of one part.
func area(_ exterior: Ring, holes: [Ring] = []) -> MultiPolygon {
  MultiPolygon([Polygon(exterior: exterior, holes: holes)])
}

/// A star-shaped ring around a place: always simple.
func star(
  around center: Coordinate, vertices: Int, using random: inout SeededRandom
) -> MultiPolygon {
  var points: [(Double, Double)] = []
  // Directions on the rim of a square, in order: no trigonometry is needed.
  for step in 0..<vertices {
    let t = 4 * Double(step) / Double(vertices)
    let direction: (Double, Double) =
      switch t {
      case ..<1: (1, 2 * t - 1)
      case ..<2: (3 - 2 * t, 1)
      case ..<3: (-1, 5 - 2 * t)
      default: (2 * t - 7, -1)
      }
    let radius = random.uniform(0.2...1)
    points.append(
      (
        center.longitude + direction.0 * radius, center.latitude + direction.1 * radius
      ))
  }
  if let first = points.first { points.append(first) }
  return area(ring(points))
}
