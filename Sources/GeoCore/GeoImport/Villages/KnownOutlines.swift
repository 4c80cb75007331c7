import GeoPrimitives
import GeoStore
import Places

/// What the workspace already knows of larger areas: every name, and the outlines of regencies that
/// an import leaves alone but whose province it draws anew.
struct KnownOutlines {
  private var names: [AreaCode: String] = [:]
  private var outlines: [AreaCode: [MultiPolygon]] = [:]

  /// Reads them, but for the regencies that will be drawn anew.
  init(besides touched: [AreaCode], in reader: WorkspaceReader) throws(RowFailure) {
    let redrawn = Set(touched)
    let provinces = Set(touched.compactMap { $0.ancestor(at: .province) })
    var names: [AreaCode: String] = [:]
    var outlines: [AreaCode: [MultiPolygon]] = [:]
    try RowFailure.workspace {
      try reader.readAdministrativeAreas { area in
        names[area.code] = area.name
        guard area.code.level == .regency, !redrawn.contains(area.code),
          let province = area.code.ancestor(at: .province), provinces.contains(province),
          let outline = area.geometry
        else { return }
        outlines[province, default: []].append(outline)
      }
    }
    self.names = names
    self.outlines = outlines
  }

  /// The name of an area, where it is known.
  func name(of code: AreaCode) -> String? { names[code] }

  /// The outlines of a province's regencies that stay as they are.
  func regencies(of province: AreaCode) -> [MultiPolygon] { outlines[province] ?? [] }
}
