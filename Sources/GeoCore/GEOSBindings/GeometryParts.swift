import CGEOS

/// Geometries on their way into a larger one.
///
/// Safety: owns every geometry appended until `collected(as:)` or `polygon(withShell:)` hands them
/// all to a GEOS constructor, which takes them even when it fails; whatever was not handed over is
/// freed in `deinit`.
@safe
struct GeometryParts: ~Copyable {
  private var parts: [OpaquePointer?] = unsafe []
  private let storage: ContextStorage

  init(in storage: ContextStorage) {
    self.storage = storage
  }

  deinit {
    unsafe parts.forEach { part in unsafe GEOSGeom_destroy_r(storage.handle, part) }
  }

  /// Takes ownership of a geometry.
  mutating func append(_ part: OpaquePointer) { unsafe parts.append(part) }

  /// All parts as one collection, owned by the caller.
  consuming func collected(as type: GEOSGeomTypes) throws(GEOSError) -> OpaquePointer {
    var given = unsafe parts
    unsafe parts = []
    let collection = unsafe given.withUnsafeMutableBufferPointer { buffer in
      unsafe GEOSGeom_createCollection_r(
        storage.handle, Int32(type.rawValue), buffer.baseAddress, UInt32(clamping: buffer.count))
    }
    guard let collection = unsafe collection else {
      throw storage.failure(of: "GEOSGeom_createCollection")
    }
    return unsafe collection
  }

  /// A polygon with the parts as its holes, owned by the caller. The shell is taken over.
  consuming func polygon(withShell shell: OpaquePointer) throws(GEOSError) -> OpaquePointer {
    var given = unsafe parts
    unsafe parts = []
    let polygon = unsafe given.withUnsafeMutableBufferPointer { buffer in
      unsafe GEOSGeom_createPolygon_r(
        storage.handle, shell, buffer.baseAddress, UInt32(clamping: buffer.count))
    }
    guard let polygon = unsafe polygon else {
      throw storage.failure(of: "GEOSGeom_createPolygon")
    }
    return unsafe polygon
  }
}
