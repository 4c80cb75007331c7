import DisclosureControl
import GeoPrimitives
import GeoStore
import Places
import Testing

@Suite("Rows come back as they went in")
struct RoundTripTests {
  private let scratch: Scratch
  private let workspace: Workspace
  private let owner = Disclosure.owner(purpose: "test")

  init() throws {
    scratch = try Scratch()
    workspace = try Workspace.create(at: scratch.path())
  }

  @Test("A village with everything, one without a geometry, and a BPS code")
  func villages() throws {
    var full = VillageRecord(
      code: try AreaCode("35.73.01.1001"), name: "Ñgadirejo 'a' \"b\"", geometry: Sample.islands)
    full.boundaryStatus = .sengketa
    full.validFrom = CivilDate("2020-01-31")
    full.validTo = CivilDate("2025-12-01")
    full.decree = "SK 1/2020"
    full.districtName = "Blimbing"
    full.regencyName = "Kota Malang"
    full.provinceName = "Jawa Timur"
    let plain = VillageRecord(
      code: try AreaCode("3573010002", scheme: .bps), name: "", geometry: nil)
    try workspace.write { transaction in
      try transaction.insert(full)
      try transaction.insert(plain)
    }
    var back: [VillageRecord] = []
    try workspace.readVillages { back.append($0) }
    #expect(back.map { "\($0)" } == [full, plain].map { "\($0)" })
  }

  @Test("Administrative areas of every level")
  func areas() throws {
    let areas = [
      AdministrativeAreaRecord(
        code: try AreaCode("35"), name: "Jawa Timur", geometry: Sample.square(112, -8, side: 2)),
      AdministrativeAreaRecord(code: try AreaCode("35.73"), name: nil, geometry: nil),
      AdministrativeAreaRecord(
        code: try AreaCode("35.73.01"), name: "Blimbing", geometry: Sample.islands),
      AdministrativeAreaRecord(
        code: try AreaCode("35", scheme: .bps), name: "Jawa Timur", geometry: nil),
    ]
    try workspace.write { for area in areas { try $0.insert(area) } }
    var back: [AdministrativeAreaRecord] = []
    try workspace.readAdministrativeAreas { back.append($0) }
    #expect(back.map { "\($0)" } == areas.map { "\($0)" })
  }

  @Test("The code of a village is no administrative area")
  func villageIsNoArea() throws {
    let wrong = AdministrativeAreaRecord(
      code: try AreaCode("35.73.01.1001"), name: nil, geometry: nil)
    #expect(code { try workspace.write { try $0.insert(wrong) } } == "row.invalid")
  }

  @Test("A tip with everything and one without a place")
  func tips() throws {
    var full = Sample.tip("T1", 106.8456, -6.2088)
    full.origin = .outreachSession
    full.status = .verified
    full.level = .kecamatan
    full.channel = "whatsapp"
    full.radiusMeters = 1234.5
    full.placeText = "depan pasar\nRT 05/RW 02"
    full.summary = ""
    full.acceptedAt = Instant(secondsSince1970: 1_767_300_000)
    var unplaced = Sample.tip("T2")
    unplaced.place = nil
    unplaced.occurredAt = Instant(secondsSince1970: -1)
    unplaced.status = .unfounded
    try workspace.write { transaction in
      try transaction.insert(full)
      try transaction.insert(unplaced)
    }
    var back: [TipRecord] = []
    try workspace.readTipRecords(for: owner) { back.append($0) }
    #expect(back.map { "\($0)" } == [full, unplaced].map { "\($0)" })
    #expect(try workspace.tip("T2", for: owner).map { "\($0)" } == "\(unplaced)")
    #expect(try workspace.tip("T3", for: owner) == nil)
  }

