import CGEOS

extension GEOSArea {
  /// The planar area in square units of the coordinates (square degrees for degrees).
  /// - Complexity: O(n) in the number of vertices.
  public func planarArea() throws(GEOSError) -> Double {
    let pointer = try unsafe borrowedPointer()
    var area = 0.0
    guard unsafe GEOSArea_r(storage.handle, pointer, &area) == 1 else {
      throw storage.failure(of: "GEOSArea")
    }
    return area
  }

  /// The shortest planar distance to another area, in units of the coordinates; 0 when they meet.
  /// - Complexity: O(n log n) in the number of vertices.
  public func planarDistance(to other: borrowing GEOSArea) throws(GEOSError) -> Double {
    let mine = try unsafe borrowedPointer()
    let theirs = try unsafe other.borrowedPointer()
    var distance = 0.0
    guard unsafe GEOSDistance_r(storage.handle, mine, theirs, &distance) == 1 else {
      throw storage.failure(of: "GEOSDistance")
    }
    return distance
  }
}
