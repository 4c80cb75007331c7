import GeoPrimitives
import Places

extension AccommodationRecord: StoredRecord {
  static var table: WorkspaceTable { .accommodations }
  var keyText: String { id }
  var storedGeometry: Geometry? { place.map(Geometry.point) }

  func bind(to row: inout RowBinder) throws(WorkspaceError) {
    row.add(try checked(place).map(Geometry.point))
    row.add(id)
    row.add(name)
    row.add(kind.rawValue)
    row.add(rooms)
    row.add(reporting.rawValue)
    row.add(lastReport)
    row.add(placeText)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    let place = try row.place()
    self.init(id: try row.text(), name: try row.text())
    self.place = place
    kind = try row.choice(AccommodationKind.self)
    rooms = row.optionalInteger()
    reporting = try row.choice(ReportingState.self)
    lastReport = try row.optionalDay()
    placeText = row.optionalText()
  }
}

extension ServicePointRecord: StoredRecord {
  static var table: WorkspaceTable { .servicePoints }
  var keyText: String { id }
  var storedGeometry: Geometry? { place.map(Geometry.point) }

  func bind(to row: inout RowBinder) throws(WorkspaceError) {
    row.add(try checked(place).map(Geometry.point))
    row.add(id)
    row.add(name)
    row.add(kind)
    row.add(placeText)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    let place = try row.place()
    self.init(id: try row.text(), name: try row.text())
    self.place = place
    kind = row.optionalText()
    placeText = row.optionalText()
  }
}

extension OfficeRecord: StoredRecord {
  static var table: WorkspaceTable { .offices }
  var keyText: String { id }

  func bind(to row: inout RowBinder) throws(WorkspaceError) {
    let place = try checked(place)
    row.add(id)
    row.add(name)
    row.add(area.joined(separator: ","))
    row.add(posts)
    row.add(place?.longitude)
    row.add(place?.latitude)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    self.init(id: try row.text(), name: try row.text(), area: [])
    area = try row.text().split(separator: ",").map(String.init)
    posts = row.optionalInteger()
    place = row.lonLat()
  }
}

extension TipRecord: StoredRecord {
  static var table: WorkspaceTable { .tips }
  var keyText: String { id }
  var storedGeometry: Geometry? { place.map(Geometry.point) }

  func bind(to row: inout RowBinder) throws(WorkspaceError) {
    let moment = try text(of: occurredAt, in: "occurred_at")
    let acceptance = try acceptedAt.map { (moment) throws(WorkspaceError) in
      try text(of: moment, in: AcceptanceSQL.column)
    }
    row.add(try checked(place).map(Geometry.point))
    row.add(id)
    row.add(ascii: moment)
    row.add(category.rawValue)
    row.add(origin.rawValue)
    row.add(status.rawValue)
    row.add(level.rawValue)
    row.add(radiusMeters)
    row.add(ascii: acceptance)
    row.add(channel)
    row.add(placeText)
    row.add(summary)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    let place = try row.place()
    let id = try row.text()
    let moment = try row.moment()
    self.init(id: id, occurredAt: moment, category: try row.choice(TipCategory.self))
    self.place = place
    origin = try row.choice(TipOrigin.self)
    status = try row.choice(TipStatus.self)
    level = try row.choice(PrecisionLevel.self)
    radiusMeters = row.optionalNumber()
    acceptedAt = try row.optionalMoment()
    channel = row.optionalText()
    placeText = row.optionalText()
    summary = row.optionalText()
  }

  private func text(of moment: Instant, in column: String) throws(WorkspaceError) -> [UInt8] {
    guard let text = DateTimeText.bytes(of: moment) else {
      throw invalid(column, "is not within the years 1 to 9999")
    }
    return text
  }
}
