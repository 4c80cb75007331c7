import CGDAL

/// The rows of a layer of a Shapefile, GeoPackage or GeoJSON file.
///
/// Safety: the layer is lent by `dataset`, which lives as long as this value; each feature is owned
/// from `OGR_L_GetNextFeature` until the row is copied.
@safe
struct OGRLayerSource: RowSource, ~Copyable {
  let description: SourceDescription
  private let dataset: OGRDataset
  private let layer: OGRLayerH
  private let columnCount: Int32
  private var rowNumber = 0

  /// Opens a file and chooses its layer.
  /// - Throws: A problem of the file or its layers.
  static func open(
    path: String, drivers: [String], layerName: String?
  ) throws(ImportProblem) -> OGRLayerSource {
    try ShapefileParts.check(path: path)
    let options = DBFDecoding.of(path: path).openOptions
    let dataset = try OGRDataset(path: path, drivers: drivers, options: options)
    let name = try choose(layerName, among: dataset.layerNames)
    guard let layer = unsafe dataset.layer(named: name) else { throw ImportProblem(.layerNone) }
    return unsafe OGRLayerSource(dataset, layer, name)
  }

  private init(_ dataset: consuming OGRDataset, _ layer: OGRLayerH, _ name: String) {
    unsafe self.layer = layer
    columnCount = unsafe OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer))
    let messages = dataset.messages
    description = messages.listen { unsafe Self.describe(layer, name, messages) }
    _ = messages.takeFailure()
    self.dataset = dataset
  }

  mutating func next(_ row: inout SourceRow) throws(ImportProblem) -> Bool {
    row.clear()
    row.number = rowNumber + 1
    let wasRead = dataset.messages.listen { read(&row) }
    if wasRead { rowNumber += 1 }
    guard let reason = dataset.messages.takeFailure() else { return wasRead }
    // A failure while a feature was read spoils that feature; one instead of a feature, the rest.
    let problem = ImportProblem(.fileUnreadable, reason)
    throw wasRead ? problem.at(row: rowNumber, line: nil) : problem
  }

  /// Copies the next feature; `false` after the last.
  private func read(_ row: inout SourceRow) -> Bool {
    guard let feature = unsafe OGR_L_GetNextFeature(layer) else { return false }
    defer { unsafe OGR_F_Destroy(feature) }
    for column in 0..<columnCount { unsafe appendCell(column, of: feature, to: &row) }
    if let geometry = unsafe OGR_F_GetGeometryRef(feature) {
      row.shape = unsafe OGRGeometry.shape(of: geometry)
    }
    return true
  }

  private func appendCell(_ column: Int32, of feature: OGRFeatureH, to row: inout SourceRow) {
    if unsafe OGR_F_IsFieldSetAndNotNull(feature, column) != 0,
      let text = unsafe OGR_F_GetFieldAsString(feature, column)
    {
      var index = 0
      while unsafe text[index] != 0 {
        row.append(UInt8(bitPattern: unsafe text[index]))
        index += 1
      }
    }
    row.endCell()
  }

  private static func choose(
    _ wanted: String?, among names: [String]
  ) throws(ImportProblem) -> String {
    let list = names.joined(separator: ", ")
    if let wanted {
      guard let found = names.first(where: { $0 == wanted }) else {
        throw ImportProblem(.layerUnknown, value: wanted, list)
      }
      return found
    }
    guard let only = names.first else { throw ImportProblem(.layerNone) }
    guard names.count == 1 else { throw ImportProblem(.layerAmbiguous, list) }
    return only
  }

  private static func describe(
    _ layer: OGRLayerH, _ name: String, _ messages: GDALMessages
  ) -> SourceDescription {
    let definition = unsafe OGR_L_GetLayerDefn(layer)
    let columns = (0..<(unsafe OGR_FD_GetFieldCount(definition))).map { index in
      let column = unsafe OGR_FD_GetFieldDefn(definition, index)
      return unsafe OGR_Fld_GetNameRef(column).map { unsafe String(cString: $0) } ?? ""
    }
    let rows = unsafe OGR_L_GetFeatureCount(layer, 0)
    let reference = unsafe OGR_L_GetSpatialRef(layer)
    let crs = unsafe OGRReferenceSystem.text(of: reference)
    // Only a file without a reference system is judged by its extent, which may cost a full scan.
    let extent = crs == nil ? unsafe Self.extent(of: layer) : nil
    return SourceDescription(
      columns: columns, layer: name, rowCount: rows >= 0 ? Int(rows) : nil, crs: crs,
      extent: extent, hasShapes: unsafe OGR_FD_GetGeomFieldCount(definition) > 0,
      notes: ReaderNotes.worthTelling(messages.warnings))
  }

  private static func extent(of layer: OGRLayerH) -> SourceExtent? {
    var box = OGREnvelope()
    guard unsafe OGR_L_GetExtent(layer, &box, 1) == OGRERR_NONE else { return nil }
    return SourceExtent(minX: box.MinX, minY: box.MinY, maxX: box.MaxX, maxY: box.MaxY)
  }
}

/// Which of GDAL's warnings a user has any use for.
enum ReaderNotes {
  /// Leaves out remarks on GeoPackage versions, which concern the library and not the data.
  static func worthTelling(_ warnings: [String]) -> [String] {
    warnings.filter { !$0.contains("user_version") }
  }
}
