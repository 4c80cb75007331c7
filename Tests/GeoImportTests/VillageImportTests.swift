import Foundation
import GeoImport
import GeoPrimitives
import GeoStore
import Places
import Testing

@Suite("Villages")
struct VillageImportTests {
  private typealias Row = (code: String, name: String, x: Double, y: Double, side: Double)

  @Test("codes are dotted, names cleaned, kinds of village dropped")
  func values() throws {
    let scene = try ImportScene()
    let rows: [Row] = [
      ("3573011001", "  KEL.  Balearjosari ", 112.6, -8, 0.01),
      ("35.73.01.1002", "Desa Baru", 112.62, -8, 0.01),
      ("3573011003.0", "Kelurahan Arjosari", 112.64, -8, 0.01),
    ]
    try scene.take(try scene.file("a.geojson", squares(rows)), as: .villages) {
      $0.asOf = CivilDate("2025-01-01")
    }
    let villages = try scene.villages()
    #expect(villages.map(\.code.text) == ["35.73.01.1001", "35.73.01.1002", "35.73.01.1003"])
    #expect(villages.map(\.name) == ["Balearjosari", "Desa Baru", "Arjosari"])
    #expect(villages.allSatisfy { $0.validFrom == CivilDate("2025-01-01") })
  }

  @Test("rows of one code and name are parts of one village")
  func merging() throws {
    let scene = try ImportScene()
    let rows: [Row] = [
      ("35.73.01.1001", "Satu", 112.6, -8, 0.01), ("35.73.01.1002", "Dua", 112.61, -8, 0.01),
      ("35.73.01.1001", "SATU", 112.7, -8, 0.01), ("35.73.01.1001", "Satu", 112.71, -8, 0.01),
    ]
    let report = try scene.take(try scene.file("a.geojson", squares(rows)), as: .villages)
    #expect(report.read == 4 && report.imported == 2 && report.merged == 2)
    let merged = report.problems.filter { $0.code == .codeMerged }
    #expect(merged.map(\.row) == [3, 4])
    let villages = try scene.villages()
    #expect(villages[0].geometry?.polygons.count == 2)
    #expect(villages[0].geometry?.envelope.maxX == 112.72)
  }

  @Test("a crossing border is repaired, and the report says what was wrong and where")
  func repair() throws {
    let scene = try ImportScene()
    let text = feature(
      code: "35.73.01.1001", name: "Satu",
      geometry:
        #"{"type":"Polygon","coordinates":[[[112,-8],[112.2,-7.8],[112.2,-8],[112,-7.8],[112,-8]]]}"#
    )
    let report = try scene.take(try scene.file("a.geojson", text), as: .villages)
    let note = try #require(report.problems.first { $0.code == .geometryRepaired })
    #expect(report.repaired == 1 && note.row == 1)
    #expect(note.arguments == ["Self-intersection", "112.1, -7.9"])
    #expect(try scene.villages()[0].geometry?.polygons.count == 2)
  }

  @Test("an open ring is closed and reported")
  func openRing() throws {
    let scene = try ImportScene()
    let text = feature(
      code: "35.73.01.1001", name: "Satu",
      geometry: #"{"type":"Polygon","coordinates":[[[112,-8],[112.2,-8],[112.2,-7.8],[112,-7.8]]]}"#
    )
    let report = try scene.take(try scene.file("a.geojson", text), as: .villages)
    #expect(report.repaired == 1)
    let ring = try #require(try scene.villages()[0].geometry?.polygons.first?.exterior)
    #expect(ring.coordinates.count == 5 && ring.coordinates.first == ring.coordinates.last)
  }

  @Test("districts, regencies and provinces are dissolved and named after the file")
  func dissolving() throws {
    let scene = try ImportScene()
    let text = """
      KDEPUM,WADMKD,WADMKC,WADMKK,WADMPR,wkt
      3573011001,Satu,Blimbing,Kota Malang,Jawa Timur,"\(wkt(112.5, -8, 0.125))"
      3573011002,Dua,Blimbing,Kota Malang,Jawa Timur,"\(wkt(112.625, -8, 0.125))"
      3573021001,Tiga,Klojen,Kota Malang,Jawa Timur,"\(wkt(112.5, -7.875, 0.125))"
      3507011001,Empat,Donomulyo,Kabupaten Malang,Jawa Timur,"\(wkt(112.625, -7.875, 0.125))"
      """
    let report = try scene.take(try scene.file("a.csv", text), as: .villages)
    #expect(report.dissolved == 6)
    let areas = try scene.areas()
    #expect(areas["35.73.01"]?.name == "Blimbing")
    #expect(areas["35.73"]?.name == "Kota Malang" && areas["35"]?.name == "Jawa Timur")
    #expect(areas["35.73.01"]?.geometry?.polygons.count == 1)
    let province = try #require(areas["35"]?.geometry)
    #expect(province.polygons.count == 1)
    #expect(province.envelope == Envelope(minX: 112.5, minY: -8, maxX: 112.75, maxY: -7.75))
  }

