import CGEOS
public import GeoPrimitives

/// An area in GEOS's own form, for operations that would otherwise convert it again and again.
///
/// The axes are those of the coordinates it was made from: degrees, longitude first. It belongs to
/// the task of its context.
///
/// Safety: owns one GEOS geometry from `init` to `deinit` or to `release()`, after which the pointer
/// is `nil` and nothing is freed. GEOS constructors take ownership of what they are given even when
/// they fail, so callers release first and never free after such a call.
@safe
public struct GEOSArea: ~Copyable {
  private var pointer: OpaquePointer?
  let storage: ContextStorage

  /// Takes ownership of a geometry.
  init(owning pointer: OpaquePointer, in storage: ContextStorage) {
    unsafe self.pointer = pointer
    self.storage = storage
  }

  /// The area in GEOS's form.
  /// - Throws: `GEOSError.unusableRing` or `notFinite` when a ring cannot even be written down;
  ///   crossing and touching rings are no obstacle here, see `validity()`.
  /// - Complexity: O(n) in the number of vertices.
  public init(_ area: MultiPolygon, in context: borrowing GEOSContext) throws(GEOSError) {
    let storage = context.storage
    let geometry = try unsafe GeometryConversion.geometry(of: area, in: storage)
    unsafe self.init(owning: unsafe geometry, in: storage)
  }

  deinit {
    if let pointer = unsafe pointer { unsafe GEOSGeom_destroy_r(storage.handle, pointer) }
  }

  /// The polygons in our form; points and lines that an operation may have left are passed over.
  /// - Complexity: O(n) in the number of vertices.
  public func multiPolygon() throws(GEOSError) -> MultiPolygon {
    guard let pointer = unsafe pointer else { return MultiPolygon([]) }
    return MultiPolygon(try unsafe GeometryConversion.polygons(of: pointer, in: storage))
  }

  /// The geometry for the length of one GEOS call; it stays owned by this area.
  func borrowedPointer() throws(GEOSError) -> OpaquePointer {
    guard let pointer = unsafe pointer else {
      throw .failed(operation: "GEOSArea", message: "the geometry was given away")
    }
    return unsafe pointer
  }

  /// Gives the geometry away; the receiver frees it.
  consuming func release() -> OpaquePointer? {
    let released = unsafe pointer
    unsafe pointer = nil
    return unsafe released
  }
}
