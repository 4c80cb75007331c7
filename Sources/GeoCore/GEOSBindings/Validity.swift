import CGEOS
public import GeoPrimitives

/// Whether an area is valid by OGC 06-103r4 (simple rings, holes inside, parts apart), and if not,
/// why and where.
public enum Validity: Hashable, Sendable {
  /// It is.
  case valid
  /// It is not; `reason` in GEOS's words, such as `Self-intersection`, with the place where it shows.
  case invalid(reason: String, at: Coordinate?)
}

extension GEOSArea {
  /// Whether the area is valid, and if not, why and where.
  /// - Throws: `GEOSError.failed` when GEOS cannot tell.
  /// - Complexity: O(n log n) in the number of vertices.
  public func validity() throws(GEOSError) -> Validity {
    let pointer = try unsafe borrowedPointer()
    var reason: UnsafeMutablePointer<CChar>?
    var location: OpaquePointer?
    let answer = unsafe GEOSisValidDetail_r(storage.handle, pointer, 0, &reason, &location)
    defer {
      unsafe GEOSFree_r(storage.handle, reason)
      unsafe GEOSGeom_destroy_r(storage.handle, location)
    }
    switch answer {
    case 1: return .valid
    case 0:
      let text = unsafe reason.map { unsafe String(cString: $0) }
      return .invalid(reason: text ?? "", at: unsafe Self.place(of: location, in: storage))
    default: throw storage.failure(of: "GEOSisValidDetail")
    }
  }

  /// The coordinates of a point geometry, which stays the caller's.
  private static func place(
    of point: OpaquePointer?, in storage: ContextStorage
  ) -> Coordinate? {
    var x = 0.0
    var y = 0.0
    guard let point = unsafe point, unsafe GEOSGeomGetX_r(storage.handle, point, &x) == 1,
      unsafe GEOSGeomGetY_r(storage.handle, point, &y) == 1
    else { return nil }
    return Coordinate(longitude: x, latitude: y)
  }
}

extension GEOSContext {
  /// Whether an area is valid, and if not, why and where; a ring that cannot be written down (too
  /// few vertices, not closed) is invalid too.
  /// - Throws: `GEOSError` when a coordinate is not finite or GEOS cannot tell.
  /// - Complexity: O(n log n) in the number of vertices.
  public borrowing func validity(of area: MultiPolygon) throws(GEOSError) -> Validity {
    do {
      return try GEOSArea(area, in: self).validity()
    } catch .unusableRing(_, let place) {
      return .invalid(reason: "Too few points in geometry component", at: place)
    }
  }
}
