import GeoPrimitives
import Places

extension ProgrammeRecord: StoredRecord {
  static var table: WorkspaceTable { .programme }
  var keyText: String { "\(code) \(status.rawValue) \(since)" }

  func bind(to row: inout RowBinder) {
    row.add(code)
    row.add(status.rawValue)
    row.add(since)
    row.add(until)
    row.add(phase)
    row.add(decree)
    row.add(office)
    row.add(post)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    let code = try row.text()
    let status = try row.choice(ProgrammeStatus.self)
    self.init(code: code, status: status, since: try row.day())
    until = try row.optionalDay()
    phase = row.optionalText()
    decree = row.optionalText()
    office = row.optionalText()
    post = row.optionalText()
  }
}

extension ActivityRecord: StoredRecord {
  static var table: WorkspaceTable { .activities }
  var keyText: String { id }

  func bind(to row: inout RowBinder) throws(WorkspaceError) {
    let place = try checked(place)
    row.add(id)
    row.add(code)
    row.add(kind.rawValue)
    row.add(date)
    row.add(participants)
    row.add(place?.longitude)
    row.add(place?.latitude)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    let id = try row.text()
    let code = row.optionalText()
    let kind = try row.choice(ActivityKind.self)
    self.init(id: id, kind: kind, date: try row.day())
    self.code = code
    participants = row.optionalInteger()
    place = row.lonLat()
  }
}

extension GuestCountRecord: StoredRecord {
  static var table: WorkspaceTable { .guests }
  var keyText: String { "\(accommodation) \(month)" }

  func bind(to row: inout RowBinder) throws(WorkspaceError) {
    guard CivilDate(month + "-01") != nil else { throw invalid("month", "is not YYYY-MM") }
    row.add(accommodation)
    row.add(month)
    row.add(guests)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    self.init(
      accommodation: try row.text(), month: try row.text(), guests: try row.integer())
  }
}

extension PopulationRecord: StoredRecord {
  static var table: WorkspaceTable { .population }
  var keyText: String { asOf.map { "\(code) \($0)" } ?? code }

  func bind(to row: inout RowBinder) {
    row.add(code)
    row.add(residents)
    row.add(asOf)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    self.init(
      code: try row.text(), residents: try row.integer(), asOf: try row.optionalDay())
  }
}

extension LineageRecord: StoredRecord {
  static var table: WorkspaceTable { .lineage }
  var keyText: String { "\(old) \(new)" }

  func bind(to row: inout RowBinder) {
    row.add(old)
    row.add(new)
    row.add(kind)
    row.add(date)
    row.add(areaShare)
    row.add(populationShare)
    row.add(basis)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    self.init(old: try row.text(), new: try row.text(), kind: try row.text())
    date = try row.optionalDay()
    areaShare = row.optionalNumber()
    populationShare = row.optionalNumber()
    basis = row.optionalText()
  }
}

extension CodePair: StoredRecord {
  static var table: WorkspaceTable { .crosswalk }
  var keyText: String { "\(kemendagri) \(bps)" }

  func bind(to row: inout RowBinder) {
    row.add(kemendagri)
    row.add(bps)
    row.add(basis)
    row.add(score)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    self.init(kemendagri: try row.text(), bps: try row.text())
    basis = row.optionalText()
    score = row.optionalNumber()
  }
}

extension TravelTimeRecord: StoredRecord {
  static var table: WorkspaceTable { .travelTimes }
  var keyText: String { "\(from) \(to)" }

  func bind(to row: inout RowBinder) {
    row.add(from)
    row.add(to)
    row.add(minutes)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    let from = try row.text()
    let to = try row.text()
    guard let minutes = row.optionalNumber() else { throw row.invalid("has no value") }
    self.init(from: from, to: to, minutes: minutes)
  }
}
