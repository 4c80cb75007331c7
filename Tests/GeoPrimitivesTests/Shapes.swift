import GeoPrimitives

/// A ring from pairs of longitude and latitude, closed by itself.
func ring(_ pairs: [(Double, Double)]) -> Ring {
  let places = pairs.map { Coordinate(longitude: $0.0, latitude: $0.1) }
  return Ring(places + places.prefix(1))
}

/// A square ring that runs counter-clockwise.
func square(_ x: Double, _ y: Double, side: Double) -> Ring {
  ring([(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
}

extension Ring {
  /// The same line run the other way.
  var turned: Ring { Ring(coordinates.reversed()) }
}

/// Two parts, the first with a hole.
let islands = MultiPolygon([
  Polygon(exterior: square(112, -8, side: 4), holes: [square(113, -7, side: 1)]),
  Polygon(exterior: square(120, -8, side: 2)),
])
