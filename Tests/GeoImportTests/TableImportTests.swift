import Foundation
import GeoImport
import GeoPrimitives
import GeoStore
import Places
import Testing

@Suite("The other tables")
struct TableImportTests {
  @Test("tips: values, defaults, and clocks read at the place")
  func tips() throws {
    let scene = try ImportScene()
    let text = #"""
      id,occurred_at,category,channel,origin,lon,lat,place_text,radius_m,level,status,summary
      A,2026-03-09T08:30:00+07:00,tppo,WhatsApp,patrol,112.6,-8,,50,street,verified,"kata, ""ini"""
      B,2026-03-09,pmi,,,140.7,-2.5,,,,,
      C,2026-03-09 12:00,Lainnya,,,,,depan pasar,,,,
      """#
    let report = try scene.take(try scene.file("a.csv", text), as: .tips)
    #expect(report.read == 3 && report.imported == 3)
    let tips = try scene.tips()
    #expect(tips[0].occurredAt.iso8601 == "2026-03-09T01:30:00Z")
    #expect(tips[0].channel == "whatsapp" && tips[0].origin == .patrol)
    #expect(tips[0].radiusMeters == 50 && tips[0].level == .street && tips[0].status == .verified)
    #expect(tips[0].summary == "kata, \"ini\"")
    #expect(tips[1].occurredAt.iso8601 == "2026-03-08T15:00:00Z")
    #expect(tips[1].origin == .publicReport && tips[1].status == .new)
    #expect(tips[2].occurredAt.iso8601 == "2026-03-09T05:00:00Z")
    #expect(tips[2].category == .other && tips[2].place == nil)
    #expect(tips[2].placeText == "depan pasar")
  }

  @Test("tips may come as GeoJSON, with degrees of their own")
  func tipsAsFeatures() throws {
    let scene = try ImportScene()
    let text = """
      {"type":"Feature","properties":{"id":"A","occurred_at":"2026-03-09","category":"tppo"},\
      "geometry":{"type":"Point","coordinates":[112.6,-8]}}
      {"type":"Feature","properties":{"id":"B","occurred_at":"2026-03-09T01:00:00Z","category":"pmi"},\
      "geometry":{"type":"Point","coordinates":[112.7,-8]}}
      """
    try scene.take(try scene.file("a.geojsonl", text), as: .tips)
    #expect(try scene.tips().map(\.place?.longitude) == [112.6, 112.7])
  }

  @Test("a tip needs a place or its words")
  func tipWithoutPlace() throws {
    let scene = try ImportScene()
    let text = "id,occurred_at,category,lon,lat\nA,2026-03-09,tppo,,\n"
    #expect(try scene.refuse(try scene.file("a.csv", text), as: .tips).code == .placeMissing)
    let half = "id,occurred_at,category,lon,lat\nA,2026-03-09,tppo,112.6,\n"
    let problem = try scene.refuse(try scene.file("b.csv", half), as: .tips)
    #expect(problem.code == .valueMissing && problem.field == "lat")
  }

  @Test("since when a tip counts is not for files to say")
  func acceptance() throws {
    let scene = try ImportScene()
    let path = try scene.file(
      "a.csv",
      "id,occurred_at,category,lon,lat,accepted_at\nA,2026-03-09,tppo,112.6,-8,2020-01-01\n"
    )
    let problem = try scene.refuse(path, as: .tips)
    #expect(problem.code == .columnUnknown && problem.field == "accepted_at")
  }

  @Test("unknown columns of tips are refused by name, unless ignored by name")
  func unknownTipColumn() throws {
    let scene = try ImportScene()
    let path = try scene.file(
      "a.csv", "id,occurred_at,category,lon,lat,warna\nA,2026-03-09,tppo,112.6,-8,biru\n")
    let problem = try scene.refuse(path, as: .tips)
    #expect(problem.code == .columnUnknown && problem.field == "warna")
    #expect(try scene.take(path, as: .tips) { $0.ignoredColumns = ["warna"] }.imported == 1)
  }

  @Test(
    "personal columns are refused in every table, unless ignored by name",
    arguments: [
      (ImportTable.tips, "id,occurred_at,category,lon,lat", "A,2026-03-09,tppo,112.6,-8"),
      (.accommodations, "id,nama,lon,lat", "A,Satu,112.6,-8"),
      (.servicePoints, "id,nama,lon,lat", "A,Satu,112.6,-8"),
      (.programme, "kode,status,sejak", "35.73.01.1001,aktif,2026-01-01"),
      (.guests, "accommodation,month,guests", "A,2026-01,3"),
      (.population, "kode,penduduk", "35.73,800000"),
      (.activities, "id,kode,jenis,tanggal", "A,35.73.01.1001,edukasi,2026-01-01"),
      (.offices, "id,nama,wilayah", "A,Satu,35.73"),
    ])
  func personal(table: ImportTable, header: String, row: String) throws {
    let columns = [
      "nomor_paspor", "NIK", "no_hp", "telepon", "e-mail", "Email", "namaTamu", "pelapor",
      "tanggal_lahir", "kewarganegaraan", "guest_name", "nama_pemilik",
    ]
    for column in columns {
      let scene = try ImportScene()
      let path = try scene.file("a.csv", "\(header),\(column)\n\(row),x\n")
      let problem = try scene.refuse(path, as: table)
      #expect(problem.code == .columnPersonal && problem.field == column)
      #expect(try scene.take(path, as: table) { $0.ignoredColumns = [column] }.imported == 1)
    }
  }

  @Test(
    "the name of a person hides behind a bare name, where rows are not places",
    arguments: [
      (ImportTable.tips, "id,occurred_at,category,lon,lat,nama", "A,2026-03-09,tppo,112.6,-8,x"),
      (.programme, "kode,status,sejak,nama", "35.73.01.1001,aktif,2026-01-01,x"),
      (.guests, "accommodation,month,guests,name", "A,2026-01,3,x"),
    ])
  func bareName(table: ImportTable, header: String, row: String) throws {
    let scene = try ImportScene()
    let path = try scene.file("a.csv", "\(header)\n\(row)\n")
    #expect(try scene.refuse(path, as: table).code == .columnPersonal)
  }

  @Test("accommodations: Indonesian columns and kinds, the rest listed")
  func accommodations() throws {
    let scene = try ImportScene()
    let text = """
      src_id;nama;jenis;alamat;kamar;lat;lon;kota
      1;Satu;Guest House;;12;-8,05;112,6;Malang
      2;Dua;Bintang Tiga;Jl. Surya 10;;;;Malang
      3;Tiga;Kost;;;-8;112,7;Malang
      """
    let report = try scene.take(try scene.file("a.csv", text), as: .accommodations) {
      $0.fields = ["id": "src_id"]
    }
    #expect(report.imported == 3 && report.ignoredColumns == ["kota"])
    var houses: [AccommodationRecord] = []
    try scene.workspace.read { try $0.readAccommodations { houses.append($0) } }
    #expect(houses.map(\.kind) == [.guesthouse, .hotel, .dormitory])
    #expect(houses[0].place == Coordinate(longitude: 112.6, latitude: -8.05))
    #expect(houses[0].rooms == 12)
    #expect(houses[1].placeText == "Jl. Surya 10" && houses[1].place == nil)
  }

  @Test(
    "one row of each remaining table",
    arguments: [
      (
        ImportTable.offices,
        "id,nama,wilayah_kerja,posts,lon,lat\nA,Malang,\"35.73, 3507\",2,112.6,-8\n"
      ),
      (.guests, "accommodation,month,guests\nA,2026-01,12\n"),
      (.servicePoints, "id,name,kind,lon,lat\nA,Unit,Unit Layanan,112.6,-8\n"),
      (.programme, "code,status,since,until,office\n3573011001,Aktif,2026-01-01,2027-01-01,A\n"),
      (.activities, "id,kind,date,lon,lat,participants\nA,edukasi,2026-01-02,112.6,-8,40\n"),
      (.population, "code,residents,as_of\n35.73,847182,2025-06-30\n"),
      (
        .lineage, "old,new,kind,date,area_share\n35.73.01.1001,35.73.01.1009,split,2025-01-01,0.4\n"
      ),
      (.travelTimes, "from,to,minutes\nA,35.73.01.1001,12.5\n"),
    ])
  func oneRow(table: ImportTable, text: String) throws {
    let scene = try ImportScene()
    #expect(try scene.take(try scene.file("a.csv", text), as: table).imported == 1)
  }

  @Test(
    "values that a column does not take, by code, row and column",
    arguments: [
      (
        ImportTable.tips, "id,occurred_at,category,place_text\nA,2026-01-02,gosip,x\n",
        ProblemCode.valueUnknown, "category"
      ),
      (
        .tips, "id,occurred_at,category,place_text\nA,2026-13-02,tppo,x\n", .valueNotDate,
        "occurred_at"
      ),
      (
        .tips, "id,occurred_at,category,place_text,radius_m\nA,2026-01-02,tppo,x,-5\n",
        .valueOutOfRange, "radius_m"
      ),
      (.tips, "id,occurred_at,category,place_text\n,2026-01-02,tppo,x\n", .valueMissing, "id"),
      (.guests, "accommodation,month,guests\nA,2026-1,3\n", .valueNotMonth, "month"),
      (.guests, "accommodation,month,guests\nA,2026-01,3.5\n", .valueNotWhole, "guests"),
      (.accommodations, "id,nama,alamat,kamar\nA,Satu,x,banyak\n", .valueNotWhole, "kamar"),
      (.programme, "kode,status,sejak\n35.73.01,aktif,2026-01-01\n", .codeLevel, "kode"),
      (
        .programme, "kode,status,sejak,sampai\n3573011001,aktif,2026-01-02,2026-01-01\n",
        .valueOutOfRange, "sampai"
      ),
      (.offices, "id,nama,wilayah\nA,Satu,Malang\n", .codeCharacters, "wilayah"),
      (.population, "kode,penduduk\n35.7,12\n", .codeLength, "kode"),
      (
        .lineage, "old,new,kind,area_share\n35.73.01.1001,35.73.01.1009,split,1.4\n",
        .valueOutOfRange, "area_share"
      ),
      (
        .tips, "id,occurred_at,category,lon,lat\nA,2026-01-02,tppo,\"112,6\",-8\n",
        .valueNotNumber, "lon"
      ),
    ])
  func badValues(table: ImportTable, text: String, code: ProblemCode, field: String) throws {
    let scene = try ImportScene()
    let problem = try scene.refuse(try scene.file("a.csv", text), as: table)
    #expect(problem.code == code)
    #expect(problem.field == field)
    #expect(problem.row == 1)
    #expect(problem.line == 2)
  }

  @Test(
    "headers that do not fit, by code and column",
    arguments: [
      ("nama,lon,lat", ProblemCode.columnMissing), ("id,nama,lon,lat,LON", .columnRepeated),
    ])
  func badHeaders(header: String, code: ProblemCode) throws {
    let scene = try ImportScene()
    let cells = header.split(separator: ",").map { _ in "1" }.joined(separator: ",")
    let problem = try scene.refuse(
      try scene.file("a.csv", "\(header)\n\(cells)\n"), as: .servicePoints)
    #expect(problem.code == code && problem.row == nil)
  }

  @Test("options that name what is not there")
  func badOptions() throws {
    let scene = try ImportScene()
    let path = try scene.file("a.csv", "id,nama,lon,lat\nA,Satu,112.6,-8\n")
    let unknown = try scene.refuse(path, as: .servicePoints) { $0.fields = ["warna": "nama"] }
    #expect(unknown.code == .fieldUnknown)
    let missing = try scene.refuse(path, as: .servicePoints) { $0.fields = ["name": "label"] }
    #expect(missing.code == .columnNotFound && missing.value == "label")
    let ignored = try scene.refuse(path, as: .servicePoints) { $0.ignoredColumns = ["label"] }
    #expect(ignored.code == .columnNotFound)
  }

  @Test("duplicates: kept, replaced or refused as wanted")
  func duplicates() throws {
    let scene = try ImportScene()
    let first = try scene.file("a.csv", "id,nama,lon,lat\nA,Satu,112.6,-8\n")
    let second = try scene.file("b.csv", "id,nama,lon,lat\nA,Dua,112.6,-8\nB,Tiga,112.6,-8\n")
    try scene.take(first, as: .servicePoints)
    #expect(try scene.refuse(second, as: .servicePoints).code == .rowExists)
    let skipped = try scene.take(second, as: .servicePoints) { $0.onDuplicate = .skip }
    #expect(skipped.imported == 1 && skipped.skipped == 1)
    let replaced = try scene.take(second, as: .servicePoints) { $0.onDuplicate = .replace }
    #expect(replaced.imported == 2 && replaced.replaced == 2)
  }

  @Test("a column named for one field still serves its own")
  func sharedColumn() throws {
    let scene = try ImportScene()
    let path = try scene.file("a.csv", "nama,lon,lat\nSatu,112.6,-8\n")
    try scene.take(path, as: .servicePoints) { $0.fields = ["id": "nama"] }
    var points: [ServicePointRecord] = []
    try scene.workspace.read { try $0.readServicePoints { points.append($0) } }
    #expect(points.first?.id == "Satu" && points.first?.name == "Satu")
  }
}
