import DisclosureControl
import GeoImport
import GeoPrimitives
import GeoStore
import Testing

@Suite("What form servers export")
struct FormExportTests {
  private static func tips(_ scene: ImportScene) throws -> [TipRecord] {
    var tips: [TipRecord] = []
    try scene.workspace.read {
      try $0.readTipRecords(for: .owner(purpose: "tests")) { tips.append($0) }
    }
    return tips
  }

  private static let central = """
    {"value":[{"__id":"uuid:7c1","__system":{"submissionDate":"2026-03-09T03:15:00.000Z",
    "submitterId":"23","submitterName":"Petugas A","deviceId":"imei:1"},
    "meta":{"instanceID":"uuid:7c1"},
    "laporan":{"category":"tppo","uraian":"Perekrutan, hubungi 0812 3456 7890",
    "tempat":{"alamat":"Kel. Kebon Kosong","titik":{"type":"Point",
    "coordinates":[106.85,-6.16,12.5],"properties":{"accuracy":4.9}}}},
    "username":"petugas","phonenumber":null}],
    "@odata.context":"https://forms.example/v1/projects/1/forms/tips.svc/$metadata#Submissions"}
    """

  @Test("by ODK Central is read with its nested groups and points, without who sent it")
  func odkCentral() throws {
    let scene = try ImportScene()
    let report = try scene.take(try scene.file("odk.json", Self.central), as: .tips)
    #expect(report.imported == 1 && report.masked == 1)
    let tip = try #require(try Self.tips(scene).first)
    #expect(tip.id == "uuid:7c1" && tip.category == .tppo && tip.radiusMeters == 4.9)
    #expect(tip.place == Coordinate(longitude: 106.85, latitude: -6.16))
    #expect(
      tip.occurredAt.iso8601 == "2026-03-09T03:15:00Z" && tip.placeText == "Kel. Kebon Kosong")
    #expect(tip.summary == "Perekrutan, hubungi [disamarkan]")
    for name in ["__system/submitterName", "username", "phonenumber", "meta/instanceID"] {
      #expect(report.ignoredColumns.contains(name))
    }
    #expect(report.problems.contains { $0.code == .columnsLeftOut })
    #expect(!report.json(language: .id).contains("Petugas A"))
  }

  @Test("by KoboToolbox is read with its groups in the names and its points in a text")
  func koboToolbox() throws {
    let scene = try ImportScene()
    let text = """
      {"count":2,"next":null,"previous":null,"results":[
      {"_id":101,"_uuid":"a-1","deviceid":"x","_submitted_by":"petugas","_geolocation":[-6.16,106.85],
      "laporan/category":"pmi","laporan/waktu":"2026-03-08T20:00:00+07:00",
      "laporan/titik":"-6.17 106.86 0 25","_submission_time":"2026-03-09T03:15:00","_attachments":[]},
      {"_id":102,"_uuid":"a-2","_geolocation":[-6.18,106.87],"laporan/category":"pmi",
      "laporan/waktu":"2026-03-08","formhub/uuid":"f","_submission_time":"2026-03-09T04:15:00"}]}
      """
    let report = try scene.take(try scene.file("kobo.json", text), as: .tips)
    let tips = try Self.tips(scene)
    #expect(report.imported == 2 && tips.map(\.id) == ["a-1", "a-2"])
    #expect(tips[0].place == Coordinate(longitude: 106.86, latitude: -6.17))
    #expect(tips[0].radiusMeters == 25 && tips[0].occurredAt.iso8601 == "2026-03-08T13:00:00Z")
    #expect(report.ignoredColumns.contains("_submitted_by"))
    #expect(report.ignoredColumns.contains("deviceid"))
  }

  @Test(
    "with a question that tips do not have is refused by its name, unless it is left out by name")
  func unknownQuestion() throws {
    let scene = try ImportScene()
    let text = """
      [{"id":"1","occurred_at":"2026-03-09","category":"tppo","lon":106.85,"lat":-6.16,
      "grup/nama_pelapor":"A","foto":[{"url":"x"}]}]
      """
    let file = try scene.file("list.json", text)
    #expect(try scene.refuse(file, as: .tips).code == .columnPersonal)
    let report = try scene.take(file, as: .tips) { $0.ignoredColumns = ["nama_pelapor", "foto"] }
    #expect(report.imported == 1)
  }

  @Test("that is cut off is refused, and GeoJSON is still read as GeoJSON")
  func others() throws {
    let scene = try ImportScene()
    let cut = try scene.file("cut.json", String(Self.central.dropLast(40)))
    #expect(try scene.refuse(cut, as: .tips).code == .fileUnreadable)
    let feature = """
      {"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point",
      "coordinates":[106.85,-6.16]},"properties":{"id":"1","occurred_at":"2026-03-09","category":"tppo"}}]}
      """
    #expect(try scene.take(try scene.file("points.json", feature), as: .tips).imported == 1)
  }
}

@Suite("Tips from a spreadsheet")
struct TipSheetTests {
  @Test("go the way of those that are sent: masked, and the same report linked and counted once")
  func sameWay() throws {
    let scene = try ImportScene()
    let text = """
      id,occurred_at,category,lon,lat,summary
      a,2026-03-09T10:00:00+07:00,tppo,106.85,-6.16,"Perekrutan, surel agen@contoh.id"
      b,2026-03-09T11:00:00+07:00,tppo,106.85,-6.16,"perekrutan surel  agen@contoh.id"
      c,2026-03-12T11:00:00+07:00,tppo,106.85,-6.16,"Perekrutan, surel agen@contoh.id"

      """
    let report = try scene.take(try scene.file("tips.csv", text), as: .tips)
    #expect(report.imported == 3 && report.duplicates == 1 && report.masked == 3)
    let repeated = report.problems.filter { $0.code == .tipRepeated }
    #expect(repeated.map(\.value) == ["b"] && repeated.map(\.arguments) == [["a"]])
    #expect(repeated.first?.row == 2)
    let statuses = try ["a", "b", "c"].map { id in
      try scene.workspace.read { try $0.tip(id, for: .owner(purpose: "tests"))?.status }
    }
    #expect(statuses == [.new, .duplicate, .new])
    // Taking the file again in place of itself changes nothing.
    let again = try scene.take(try scene.file("tips.csv", text), as: .tips) {
      $0.onDuplicate = .replace
    }
    #expect(again.replaced == 3 && again.duplicates == 1)
  }
}
