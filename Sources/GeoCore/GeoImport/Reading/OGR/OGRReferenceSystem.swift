import CGDAL

/// The reference system of a layer as text that PROJ understands.
///
/// Safety: the system stays the layer's; the texts that OGR makes are freed with `CPLFree` before
/// the function returns.
enum OGRReferenceSystem {
  /// `EPSG:n` where the system is identified as a whole, else WKT 2; `nil` when there is none.
  static func text(of system: OGRSpatialReferenceH?) -> String? {
    guard let system = unsafe system else { return nil }
    if let authority = unsafe OSRGetAuthorityName(system, nil),
      let code = unsafe OSRGetAuthorityCode(system, nil)
    {
      return unsafe "\(String(cString: authority)):\(String(cString: code))"
    }
    return unsafe wkt(of: system)
  }

  private static func wkt(of system: OGRSpatialReferenceH) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    let status = unsafe CStringList.lend(["FORMAT=WKT2_2018"]) { options in
      unsafe OSRExportToWktEx(system, &text, options)
    }
    defer { unsafe VSIFree(text) }
    guard status == OGRERR_NONE, let text = unsafe text else { return nil }
    let wkt = unsafe String(cString: text)
    return wkt.isEmpty ? nil : wkt
  }
}
