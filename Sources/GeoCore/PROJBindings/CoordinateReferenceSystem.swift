import CPROJ

/// A coordinate reference system, resolved: what it is called and in which units it counts.
///
/// Heights are left aside: of a compound system only the horizontal part is kept.
public struct CoordinateReferenceSystem: Hashable, Sendable {
  /// The text from which PROJ makes it again: an authority code, or WKT.
  public let definition: String
  /// The authority and code, such as `EPSG:32750`; `nil` for a system of no register.
  public let authorityCode: String?
  /// The name, such as `WGS 84 / UTM zone 50S`.
  public let name: String
  /// Whether positions are longitudes and latitudes in degrees.
  public let isGeographic: Bool

  /// WGS 84 in degrees, longitude first: the system of everything inside PetaBinaan.
  public static let wgs84 = CoordinateReferenceSystem(
    definition: "EPSG:4326", authorityCode: "EPSG:4326", name: "WGS 84", isGeographic: true)

  /// Resolves `EPSG:n` (or a bare number), WKT of either version, or a PROJ string.
  /// - Throws: `PROJError.unknownReferenceSystem` or `notAReferenceSystem`.
  public init(_ text: String) throws(PROJError) {
    let context = try PROJContext()
    let horizontal = try Self.horizontalObject(of: text, in: context)
    definition = Self.authorityCode(of: horizontal) ?? Self.wkt(of: horizontal) ?? text
    authorityCode = Self.authorityCode(of: horizontal)
    name = Self.name(of: horizontal)
    isGeographic = Self.isGeographic(horizontal)
  }

  private init(definition: String, authorityCode: String?, name: String, isGeographic: Bool) {
    self.definition = definition
    self.authorityCode = authorityCode
    self.name = name
    self.isGeographic = isGeographic
  }

  /// The code if it has one, else the name: for messages and reports.
  public var label: String { authorityCode ?? name }

  /// The PROJ object of a text, without a vertical part.
  static func horizontalObject(
    of text: String, in context: PROJContext
  ) throws(PROJError) -> PROJObject {
    guard
      let object = unsafe PROJObject(
        owning: unsafe proj_create(context.handle, canonical(text)), in: context)
    else { throw .unknownReferenceSystem(text, reason: context.lastReason) }
    guard unsafe proj_is_crs(object.pointer) != 0 else { throw .notAReferenceSystem(text) }
    return flattened(object)
  }

  /// A bare number is an EPSG code; a PROJ string describes a system only when it says so.
  private static func canonical(_ text: String) -> String {
    let trimmed = String(text.drop { $0 == " " })
    if !trimmed.isEmpty, trimmed.allSatisfy({ $0.isASCII && $0.isNumber }) {
      return "EPSG:\(trimmed)"
    }
    let isPROJString = trimmed.hasPrefix("+") && !trimmed.contains("+type=crs")
    return isPROJString ? trimmed + " +type=crs" : trimmed
  }

  private static func flattened(_ object: consuming PROJObject) -> PROJObject {
    let context = object.context
    guard unsafe proj_get_type(object.pointer) == PJ_TYPE_COMPOUND_CRS else { return object }
    let part = unsafe proj_crs_get_sub_crs(context.handle, object.pointer, 0)
    guard let horizontal = unsafe PROJObject(owning: part, in: context) else { return object }
    return horizontal
  }

  private static func authorityCode(of object: borrowing PROJObject) -> String? {
    guard let authority = unsafe proj_get_id_auth_name(object.pointer, 0),
      let code = unsafe proj_get_id_code(object.pointer, 0)
    else { return nil }
    return unsafe "\(String(cString: authority)):\(String(cString: code))"
  }

  private static func name(of object: borrowing PROJObject) -> String {
    guard let name = unsafe proj_get_name(object.pointer) else { return "" }
    return unsafe String(cString: name)
  }

  private static func wkt(of object: borrowing PROJObject) -> String? {
    let handle = unsafe object.context.handle
    guard let text = unsafe proj_as_wkt(handle, object.pointer, PJ_WKT2_2019, nil) else {
      return nil
    }
    return unsafe String(cString: text)
  }

  private static func isGeographic(_ object: borrowing PROJObject) -> Bool {
    switch unsafe proj_get_type(object.pointer) {
    case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS: return true
    case PJ_TYPE_BOUND_CRS:
      let base = unsafe proj_get_source_crs(object.context.handle, object.pointer)
      guard let source = unsafe PROJObject(owning: unsafe base, in: object.context) else {
        return false
      }
      return isGeographic(source)
    default: return false
    }
  }
}
