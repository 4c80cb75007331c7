import GeoPrimitives

/// One straight piece of a border, in degrees, its southern end first.
///
/// Always from south to north, as `Ring` counts crossings: a place on a border is decided by the same
/// arithmetic, to the last bit.
struct BorderEdge {
  let south: Coordinate
  let north: Coordinate

  @inline(__always)
  init(_ a: Coordinate, _ b: Coordinate) {
    (south, north) = a.latitude > b.latitude ? (b, a) : (a, b)
  }

  /// Whether a ray from the place to the east crosses the edge; the southern end belongs to the edge,
  /// the northern one does not.
  @inline(__always)
  func isCrossed(by place: Coordinate) -> Bool {
    guard south.latitude <= place.latitude, place.latitude < north.latitude else { return false }
    let t = (place.latitude - south.latitude) / (north.latitude - south.latitude)
    return place.longitude < south.longitude + t * (north.longitude - south.longitude)
  }

  /// Whether the edge comes into a box, rims included.
  @inline(__always)
  func touches(_ box: Envelope) -> Bool {
    guard south.latitude <= box.maxY, north.latitude >= box.minY,
      min(south.longitude, north.longitude) <= box.maxX,
      max(south.longitude, north.longitude) >= box.minX
    else { return false }
    return !liesAside(of: box)
  }

  /// Whether all corners of a box lie on one side of the line through the edge.
  @inline(__always)
  private func liesAside(of box: Envelope) -> Bool {
    let (dx, dy) = (north.longitude - south.longitude, north.latitude - south.latitude)
    let (low, high) = (dx * (box.minY - south.latitude), dx * (box.maxY - south.latitude))
    let least = min(low, high) - dy * (box.maxX - south.longitude)
    let most = max(low, high) - dy * (box.minX - south.longitude)
    return least > 0 || most < 0
  }
}

extension MultiPolygon {
  /// The box around all rings. A hole belongs inside its outer ring; should one reach beyond, places in
  /// it count as inside by the even–odd rule, and this box holds them too.
  var boxOfRings: Envelope {
    polygons.reduce(envelope) { box, polygon in
      polygon.holes.reduce(box) { $0.union($1.envelope) }
    }
  }

  /// Calls `visit` with every edge of every ring.
  @inline(__always)
  func forEachEdge(_ visit: (BorderEdge) -> Void) {
    for polygon in polygons {
      polygon.exterior.forEachEdge(visit)
      for hole in polygon.holes { hole.forEachEdge(visit) }
    }
  }
}

extension Ring {
  @inline(__always)
  fileprivate func forEachEdge(_ visit: (BorderEdge) -> Void) {
    for index in 1..<max(coordinates.count, 1) {
      visit(BorderEdge(coordinates[index - 1], coordinates[index]))
    }
  }
}