  @Test("Analysis reads the tips that have a place, with every choice and channel")
  func storedTips() throws {
    var tips: [TipRecord] = []
    for (index, category) in TipCategory.allCases.enumerated() {
      var tip = Sample.tip("T\(index)", 100 + Double(index), -Double(index) / 3)
      tip.occurredAt = Instant(secondsSince1970: Int64(index) * 40_000_000 - 90_000_000)
      tip.category = category
      tip.origin = TipOrigin.allCases[index % TipOrigin.allCases.count]
      tip.status = TipStatus.allCases[index % TipStatus.allCases.count]
      tip.level = PrecisionLevel.allCases[index]
      tip.channel = [nil, "whatsapp", "a channel with a long name"][index % 3]
      tip.radiusMeters = index == 0 ? nil : Double(index)
      tips.append(tip)
    }
    var unplaced = Sample.tip("none")
    unplaced.place = nil
    try workspace.write { transaction in
      for tip in tips + [unplaced] { try transaction.insert(tip) }
    }
    var back: [StoredTip] = []
    let channels = try workspace.readTips(for: owner) { back.append($0) }
    #expect(channels == ["", "whatsapp", "a channel with a long name"])
    try #require(back.count == tips.count)
    for (tip, stored) in zip(tips, back) {
      #expect(stored.longitude == tip.place?.longitude)
      #expect(stored.latitude == tip.place?.latitude)
      #expect(stored.secondsSince1970 == tip.occurredAt.secondsSince1970)
      #expect(stored.category == tip.category)
      #expect(stored.origin == tip.origin)
      #expect(stored.status == tip.status)
      #expect(stored.level == tip.level)
      #expect(channels[Int(stored.channel)] == tip.channel ?? "")
      #expect(stored.radiusMeters.isNaN == (tip.radiusMeters == nil))
    }
  }

  @Test("Accommodations and their guests")
  func accommodations() throws {
    var house = AccommodationRecord(id: "A1", name: "Losmen")
    house.kind = .homestay
    house.rooms = 0
    house.reporting = .no
    house.lastReport = CivilDate("2026-02-28")
    house.place = Coordinate(longitude: -180, latitude: 90)
    house.placeText = "Jl. Surya 10"
    let plain = AccommodationRecord(id: "A2", name: "Hotel")
    let count = GuestCountRecord(accommodation: "A1", month: "2026-02", guests: 17)
    try workspace.write { transaction in
      try transaction.insert(house)
      try transaction.insert(plain)
      try transaction.insert(count)
    }
    var houses: [AccommodationRecord] = []
    try workspace.readAccommodations { houses.append($0) }
    #expect(houses.map { "\($0)" } == [house, plain].map { "\($0)" })
    var counts: [GuestCountRecord] = []
    try workspace.readGuests { counts.append($0) }
    #expect(counts.map { "\($0)" } == ["\(count)"])
  }

  @Test("Offices, service points and travel times")
  func offices() throws {
    var office = OfficeRecord(id: "O1", name: "Kanim Malang", area: ["35.07", "35.73"])
    office.posts = 4
    office.place = Coordinate(longitude: 112.63, latitude: -7.94)
    let plain = OfficeRecord(id: "O2", name: "Kanim", area: [])
    var point = ServicePointRecord(id: "S1", name: "ULP")
    point.kind = "service_unit"
    point.place = Coordinate(longitude: 112.5, latitude: -8)
    point.placeText = "Batu"
    let journey = TravelTimeRecord(from: "O1", to: "35.73.01.1001", minutes: 42.5)
    try workspace.write { transaction in
      try transaction.insert(office)
      try transaction.insert(plain)
      try transaction.insert(point)
      try transaction.insert(journey)
    }
    var offices: [OfficeRecord] = []
    try workspace.readOffices { offices.append($0) }
    #expect(offices.map { "\($0)" } == [office, plain].map { "\($0)" })
    var points: [ServicePointRecord] = []
    try workspace.readServicePoints { points.append($0) }
    #expect(points.map { "\($0)" } == ["\(point)"])
    var journeys: [TravelTimeRecord] = []
    try workspace.readTravelTimes { journeys.append($0) }
    #expect(journeys.map { "\($0)" } == ["\(journey)"])
  }

  @Test("Programme, activities, population and lineage")
  func histories() throws {
    let day = try #require(CivilDate("2025-03-01"))
    var entry = ProgrammeRecord(code: "35.73.01.1001", status: .ditetapkan, since: day)
    entry.until = CivilDate("2025-06-01")
    entry.phase = "2025-1"
    entry.decree = "SK 7"
    entry.office = "O1"
    entry.post = "P3"
    var activity = ActivityRecord(id: "K1", kind: .layanan, date: day)
    activity.code = "35.73.01.1001"
    activity.participants = 31
    activity.place = Coordinate(longitude: 112, latitude: -8)
    let residents = PopulationRecord(code: "35.73.01.1001", residents: 9012, asOf: nil)
    var change = LineageRecord(old: "35.73.01.1001", new: "35.73.01.1009", kind: "split")
    change.date = day
    change.areaShare = 0.25
    change.populationShare = 0.5
    try workspace.write { transaction in
      try transaction.insert(entry)
      try transaction.insert(activity)
      try transaction.insert(residents)
      try transaction.insert(change)
    }
    var back: [String] = []
    try workspace.readProgramme { back.append("\($0)") }
    try workspace.readActivities { back.append("\($0)") }
    try workspace.readPopulation { back.append("\($0)") }
    try workspace.readLineage { back.append("\($0)") }
    #expect(back == ["\(entry)", "\(activity)", "\(residents)", "\(change)"])
  }

