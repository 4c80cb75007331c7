import CGEOS

/// How an invalid area is made valid.
public enum RepairMethod: Hashable, Sendable {
  /// Rings keep their part: shells are joined and holes cut out of them. Loops of a crossing ring
  /// remain as parts, a hole outside its shell vanishes.
  case structure
  /// Rings are only lines, and what they enclose an odd number of times is inside: a shell within a
  /// shell becomes a hole.
  case linework
}

extension GEOSArea {
  /// The valid area that comes closest; what collapses to lines or points is dropped.
  /// - Throws: `GEOSError.failed` when GEOS finds none.
  /// - Complexity: O(n log n) in the number of vertices.
  public func repaired(_ method: RepairMethod = .structure) throws(GEOSError) -> GEOSArea {
    let pointer = try unsafe borrowedPointer()
    guard let parameters = unsafe GEOSMakeValidParams_create_r(storage.handle) else {
      throw storage.failure(of: "GEOSMakeValidParams_create")
    }
    defer { unsafe GEOSMakeValidParams_destroy_r(storage.handle, parameters) }
    let chosen = method == .structure ? GEOS_MAKE_VALID_STRUCTURE : GEOS_MAKE_VALID_LINEWORK
    _ = unsafe GEOSMakeValidParams_setMethod_r(storage.handle, parameters, chosen)
    _ = unsafe GEOSMakeValidParams_setKeepCollapsed_r(storage.handle, parameters, 0)
    guard let repaired = unsafe GEOSMakeValidWithParams_r(storage.handle, pointer, parameters)
    else { throw storage.failure(of: "GEOSMakeValidWithParams") }
    return unsafe GEOSArea(owning: unsafe repaired, in: storage)
  }
}
