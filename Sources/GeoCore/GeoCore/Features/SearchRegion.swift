public import GeoPrimitives

/// Where features are looked for, in degrees. Borders belong to a region.
public enum SearchRegion: Hashable, Sendable {
  /// A place.
  case point(Coordinate)
  /// Boxes: one, or two where it crosses the 180th meridian.
  case boxes([Envelope])
  /// An area, by the even–odd rule, whatever its rings.
  case area(MultiPolygon)

  /// The boxes around the region.
  var boxes: [Envelope] {
    switch self {
    case .point(let place): [Geometry.point(place).envelope]
    case .boxes(let boxes): boxes
    case .area(let area): [area.envelope]
    }
  }

  /// Whether a geometry shares a place with the region.
  /// - Parameters:
  ///   - box: The box around the geometry, which often decides.
  ///   - geometry: The geometry; asked for only where the box does not decide.
  /// - Returns: Whether it does.
  /// - Complexity: O(1) for a geometry whose box lies inside a box of the region, else O(n m) in the vertices.
  public func touches(_ box: Envelope, _ geometry: () -> Geometry) -> Bool {
    guard boxes.contains(where: { $0.intersects(box) }) else { return false }
    if case .boxes(let boxes) = self, boxes.contains(where: { $0.contains(box) }) { return true }
    switch geometry() {
    case .point(let place): return contains(place)
    case .multiPolygon(let area): return touches(area)
    }
  }

  /// Whether a place lies in the region.
  func contains(_ place: Coordinate) -> Bool {
    switch self {
    case .point(let own): own == place
    case .boxes(let boxes): boxes.contains { $0.contains(place) }
    case .area(let area): area.contains(place) || area.hasOnBorder(place)
    }
  }

  private func touches(_ area: MultiPolygon) -> Bool {
    switch self {
    case .point(let place): area.contains(place) || area.hasOnBorder(place)
    case .boxes(let boxes): boxes.contains { area.shares(MultiPolygon($0)) }
    case .area(let own): area.shares(own)
    }
  }
}

extension MultiPolygon {
  /// The area of a box.
  init(_ box: Envelope) {
    let corners = [
      (box.minX, box.minY), (box.maxX, box.minY), (box.maxX, box.maxY), (box.minX, box.maxY),
      (box.minX, box.minY),
    ]
    self.init([
      Polygon(exterior: Ring(corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }))
    ])
  }

  /// Whether two areas share a place: their borders meet, or one lies in the other.
  fileprivate func shares(_ other: MultiPolygon) -> Bool {
    let (own, box) = (envelope, other.envelope)
    guard own.intersects(box) else { return false }
    // Of the edges only those matter that come near the other area.
    let near = edges(near: box)
    let theirs = other.edges(near: own)
    for edge in near {
      for their in theirs where edge.meets(their) { return true }
    }
    // Borders that do not meet leave every part wholly inside or outside.
    return polygons.contains { $0.exterior.coordinates.first.map(other.contains) ?? false }
      || other.polygons.contains { $0.exterior.coordinates.first.map(contains) ?? false }
  }

  /// Whether a place lies on the border.
  fileprivate func hasOnBorder(_ place: Coordinate) -> Bool {
    let box = Geometry.point(place).envelope
    return edges(near: box).contains { $0.meets(BorderPiece(a: place, b: place)) }
  }

  private func edges(near box: Envelope) -> [BorderPiece] {
    polygons.flatMap(\.rings).flatMap { ring in
      zip(ring.coordinates, ring.coordinates.dropFirst())
        .lazy.map { BorderPiece(a: $0, b: $1) }.filter { $0.box.intersects(box) }
    }
  }
}

/// A straight piece of a border.
private struct BorderPiece {
  var a: Coordinate
  var b: Coordinate

  var box: Envelope {
    Envelope(
      minX: min(a.longitude, b.longitude), minY: min(a.latitude, b.latitude),
      maxX: max(a.longitude, b.longitude), maxY: max(a.latitude, b.latitude))
  }

  /// Whether two pieces share a point: their boxes do, and neither lies wholly on one side of the other.
  func meets(_ other: BorderPiece) -> Bool {
    box.intersects(other.box) && !isOnOneSide(other) && !other.isOnOneSide(self)
  }

  private func isOnOneSide(_ other: BorderPiece) -> Bool {
    let (c, d) = (turn(to: other.a), turn(to: other.b))
    return c > 0 && d > 0 || c < 0 && d < 0
  }

  /// Positive for a place on the left.
  private func turn(to place: Coordinate) -> Double {
    (b.longitude - a.longitude) * (place.latitude - a.latitude)
      - (b.latitude - a.latitude) * (place.longitude - a.longitude)
  }
}
