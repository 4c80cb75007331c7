import GeoPrimitives

/// Areas in degrees as two lists: counts (the area's number, its polygons, of each polygon its rings, of
/// each ring its vertices) and coordinates (longitude, latitude).
enum ExactOutline {
  /// The counts of an area.
  static func counts(_ area: MultiPolygon, of number: Int) -> [UInt32] {
    [UInt32(number), UInt32(area.polygons.count)]
      + area.polygons.flatMap { polygon in
        [UInt32(polygon.rings.count)] + polygon.rings.map { UInt32($0.coordinates.count) }
      }
  }

  /// The coordinates of an area.
  static func places(_ area: MultiPolygon) -> [Double] {
    area.polygons.lazy.flatMap(\.rings).flatMap(\.coordinates).flatMap {
      [$0.longitude, $0.latitude]
    }
  }

  /// The areas by number; `nil` when the lists do not belong together.
  static func areas(counts: [UInt32], places: [Double]) -> [Int: MultiPolygon]? {
    var reader = Reader(counts: counts[...], places: places[...])
    var areas: [Int: MultiPolygon] = [:]
    while let number = reader.counts.popFirst() {
      guard let area = reader.area() else { return nil }
      areas[Int(number)] = area
    }
    return reader.places.isEmpty ? areas : nil
  }

  private struct Reader {
    var counts: ArraySlice<UInt32>
    var places: ArraySlice<Double>

    mutating func area() -> MultiPolygon? {
      guard let polygons = counts.popFirst() else { return nil }
      var area = MultiPolygon([])
      for _ in 0..<polygons {
        guard let rings = counts.popFirst(), rings > 0 else { return nil }
        var found: [Ring] = []
        for _ in 0..<rings {
          guard let ring = ring() else { return nil }
          found.append(ring)
        }
        area.polygons.append(Polygon(exterior: found[0], holes: Array(found.dropFirst())))
      }
      return area
    }

    private mutating func ring() -> Ring? {
      guard let count = counts.popFirst(), places.count >= 2 * Int(count) else { return nil }
      let first = places.startIndex
      let vertices = (0..<Int(count)).map {
        Coordinate(longitude: places[first + 2 * $0], latitude: places[first + 2 * $0 + 1])
      }
      places = places.dropFirst(2 * Int(count))
      return Ring(vertices)
    }
  }
}
