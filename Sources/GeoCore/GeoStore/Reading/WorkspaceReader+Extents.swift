import Places

extension WorkspaceReader {
  /// Every edition of every village by code, box and days, in the order of the row numbers.
  /// - Complexity: O(rows): of an area only the header is looked at.
  public func readVillageExtents(_ visit: (VillageExtent) throws -> Void) throws {
    let statement = try PreparedStatement(Self.extentsSQL, in: db)
    while try statement.step() {
      var row = RowReader(statement, of: .villages)
      let code = try row.areaCode()
      let validFrom = try row.optionalDay()
      let validTo = try row.optionalDay()
      let box = try RowReader.blob(of: statement, at: 5).flatMap { blob in
        do { return try GeoPackageGeometry.envelope(of: blob) } catch {
          throw WorkspaceError.invalidValue(
            table: WorkspaceTable.villages.rawValue, row: "\(row.rowNumber)", column: "geom",
            reason: "\(error)")
        }
      }
      try visit(VillageExtent(code: code, validFrom: validFrom, validTo: validTo, box: box))
    }
  }

  private static let extentsSQL = """
    SELECT "fid", "code", "scheme", "valid_from", "valid_to", "geom" FROM "villages" ORDER BY "fid"
    """
}
