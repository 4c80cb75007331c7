import CGEOS
public import GeoPrimitives

extension GEOSContext {
  /// The area covered by any of the areas.
  /// - Parameters:
  ///   - areas: Valid areas; they may overlap.
  ///   - gridSize: The grid to which results are rounded, in degrees; 0 keeps full precision.
  /// - Returns: The joint area, in this context.
  /// - Throws: `GEOSError` when an area cannot be written down or GEOS fails.
  /// - Complexity: O(n log n) in the number of vertices.
  public borrowing func union(
    of areas: some Sequence<MultiPolygon>, gridSize: Double = 0
  ) throws(GEOSError) -> GEOSArea {
    var parts = GeometryParts(in: storage)
    for area in areas {
      for polygon in area.polygons {
        let part = try unsafe GeometryConversion.geometry(of: MultiPolygon([polygon]), in: storage)
        unsafe parts.append(part)
      }
    }
    let collection = unsafe GEOSArea(
      owning: try unsafe parts.collected(as: GEOS_GEOMETRYCOLLECTION), in: storage)
    return try collection.union(gridSize: gridSize)
  }
}

extension GEOSArea {
  /// The area covered by any part of a collection.
  func union(gridSize: Double) throws(GEOSError) -> GEOSArea {
    let pointer = try unsafe borrowedPointer()
    let union =
      gridSize > 0
      ? unsafe GEOSUnaryUnionPrec_r(storage.handle, pointer, gridSize)
      : unsafe GEOSUnaryUnion_r(storage.handle, pointer)
    guard let union = unsafe union else { throw storage.failure(of: "GEOSUnaryUnion") }
    return unsafe GEOSArea(owning: unsafe union, in: storage)
  }
}
