import GeoPrimitives

/// Whether a place may stand where its file says.
struct PlaceCheck {
  /// Where imported places must lie.
  let extent: Envelope
  /// Whether the file's numbers are degrees to begin with, so that others call for a `--crs`.
  let readsDegrees: Bool

  /// Beyond this latitude a web map has no room.
  private static let polarLatitude = 85.06

  /// Refuses a place that is not finite, not in degrees, swapped, or outside the extent.
  func require(_ place: Coordinate) throws(ImportProblem) {
    if extent.contains(place) { return }
    throw problem(of: place)
  }

  /// Refuses an area of which any corner may not stand there.
  func require(_ area: MultiPolygon) throws(ImportProblem) {
    let box = area.envelope
    let isFinite = area.polygons.allSatisfy { polygon in
      polygon.rings.allSatisfy { ring in
        ring.coordinates.allSatisfy { $0.longitude.isFinite && $0.latitude.isFinite }
      }
    }
    guard isFinite else { throw ImportProblem(.placeNotFinite) }
    if box.isEmpty || (extent.contains(box) && box.width <= 180) { return }
    if Self.isOnGlobe(box) {
      if max(abs(box.minY), abs(box.maxY)) > Self.polarLatitude {
        throw ImportProblem(.geometryPolar, Self.text(worst(of: area)))
      }
      if box.width > 180 { throw ImportProblem(.geometryAntimeridian) }
    }
    throw problem(of: worst(of: area))
  }

  private func problem(of place: Coordinate) -> ImportProblem {
    let text = Self.text(place)
    guard place.longitude.isFinite, place.latitude.isFinite else {
      return ImportProblem(.placeNotFinite)
    }
    if abs(place.longitude) < 1, abs(place.latitude) < 1 {
      return ImportProblem(.placeOffAfrica, text)
    }
    if extent.contains(Coordinate(longitude: place.latitude, latitude: place.longitude)) {
      return ImportProblem(.placeSwapped, text)
    }
    if !place.isOnGlobe, readsDegrees { return ImportProblem(.placeNotDegrees, text) }
    return ImportProblem(.placeOutside, text, Self.text(extent))
  }

  /// The first corner outside the extent, to name it.
  private func worst(of area: MultiPolygon) -> Coordinate {
    let corners = area.polygons.lazy.flatMap { $0.exterior.coordinates }
    return corners.first { !extent.contains($0) } ?? area.envelope.center
  }

  private static func isOnGlobe(_ box: Envelope) -> Bool {
    box.minX >= -180 && box.maxX <= 180 && box.minY >= -90 && box.maxY <= 90
  }

  /// `lon, lat` with so many decimals that a person finds the place.
  static func text(_ place: Coordinate) -> String {
    let longitude = DecimalText.rounded(place.longitude, decimals: 6)
    return "\(longitude), \(DecimalText.rounded(place.latitude, decimals: 6))"
  }

  private static func text(_ box: Envelope) -> String {
    let edges = [box.minX, box.minY, box.maxX, box.maxY]
    return edges.map { DecimalText.rounded($0, decimals: 3) }.joined(separator: ", ")
  }
}
