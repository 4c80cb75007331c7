import CGEOS
public import GeoPrimitives

/// An area with its edges indexed, for asking many times what lies inside.
///
/// Safety: owns the prepared geometry from `init` to `deinit`, and the area it refers to, which is
/// freed after it because stored properties go after `deinit` has run.
@safe
public struct PreparedArea: ~Copyable {
  private let area: GEOSArea
  private let prepared: OpaquePointer

  /// Indexes an area.
  /// - Throws: `GEOSError.failed` when GEOS cannot.
  /// - Complexity: O(n log n) in the number of vertices.
  public init(_ area: consuming GEOSArea) throws(GEOSError) {
    let pointer = try unsafe area.borrowedPointer()
    guard let prepared = unsafe GEOSPrepare_r(area.storage.handle, pointer) else {
      throw area.storage.failure(of: "GEOSPrepare")
    }
    unsafe self.prepared = prepared
    self.area = area
  }

  deinit { unsafe GEOSPreparedGeom_destroy_r(area.storage.handle, prepared) }

  /// Whether a place lies inside; places on the border do not.
  /// - Complexity: O(log n) in the number of vertices.
  public func contains(_ place: Coordinate) throws(GEOSError) -> Bool {
    let handle = unsafe area.storage.handle
    guard let point = unsafe GEOSGeom_createPointFromXY_r(handle, place.longitude, place.latitude)
    else { throw area.storage.failure(of: "GEOSGeom_createPointFromXY") }
    defer { unsafe GEOSGeom_destroy_r(handle, point) }
    return try answer(of: unsafe GEOSPreparedContains_r(handle, prepared, point))
  }

  /// Whether another area shares at least one point with this one, borders included.
  public func intersects(_ other: borrowing GEOSArea) throws(GEOSError) -> Bool {
    let pointer = try unsafe other.borrowedPointer()
    return try answer(of: unsafe GEOSPreparedIntersects_r(area.storage.handle, prepared, pointer))
  }

  /// Whether another area meets this one in nothing but borders, or not at all: no overlap.
  public func touchesOrIsApart(from other: borrowing GEOSArea) throws(GEOSError) -> Bool {
    let pointer = try unsafe other.borrowedPointer()
    let handle = unsafe area.storage.handle
    guard try answer(of: unsafe GEOSPreparedIntersects_r(handle, prepared, pointer)) else {
      return true
    }
    return try answer(of: unsafe GEOSPreparedTouches_r(handle, prepared, pointer))
  }

  private func answer(of code: CChar) throws(GEOSError) -> Bool {
    guard code == 0 || code == 1 else { throw area.storage.failure(of: "GEOSPrepared") }
    return code == 1
  }
}
