import CGEOS

extension GEOSArea {
  /// The area that both cover; empty when they only touch.
  /// - Parameter other: A valid area in the same reference system.
  /// - Returns: The common area, in the same context.
  /// - Throws: `GEOSError.failed` when GEOS fails, as it does for invalid areas.
  /// - Complexity: O(n log n) in the number of vertices.
  public func intersection(_ other: borrowing GEOSArea) throws(GEOSError) -> GEOSArea {
    let mine = try unsafe borrowedPointer()
    let theirs = try unsafe other.borrowedPointer()
    guard let common = unsafe GEOSIntersection_r(storage.handle, mine, theirs) else {
      throw storage.failure(of: "GEOSIntersection")
    }
    return unsafe GEOSArea(owning: unsafe common, in: storage)
  }
}
