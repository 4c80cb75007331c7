import GeoPrimitives
import Places

extension VillageRecord: StoredRecord {
  static var table: WorkspaceTable { .villages }
  var keyText: String { code.text }
  var storedGeometry: Geometry? { geometry.map(Geometry.multiPolygon) }

  func bind(to row: inout RowBinder) {
    row.add(storedGeometry)
    row.add(code.text)
    row.add(code.scheme.rawValue)
    row.add(name)
    row.add(boundaryStatus.rawValue)
    row.add(validFrom)
    row.add(validTo)
    row.add(decree)
    row.add(districtName)
    row.add(regencyName)
    row.add(provinceName)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    let geometry = try row.area()
    let code = try row.areaCode()
    self.init(code: code, name: try row.text(), geometry: geometry)
    boundaryStatus = try row.choice(BoundaryStatus.self)
    validFrom = try row.optionalDay()
    validTo = try row.optionalDay()
    decree = row.optionalText()
    districtName = row.optionalText()
    regencyName = row.optionalText()
    provinceName = row.optionalText()
  }
}

extension AdministrativeAreaRecord: StoredRecord {
  static var table: WorkspaceTable { .adminAreas }
  var keyText: String { code.text }
  var storedGeometry: Geometry? { geometry.map(Geometry.multiPolygon) }

  func bind(to row: inout RowBinder) throws(WorkspaceError) {
    guard code.level != .village else { throw invalid("code", "is the code of a village") }
    row.add(storedGeometry)
    row.add(code.text)
    row.add(code.scheme.rawValue)
    row.add(code.level.rawValue)
    row.add(name)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    let geometry = try row.area()
    let code = try row.areaCode()
    let level = try row.choice(AdministrativeLevel.self)
    guard level == code.level else { throw row.invalid("is not the level of \(code)") }
    self.init(code: code, name: row.optionalText(), geometry: geometry)
  }
}

extension OfficialAreaRecord: StoredRecord {
  static var table: WorkspaceTable { .officialAreas }
  var keyText: String { area.keyText }
  var storedGeometry: Geometry? { area.storedGeometry }

  func bind(to row: inout RowBinder) throws(WorkspaceError) { try area.bind(to: &row) }

  init(from row: inout RowReader) throws(WorkspaceError) {
    self.init(try AdministrativeAreaRecord(from: &row))
  }
}

extension RowReader {
  /// The next column as an area; `nil` when there is none.
  mutating func area() throws(WorkspaceError) -> MultiPolygon? {
    switch try geometry() {
    case nil: return nil
    case .multiPolygon(let area): return area
    case .point: throw invalid("is a point where an area belongs")
    }
  }

  /// The next column as a place; `nil` when there is none.
  mutating func place() throws(WorkspaceError) -> Coordinate? {
    switch try geometry() {
    case nil: return nil
    case .point(let place): return place
    case .multiPolygon: throw invalid("is an area where a point belongs")
    }
  }

  /// The next two columns, `lon` and `lat`, as a place; `nil` unless both have a value.
  mutating func lonLat() -> Coordinate? {
    let longitude = optionalNumber()
    let latitude = optionalNumber()
    guard let longitude, let latitude else { return nil }
    return Coordinate(longitude: longitude, latitude: latitude)
  }

  /// The next two columns, `code` and `scheme`, as an area code.
  mutating func areaCode() throws(WorkspaceError) -> AreaCode {
    let text = try text()
    let scheme = try choice(CodeScheme.self)
    guard let code = try? AreaCode(text, scheme: scheme) else {
      throw invalid("is not the scheme of the code \(text)")
    }
    return code
  }
}
