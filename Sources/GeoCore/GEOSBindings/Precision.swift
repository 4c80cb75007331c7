import CGEOS

extension GEOSArea {
  /// The area with every vertex on a grid, valid: edges that come too near to a vertex are led through
  /// it, parts that grow together are joined, and what collapses is dropped (snap rounding).
  /// - Parameter step: The width of the grid, in the units of the coordinates.
  /// - Returns: The area on the grid.
  /// - Throws: `GEOSError.failed` when GEOS finds no such area.
  /// - Complexity: O(n log n) in the number of vertices.
  public func rounded(toMultiplesOf step: Double) throws(GEOSError) -> GEOSArea {
    let pointer = try unsafe borrowedPointer()
    guard let rounded = unsafe GEOSGeom_setPrecision_r(storage.handle, pointer, step, 0) else {
      throw storage.failure(of: "GEOSGeom_setPrecision")
    }
    return unsafe GEOSArea(owning: unsafe rounded, in: storage)
  }
}