  @Test("a second regency leaves the first alone and widens their province")
  func secondRegency() throws {
    let scene = try ImportScene()
    let first: [Row] = [("35.73.01.1001", "Satu", 112.6, -8, 0.1)]
    let second: [Row] = [("35.07.01.2001", "Dua", 112.7, -8, 0.1)]
    try scene.take(try scene.file("a.geojson", squares(first)), as: .villages)
    let report = try scene.take(try scene.file("b.geojson", squares(second)), as: .villages)
    #expect(report.dissolved == 3)
    let areas = try scene.areas()
    #expect(Set(areas.keys) == ["35", "35.73", "35.73.01", "35.07", "35.07.01"])
    #expect(abs((areas["35"]?.geometry?.envelope.width ?? 0) - 0.2) < 1e-9)
  }

  @Test("slivers between neighbours are counted and closed, a lake stays")
  func slivers() throws {
    let scene = try ImportScene()
    // A frame of four villages around a lake of 0.1°, and a slit of about one metre in it.
    let text = """
      kode,nama,wkt
      35.73.01.1001,Barat,"\(box(112.0, -8.0, 112.1, -7.7))"
      35.73.01.1002,Timur,"\(box(112.2, -8.0, 112.3, -7.7))"
      35.73.01.1003,Selatan,"POLYGON ((112.1 -8,112.2 -8,112.2 -7.9,112.15 -7.9,112.1 -7.9,112.1 -8))"
      35.73.01.1004,Utara,"\(box(112.1, -7.8, 112.2, -7.7))"
      35.73.01.1005,Pulau,"POLYGON ((112.4 -8,112.5 -8,112.5 -7.9,112.4 -7.9,112.4 -8),\
      (112.44 -7.95,112.44001 -7.95,112.44001 -7.94,112.44 -7.94,112.44 -7.95))"
      """
    let report = try scene.take(try scene.file("a.csv", text), as: .villages)
    #expect(report.gaps == 2)
    let outline = try #require(try scene.areas()["35.73"]?.geometry)
    #expect(outline.polygons.reduce(0) { $0 + $1.holes.count } == 1)
  }

  @Test("pairs that overlap by more than 100 m² are listed, smaller and touching ones are not")
  func overlaps() throws {
    let scene = try ImportScene()
    let rows: [Row] = [
      ("35.73.01.1001", "Satu", 112.60, -8, 0.1), ("35.73.01.1002", "Dua", 112.69, -8, 0.1),
      ("35.73.01.1003", "Tiga", 112.79, -8, 0.1),
      ("35.73.01.1004", "Empat", 112.8899999, -8, 0.001),
    ]
    let report = try scene.take(try scene.file("a.geojson", squares(rows)), as: .villages)
    let pairs = report.problems.filter { $0.code == .coverageOverlap }
    #expect(report.overlaps == 1)
    #expect(pairs.first?.arguments.prefix(2) == ["35.73.01.1001", "35.73.01.1002"])
    let ground = try #require(pairs.first?.arguments.last.flatMap(Double.init))
    // 0.01° × 0.1° at 8° S.
    #expect(abs(ground - 0.001 * 110_250 * 110_580) < 0.01 * ground)
  }

  @Test("an overlap with a village that is there already is listed too")
  func overlapWithEarlier() throws {
    let scene = try ImportScene()
    let first: [Row] = [("35.73.01.1001", "Satu", 112.6, -8, 0.1)]
    let second: [Row] = [("35.73.01.1002", "Dua", 112.65, -8, 0.1)]
    try scene.take(try scene.file("a.geojson", squares(first)), as: .villages)
    let report = try scene.take(try scene.file("b.geojson", squares(second)), as: .villages)
    #expect(report.overlaps == 1)
  }

  @Test(
    "BPS codes stay undotted under their scheme",
    arguments: [
      "IDDESA,NMDESA,wkt\n3573010001,Satu,",
      "KDPROV,KDKAB,KDKEC,KDDESA,NMDESA,wkt\n35,73,10,1,Satu,",
    ])
  func bps(start: String) throws {
    let scene = try ImportScene()
    let text = start + "\"\(wkt(112.6, -8, 0.1))\"\n"
    let report = try scene.take(try scene.file("a.csv", text), as: .villages)
    let village = try #require(try scene.villages().first)
    #expect(report.scheme == "bps")
    #expect(village.code.scheme == .bps && village.code.text == "3573010001")
    #expect(Set(try scene.areas().keys) == ["35", "3573", "3573010"])
  }

