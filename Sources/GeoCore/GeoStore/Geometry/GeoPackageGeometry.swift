import GeoPrimitives

/// The binary form of a geometry in a GeoPackage (OGC 12-128r17, clause 2.1.3): a header, then
/// well-known binary.
enum GeoPackageGeometry {
  /// The reference system of every geometry that PetaBinaan writes.
  static let srsID: Int32 = 4326

  /// The stored form: an envelope in the header of an area, none for a point.
  /// - Complexity: O(n) in the number of vertices.
  static func blob(of geometry: Geometry) -> [UInt8] {
    switch geometry {
    case .point(let place):
      guard place.longitude.isNaN || place.latitude.isNaN else { return PlainPoint.blob(of: place) }
      return WKBWriter.bytes(of: geometry, after: header(isEmpty: true, envelope: nil))
    case .multiPolygon(let area):
      let envelope = area.envelope
      let prefix =
        envelope.isEmpty
        ? header(isEmpty: true, envelope: nil) : header(isEmpty: false, envelope: envelope)
      return WKBWriter.bytes(of: geometry, after: prefix)
    }
  }

  /// The geometry of a stored form; `nil` for one that is marked empty.
  /// - Throws: `GeoPackageGeometryError` when the bytes are no such geometry.
  /// - Complexity: O(n) in the number of bytes.
  static func geometry(from blob: [UInt8]) throws(GeoPackageGeometryError) -> Geometry? {
    let header = try GeoPackageHeader(blob)
    guard !header.isEmpty else { return nil }
    do {
      let geometry = try WKBReader.geometry(from: blob, startingAt: header.length)
      // A point without numbers is how well-known binary writes "no point".
      if case .point(let place) = geometry, place.longitude.isNaN || place.latitude.isNaN {
        return nil
      }
      return geometry
    } catch {
      throw .body(error)
    }
  }

  /// The box of a stored form, from its header where it has one; `nil` for an empty geometry.
  static func envelope(of blob: [UInt8]) throws(GeoPackageGeometryError) -> Envelope? {
    let header = try GeoPackageHeader(blob)
    guard !header.isEmpty else { return nil }
    if let envelope = header.envelope { return envelope }
    guard let envelope = try geometry(from: blob)?.envelope, !envelope.isEmpty else { return nil }
    return envelope
  }

  private static func header(isEmpty: Bool, envelope: Envelope?) -> [UInt8] {
    let flags: UInt8 = 1 | (envelope == nil ? 0 : 1 << 1) | (isEmpty ? 1 << 4 : 0)
    var bytes: [UInt8] = [UInt8(ascii: "G"), UInt8(ascii: "P"), 0, flags]
    append(UInt64(UInt32(bitPattern: srsID)), count: 4, to: &bytes)
    if let box = envelope {
      for edge in [box.minX, box.maxX, box.minY, box.maxY] {
        append(edge.bitPattern, count: 8, to: &bytes)
      }
    }
    return bytes
  }

  private static func append(_ value: UInt64, count: Int, to bytes: inout [UInt8]) {
    for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(index)))) }
  }
}

/// Why bytes are not a GeoPackage geometry.
enum GeoPackageGeometryError: Error, Hashable {
  /// There are fewer bytes than a header has.
  case truncatedHeader
  /// The bytes do not begin with `GP` and version 0.
  case notGeoPackage
  /// The flags name an envelope that the standard does not know, or an extended geometry type.
  case unsupportedFlags(UInt8)
  /// What follows the header is not a point or an area.
  case body(WKBError)
}

extension GeoPackageGeometryError: CustomStringConvertible {
  /// One sentence for a person.
  var description: String {
    switch self {
    case .truncatedHeader: "the geometry is shorter than its header"
    case .notGeoPackage: "the geometry does not begin with GP and version 0"
    case .unsupportedFlags(let flags): "the flags \(flags) of the geometry are not supported"
    case .body(let error): error.description
    }
  }
}
