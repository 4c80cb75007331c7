/// A closed line: the first coordinate is repeated as the last, as in WKB and GeoJSON.
public struct Ring: Hashable, Sendable {
  /// The coordinates, first and last the same.
  public var coordinates: [Coordinate]

  /// A ring of the given coordinates; the caller closes it.
  public init(_ coordinates: [Coordinate]) {
    self.coordinates = coordinates
  }

  /// The smallest box around the ring.
  /// - Complexity: O(n) in the number of coordinates.
  public var envelope: Envelope {
    var box = Envelope.empty
    for coordinate in coordinates { box.expand(toInclude: coordinate) }
    return box
  }

  /// Twice the signed planar area in square degrees: positive when the ring runs counter-clockwise.
  ///
  /// Taken about the first vertex, so that a small ring far from the origin keeps its digits.
  /// - Complexity: O(n) in the number of coordinates.
  public var doubledSignedArea: Double {
    guard let origin = coordinates.first else { return 0 }
    var sum = 0.0
    for index in 1..<max(coordinates.count, 1) {
      let a = coordinates[index - 1]
      let b = coordinates[index]
      sum +=
        (a.longitude - origin.longitude) * (b.latitude - origin.latitude)
        - (b.longitude - origin.longitude) * (a.latitude - origin.latitude)
    }
    return sum
  }

  /// How many times, odd or even, a ray to the east crosses the ring: the even–odd rule with
  /// half-open edges, so that a place on a shared border is counted on one side only.
  /// - Complexity: O(n) in the number of coordinates.
  func isCrossedOddly(by place: Coordinate) -> Bool {
    var odd = false
    for index in 1..<max(coordinates.count, 1) {
      var a = coordinates[index - 1]
      var b = coordinates[index]
      guard (a.latitude > place.latitude) != (b.latitude > place.latitude) else { continue }
      // Always from south to north: two neighbours that run along a border in opposite directions
      // must round the same way, or a place on it would belong to both or to none.
      if a.latitude > b.latitude { swap(&a, &b) }
      let t = (place.latitude - a.latitude) / (b.latitude - a.latitude)
      if place.longitude < a.longitude + t * (b.longitude - a.longitude) { odd.toggle() }
    }
    return odd
  }
}