  @Test("where both codes are there, the scheme chooses")
  func bothCodes() throws {
    let text = "KDEPUM,KDEBPS,WADMKD,wkt\n3573011001,3573010001,Satu,\"\(wkt(112.6, -8, 0.1))\"\n"
    for (scheme, code) in [(CodeScheme?.none, "35.73.01.1001"), (.bps, "3573010001")] {
      let scene = try ImportScene()
      try scene.take(try scene.file("a.csv", text), as: .villages) { $0.scheme = scheme }
      #expect(try scene.villages().first?.code.text == code)
    }
  }

  @Test("a list of codes without borders is taken in, and borders come later")
  func listedThenDrawn() throws {
    let scene = try ImportScene()
    let list = try scene.file("a.csv", "kode,nama\n35.73.01.1001,Satu\n35.73.01.1002,Dua\n")
    #expect(try scene.take(list, as: .villages).imported == 2)
    #expect(try scene.villages().allSatisfy { $0.geometry == nil })
    let rows: [Row] = [("35.73.01.1001", "Satu", 112.6, -8, 0.1)]
    let borders = try scene.file("b.geojson", squares(rows))
    let report = try scene.take(borders, as: .villages) { $0.onDuplicate = .replace }
    #expect(report.replaced == 1)
    try scene.take(list, as: .villages) { $0.onDuplicate = .replace }
    #expect(try scene.villages()[0].geometry != nil)
    #expect(try scene.take(list, as: .villages) { $0.onDuplicate = .skip }.skipped == 2)
  }

  @Test("bad rows can be left out, each one reported")
  func skipping() throws {
    let scene = try ImportScene()
    let rows: [Row] = [
      ("35.73.01.1001", "Satu", 112.6, -8, 0.1), ("357301", "Salah", 112.7, -8, 0.1),
      ("35.73.01.1003", "Jauh", 0, 0, 0.1), ("35.73.01.1004", "Empat", 112.8, -8, 0.1),
    ]
    let report = try scene.take(try scene.file("a.geojson", squares(rows)), as: .villages) {
      $0.skipsBadRows = true
    }
    #expect(report.read == 4 && report.imported == 2 && report.skipped == 2)
    #expect(report.problems.filter(\.isSkipped).map(\.code) == [.codeLevel, .placeOffAfrica])
    #expect(!report.hasErrors)
  }

  @Test("parts of a village that was left out are left out too")
  func partsOfSkipped() throws {
    let scene = try ImportScene()
    let rows: [Row] = [
      ("35.73.01.1001", "Satu", 112.6, -8, 0.1), ("35.73.01.1001", "Satu", 112.8, -8, 0.1),
    ]
    let path = try scene.file("a.geojson", squares(rows))
    try scene.take(path, as: .villages)
    let before = try scene.villages()[0].geometry
    let report = try scene.take(path, as: .villages) { $0.onDuplicate = .skip }
    #expect(report.imported == 0 && report.merged == 0 && report.skipped == 2)
    #expect(try scene.villages()[0].geometry == before)
  }

  @Test("a column of one's own choice", arguments: ["code", "CODE"])
  func overrides(field: String) throws {
    let scene = try ImportScene()
    let rows: [Row] = [("35.73.01.1001", "Satu", 112.6, -8, 0.1)]
    let path = try scene.file("a.geojson", squares(rows, properties: ["xyz", "label"]))
    try scene.take(path, as: .villages) { $0.fields = [field: "xyz", "name": "label"] }
    #expect(try scene.villages().first?.name == "Satu")
  }

  @Test("the generation rises once with an import")
  func generation() throws {
    let scene = try ImportScene()
    let before = try scene.workspace.generation()
    let rows: [Row] = [("35.73.01.1001", "Satu", 112.6, -8, 0.1)]
    try scene.take(try scene.file("a.geojson", squares(rows)), as: .villages)
    #expect(try scene.workspace.generation() > before)
    let log = try scene.workspace.read { try $0.imports() }
    #expect(log.count == 1)
    #expect(log.first?.fileName == "a.geojson" && log.first?.imported == 1)
  }

  private func wkt(_ x: Double, _ y: Double, _ side: Double) -> String {
    box(x, y, x + side, y + side)
  }

  private func box(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) -> String {
    "POLYGON ((\(minX) \(minY),\(maxX) \(minY),\(maxX) \(maxY),\(minX) \(maxY),\(minX) \(minY)))"
  }
}
