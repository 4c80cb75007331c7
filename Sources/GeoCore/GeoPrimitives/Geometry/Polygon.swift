/// An area with an outer ring and holes.
public struct Polygon: Hashable, Sendable {
  /// The outer border.
  public var exterior: Ring
  /// The borders of the holes.
  public var holes: [Ring]

  /// A polygon from its rings.
  public init(exterior: Ring, holes: [Ring] = []) {
    self.exterior = exterior
    self.holes = holes
  }

  /// The outer ring, then the holes.
  public var rings: [Ring] { [exterior] + holes }

  /// The smallest box around the polygon.
  /// - Complexity: O(n) in the vertices of the outer ring.
  public var envelope: Envelope { exterior.envelope }
}

/// An area of one or more parts, such as a village with islands.
public struct MultiPolygon: Hashable, Sendable {
  /// The parts; their interiors do not overlap in a valid geometry.
  public var polygons: [Polygon]

  /// An area from its parts.
  public init(_ polygons: [Polygon]) {
    self.polygons = polygons
  }

  /// The smallest box around all parts; `Envelope.empty` when there are none.
  /// - Complexity: O(n) in the vertices of the outer rings.
  public var envelope: Envelope {
    polygons.reduce(.empty) { $0.union($1.envelope) }
  }

  /// The number of coordinates over all rings, closing ones included.
  public var vertexCount: Int {
    polygons.reduce(0) { total, polygon in
      polygon.holes.reduce(total + polygon.exterior.coordinates.count) {
        $0 + $1.coordinates.count
      }
    }
  }

  /// Whether the place lies inside, by the even–odd rule with half-open edges.
  ///
  /// Of two areas that share a border exactly, a place on it belongs to at most one.
  /// - Complexity: O(n) in the number of vertices.
  public func contains(_ place: Coordinate) -> Bool {
    var inside = false
    for polygon in polygons {
      if polygon.exterior.isCrossedOddly(by: place) { inside.toggle() }
      for hole in polygon.holes where hole.isCrossedOddly(by: place) { inside.toggle() }
    }
    return inside
  }
}
