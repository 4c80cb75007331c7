import GeoImport
import GeoPrimitives
import GeoStore
import Places
import Support
import Testing

@Suite("Editions of borders")
struct EditionImportTests {
  private typealias Row = (code: String, name: String, x: Double, y: Double, side: Double)

  private let day: CivilDate
  private let scene: ImportScene

  init() throws {
    day = try #require(CivilDate(year: 2025, month: 7, day: 1))
    scene = try ImportScene()
    let rows: [Row] = [
      ("35.73.01.1001", "Satu", 112.6, -8, 0.1), ("35.73.01.1002", "Dua", 112.7, -8, 0.1),
    ]
    try scene.take(try scene.file("old.geojson", squares(rows)), as: .villages)
  }

  private func take(_ rows: [Row], asOf day: CivilDate?) throws -> ImportReport {
    try scene.take(try scene.file("new.geojson", squares(rows)), as: .villages) { $0.asOf = day }
  }

  private func days(_ code: String) throws -> [[CivilDate?]] {
    try scene.villages().filter { $0.code.text == code }.map { [$0.validFrom, $0.validTo] }
  }

  @Test("a later one takes over from its day on; the earlier stays, with its end")
  func takesOver() throws {
    let report = try take([("35.73.01.1001", "Satu", 112.6, -8, 0.09)], asOf: day)
    #expect(report.imported == 1)
    #expect(try days("35.73.01.1001") == [[nil, day], [day, nil]])
    #expect(try days("35.73.01.1002") == [[nil, nil]])
    let width = try #require(try scene.areas()["35.73.01"]?.geometry).envelope.width
    #expect(abs(width - 0.2) < 1e-6)
  }

  @Test("a village whose ground others have now ends, and is named")
  func merged() throws {
    let report = try take([("35.73.01.1003", "Gabungan", 112.61, -8, 0.1899)], asOf: day)
    let ended = report.problems.filter { $0.code == .editionEnded }
    #expect(
      ended.map(\.arguments) == [
        ["35.73.01.1001", "2025-07-01", "35.73.01.1003"],
        ["35.73.01.1002", "2025-07-01", "35.73.01.1003"],
      ])
    #expect(try days("35.73.01.1002") == [[nil, day]])
  }

  @Test("one from before ends where the later begins, and leaves larger areas alone")
  func earlier() throws {
    _ = try take([("35.73.01.1001", "Satu", 112.6, -8, 0.05)], asOf: day)
    let before = try #require(try scene.areas()["35.73.01"]?.geometry)
    let past = try #require(CivilDate(year: 2020, month: 1, day: 1))
    _ = try take([("35.73.01.1001", "Satu", 112.6, -8, 0.3)], asOf: past)
    #expect(try days("35.73.01.1001") == [[nil, past], [day, nil], [past, day]])
    #expect(try scene.areas()["35.73.01"]?.geometry == before)
  }

  @Test("one without a day is the edition that is there")
  func undated() throws {
    _ = try take([("35.73.01.1001", "Satu", 112.6, -8, 0.09)], asOf: day)
    let problem = try scene.refuse(
      try scene.file("again.geojson", squares([("35.73.01.1001", "Satu", 112.6, -8, 0.08)])),
      as: .villages)
    #expect(problem.code == .rowExists)
    try scene.take(
      try scene.file("again.geojson", squares([("35.73.01.1001", "Satu", 112.6, -8, 0.08)])),
      as: .villages
    ) { $0.onDuplicate = .replace }
    #expect(try days("35.73.01.1001") == [[nil, day], [day, nil]])
  }
}
