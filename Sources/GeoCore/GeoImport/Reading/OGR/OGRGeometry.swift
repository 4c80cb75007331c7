import CGDAL
import PROJBindings

/// Reads OGR geometries into flat arrays.
///
/// Safety: the geometry handed in stays its owner's; what is made from it here (a straightened copy
/// of a curved area) is destroyed before the function returns.
enum OGRGeometry {
  /// The shape of a geometry; heights and measures are passed over.
  static func shape(of geometry: OGRGeometryH) -> SourceShape {
    let type = unsafe flatType(of: geometry)
    switch type {
    case wkbPoint: return unsafe point(of: geometry)
    case wkbPolygon, wkbMultiPolygon, wkbTriangle: return unsafe area(of: geometry)
    case wkbMultiPoint where unsafe OGR_G_GetGeometryCount(geometry) == 1:
      guard let only = unsafe OGR_G_GetGeometryRef(geometry, 0) else { return .none }
      return unsafe point(of: only)
    case wkbGeometryCollection, wkbCurvePolygon, wkbMultiSurface, wkbPolyhedralSurface, wkbTIN:
      return unsafe converted(geometry)
    default: return unsafe .other(name(of: geometry))
    }
  }

  /// The shape that well-known text describes.
  /// - Throws: `geometry.text` with GDAL's reason.
  static func shape(ofWKT text: String) throws(ImportProblem) -> SourceShape {
    let messages = GDALMessages()
    guard let geometry = unsafe messages.listen({ unsafe parsed(text) }) else {
      let reason = messages.takeFailure() ?? String(text.prefix(40))
      throw ImportProblem(.geometryText, value: text, reason)
    }
    defer { unsafe OGR_G_DestroyGeometry(geometry) }
    return unsafe shape(of: geometry)
  }

  private static func parsed(_ text: String) -> OGRGeometryH? {
    var bytes = Array(text.utf8CString)
    var geometry: OGRGeometryH?
    let status = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      var cursor = buffer.baseAddress
      return unsafe OGR_G_CreateFromWkt(&cursor, nil, &geometry)
    }
    return status == OGRERR_NONE ? unsafe geometry : nil
  }

  private static func flatType(of geometry: OGRGeometryH) -> OGRwkbGeometryType {
    unsafe OGR_GT_Flatten(OGR_G_GetGeometryType(geometry))
  }

  private static func name(of geometry: OGRGeometryH) -> String {
    guard let name = unsafe OGR_G_GetGeometryName(geometry) else { return "?" }
    return unsafe String(cString: name)
  }

  private static func point(of geometry: OGRGeometryH) -> SourceShape {
    guard unsafe OGR_G_IsEmpty(geometry) == 0 else { return .none }
    return .point(
      SystemPosition(x: unsafe OGR_G_GetX(geometry, 0), y: unsafe OGR_G_GetY(geometry, 0)))
  }

  private static func area(of geometry: OGRGeometryH) -> SourceShape {
    guard unsafe OGR_G_IsEmpty(geometry) == 0 else { return .none }
    var area = SourceArea()
    unsafe append(geometry, to: &area)
    return .area(area)
  }

  private static func append(_ geometry: OGRGeometryH, to area: inout SourceArea) {
    let count = unsafe OGR_G_GetGeometryCount(geometry)
    if unsafe flatType(of: geometry) == wkbMultiPolygon {
      for index in 0..<count {
        guard let part = unsafe OGR_G_GetGeometryRef(geometry, index) else { continue }
        unsafe append(part, to: &area)
      }
      return
    }
    for index in 0..<count {
      guard let ring = unsafe OGR_G_GetGeometryRef(geometry, index) else { continue }
      unsafe appendPositions(of: ring, to: &area.positions)
      area.ringEnds.append(area.positions.count)
    }
    area.polygonEnds.append(area.ringEnds.count)
  }

  private static func appendPositions(
    of ring: OGRGeometryH, to positions: inout [SystemPosition]
  ) {
    let start = positions.count
    let count = Int(unsafe OGR_G_GetPointCount(ring))
    positions.append(contentsOf: repeatElement(SystemPosition(x: 0, y: 0), count: count))
    let stride = MemoryLayout<SystemPosition>.stride
    unsafe positions.withUnsafeMutableBytes { bytes in
      // A SystemPosition is two Doubles, x before y; the ring has exactly `count` points.
      guard let base = bytes.baseAddress else { return }
      let x = unsafe base + start * stride
      _ = unsafe OGR_G_GetPoints(ring, x, Int32(stride), x + 8, Int32(stride), nil, 0)
    }
  }

  /// The area of a curved or collected geometry, if it is made of areas alone.
  private static func converted(_ geometry: OGRGeometryH) -> SourceShape {
    guard let straight = unsafe OGR_G_GetLinearGeometry(geometry, 0, nil) else {
      return unsafe .other(name(of: geometry))
    }
    // OGR_G_ForceToMultiPolygon takes its argument over and hands back one to own.
    guard let forced = unsafe OGR_G_ForceToMultiPolygon(straight) else { return .none }
    defer { unsafe OGR_G_DestroyGeometry(forced) }
    guard unsafe flatType(of: forced) == wkbMultiPolygon else {
      return unsafe .other(name(of: geometry))
    }
    return unsafe area(of: forced)
  }
}
