import CGEOS
import GeoPrimitives

/// Between our values and GEOS geometries.
///
/// Safety: every function states who owns what it returns. Rings are given up to
/// `GEOSGeom_createPolygon_r`, polygons to `GEOSGeom_createCollection_r`; both take ownership even
/// when they fail, so nothing is freed after them.
enum GeometryConversion {
  /// GEOS's numbers for geometry types (`GEOSGeomTypes`).
  static let polygonType = Int32(GEOS_POLYGON.rawValue)

  /// The area as a GEOS multipolygon, owned by the caller.
  static func geometry(
    of area: MultiPolygon, in storage: ContextStorage
  ) throws(GEOSError) -> OpaquePointer {
    var parts = GeometryParts(in: storage)
    for polygon in area.polygons where !polygon.exterior.coordinates.isEmpty {
      unsafe parts.append(try polygonGeometry(of: polygon, in: storage))
    }
    return try unsafe parts.collected(as: GEOS_MULTIPOLYGON)
  }

  /// A polygon, owned by the caller.
  private static func polygonGeometry(
    of polygon: Polygon, in storage: ContextStorage
  ) throws(GEOSError) -> OpaquePointer {
    var holes = GeometryParts(in: storage)
    for hole in polygon.holes { unsafe holes.append(try ringGeometry(of: hole, in: storage)) }
    let shell = try unsafe ringGeometry(of: polygon.exterior, in: storage)
    return try unsafe holes.polygon(withShell: shell)
  }

  /// A closed ring, owned by the caller.
  private static func ringGeometry(
    of ring: Ring, in storage: ContextStorage
  ) throws(GEOSError) -> OpaquePointer {
    let coordinates = ring.coordinates
    guard coordinates.count >= 4, coordinates.first == coordinates.last else {
      throw .unusableRing(vertices: coordinates.count, at: coordinates.first)
    }
    guard coordinates.allSatisfy({ $0.longitude.isFinite && $0.latitude.isFinite }) else {
      throw .notFinite
    }
    // A Coordinate is two Doubles, x before y: exactly what GEOS copies from.
    let sequence = unsafe coordinates.withUnsafeBytes { bytes in
      unsafe GEOSCoordSeq_copyFromBuffer_r(
        storage.handle, bytes.baseAddress?.assumingMemoryBound(to: Double.self),
        UInt32(clamping: coordinates.count), 0, 0)
    }
    guard let sequence = unsafe sequence else {
      throw storage.failure(of: "GEOSCoordSeq_copyFromBuffer")
    }
    guard let geometry = unsafe GEOSGeom_createLinearRing_r(storage.handle, sequence) else {
      throw storage.failure(of: "GEOSGeom_createLinearRing")
    }
    return unsafe geometry
  }

  /// The polygons inside a geometry of any type, depth first. The geometry stays the caller's.
  static func polygons(
    of geometry: OpaquePointer, in storage: ContextStorage
  ) throws(GEOSError) -> [Polygon] {
    let type = unsafe GEOSGeomTypeId_r(storage.handle, geometry)
    if type == polygonType {
      let isEmpty = unsafe GEOSisEmpty_r(storage.handle, geometry) == 1
      return isEmpty ? [] : [try unsafe polygon(of: geometry, in: storage)]
    }
    guard type > polygonType else { return [] }
    var found: [Polygon] = []
    for index in 0..<(unsafe GEOSGetNumGeometries_r(storage.handle, geometry)) {
      guard let part = unsafe GEOSGetGeometryN_r(storage.handle, geometry, index) else { continue }
      found += try unsafe polygons(of: part, in: storage)
    }
    return found
  }

  private static func polygon(
    of geometry: OpaquePointer, in storage: ContextStorage
  ) throws(GEOSError) -> Polygon {
    guard let shell = unsafe GEOSGetExteriorRing_r(storage.handle, geometry) else {
      throw storage.failure(of: "GEOSGetExteriorRing")
    }
    var result = Polygon(exterior: try unsafe ring(of: shell, in: storage))
    for index in 0..<(unsafe GEOSGetNumInteriorRings_r(storage.handle, geometry)) {
      guard let hole = unsafe GEOSGetInteriorRingN_r(storage.handle, geometry, index) else {
        throw storage.failure(of: "GEOSGetInteriorRingN")
      }
      result.holes.append(try unsafe ring(of: hole, in: storage))
    }
    return result
  }

  private static func ring(
    of geometry: OpaquePointer, in storage: ContextStorage
  ) throws(GEOSError) -> Ring {
    var count: UInt32 = 0
    guard let sequence = unsafe GEOSGeom_getCoordSeq_r(storage.handle, geometry),
      unsafe GEOSCoordSeq_getSize_r(storage.handle, sequence, &count) == 1
    else { throw storage.failure(of: "GEOSGeom_getCoordSeq") }
    var coordinates = [Coordinate](
      repeating: Coordinate(longitude: 0, latitude: 0), count: Int(count))
    let copied = unsafe coordinates.withUnsafeMutableBytes { bytes in
      unsafe GEOSCoordSeq_copyToBuffer_r(
        storage.handle, sequence, bytes.baseAddress?.assumingMemoryBound(to: Double.self), 0, 0)
    }
    guard copied == 1 else { throw storage.failure(of: "GEOSCoordSeq_copyToBuffer") }
    return Ring(coordinates)
  }
}