  @Test("Settings are set, changed and removed; the import log keeps its entries")
  func housekeeping() throws {
    try workspace.set("90", forSetting: "retention.days")
    try workspace.set("120", forSetting: "retention.days")
    #expect(try workspace.setting("retention.days") == "120")
    try workspace.set(nil, forSetting: "retention.days")
    #expect(try workspace.setting("retention.days") == nil)
    var record = ImportRecord(table: .villages, fileName: "malang.shp", read: 390)
    record.imported = 388
    record.merged = 2
    record.optionsJSON = #"{"scheme":"bps"}"#
    try workspace.write { try $0.recordImport(record) }
    var back = try #require(try workspace.imports().first)
    #expect(back.importedAt != nil)
    back.importedAt = nil
    #expect(back == record)
  }

  @Test("Any table streams its rows by columns, with its place")
  func rows() throws {
    var office = OfficeRecord(id: "O1", name: "Kanim", area: ["35"])
    office.place = Coordinate(longitude: 112, latitude: -8)
    var tip = Sample.tip("T1")
    tip.radiusMeters = 50
    try workspace.write { transaction in
      try transaction.insert(office)
      try transaction.insert(tip)
      try transaction.insert(try Sample.village("35.73.01.1001"))
    }
    #expect(WorkspaceTable.offices.columnNames == ["id", "name", "area", "posts"])
    var rows: [StoredRow] = []
    try workspace.rows(of: .offices, for: owner) { rows.append($0) }
    #expect(rows.first?.values == [.text("O1"), .text("Kanim"), .text("35"), .null])
    #expect(rows.first?.geometry == .point(Coordinate(longitude: 112, latitude: -8)))
    rows = []
    let columns = ["radius_m", "occurred_at", "id"]
    try workspace.rows(of: .tips, for: owner, columns: columns) { rows.append($0) }
    #expect(rows.first?.values == [.real(50), .text("2026-01-01T00:00:00Z"), .text("T1")])
    for table in WorkspaceTable.exportable {
      try workspace.rows(of: table, for: owner) { row in
        #expect(row.values.count == table.columnNames.count)
      }
    }
    #expect(code { try workspace.rows(of: .audit, for: owner) { _ in } } == "disclosure.refused")
    #expect(
      code { try workspace.rows(of: .tips, for: owner, columns: ["x"]) { _ in } } == "row.invalid")
    #expect(try workspace.counts()[.tips] == 1)
  }

  @Test("Villages of a code prefix, whole parts of the code only")
  func prefix() throws {
    try workspace.write { transaction in
      for code in ["35.07.01.2001", "35.07.01.2002", "35.07.11.2001", "35.73.01.1001"] {
        try transaction.insert(try Sample.village(code))
      }
    }
    func codes(_ prefix: String) throws -> [String] {
      var codes: [String] = []
      try workspace.readVillages(withCodePrefix: prefix) { codes.append($0.code.text) }
      return codes
    }
    #expect(try codes("35.07.01") == ["35.07.01.2001", "35.07.01.2002"])
    #expect(try codes("35.07").count == 3)
    #expect(try codes("35").count == 4)
    #expect(try codes("").count == 4)
    #expect(try codes("35.07.01.2002") == ["35.07.01.2002"])
    #expect(try codes("3") == [])
    #expect(try codes("36") == [])
  }

  @Test("Values that no row may have are refused with their column")
  func invalidValues() throws {
    let tips = [
      Sample.tip("T1", 181, 0), Sample.tip("T2", 0, -90.5), Sample.tip("T3", .nan, 0),
    ]
    for tip in tips {
      #expect(code { try workspace.write { try $0.insert(tip) } } == "row.invalid")
    }
    var late = Sample.tip("T4")
    late.occurredAt = Instant(secondsSince1970: .max)
    #expect(code { try workspace.write { try $0.insert(late) } } == "row.invalid")
    let guests = GuestCountRecord(accommodation: "A", month: "2026-13", guests: 1)
    #expect(code { try workspace.write { try $0.insert(guests) } } == "row.invalid")
    var wide = try Sample.village("35.07.01.2001")
    wide.geometry = Sample.square(179.999, 0)
    #expect(code { try workspace.write { try $0.insert(wide) } } == "row.invalid")
    #expect(try workspace.counts().values.allSatisfy { $0 == 0 })
  }
}
