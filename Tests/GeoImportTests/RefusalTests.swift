import Foundation
import GeoImport
import GeoPrimitives
import GeoStore
import Places
import Testing

@Suite("Files that are refused leave the workspace as it was")
struct RefusalTests {
  private static let good: (code: String, name: String, x: Double, y: Double, side: Double) =
    ("35.73.01.1001", "Satu", 112.6, -8, 0.01)

  @Test("a missing file")
  func missing() throws {
    let scene = try ImportScene()
    let path = scene.folder.appendingPathComponent("none.geojson").path
    #expect(try scene.refuse(path, as: .villages).code == .fileMissing)
  }

  @Test("a file of 0 bytes", arguments: ["a.csv", "a.geojson", "a.shp", "a.gpkg"])
  func empty(name: String) throws {
    let scene = try ImportScene()
    #expect(try scene.refuse(try scene.file(name, ""), as: .villages).code == .fileEmpty)
  }

  @Test("a file of another kind")
  func unsupported() throws {
    let scene = try ImportScene()
    #expect(
      try scene.refuse(try scene.file("a.pdf", "%PDF"), as: .villages).code == .fileUnsupported)
  }

  @Test("a GeoJSON file that breaks off")
  func brokenJSON() throws {
    let scene = try ImportScene()
    let whole = squares([Self.good])
    let path = try scene.file("a.geojson", String(whole.dropLast(60)))
    #expect(try scene.refuse(path, as: .villages).code == .fileUnreadable)
  }

  @Test("a header without rows", arguments: ["kode,nama\n", "\u{FEFF}kode;nama\r\n", "\n\n"])
  func noRows(text: String) throws {
    let scene = try ImportScene()
    #expect(try scene.refuse(try scene.file("a.csv", text), as: .villages).code == .fileWithoutRows)
  }

  @Test("text in UTF-16")
  func utf16() throws {
    let scene = try ImportScene()
    let bytes = try #require("kode,nama\n".data(using: .utf16))
    #expect(try scene.refuse(try scene.file("a.csv", bytes), as: .villages).code == .fileNotText)
  }

  @Test("a code of nine digits, by row, column and value")
  func nineDigits() throws {
    let scene = try ImportScene()
    var rows = [Self.good, Self.good]
    rows[1].code = "357301100"
    let path = try scene.file("a.geojson", squares(rows, properties: ["KDEPUM", "WADMKD"]))
    let problem = try scene.refuse(path, as: .villages)
    #expect(problem.code == .codeLength)
    #expect(problem.row == 2)
    #expect(problem.field == "KDEPUM")
    #expect(problem.value == "357301100")
  }

  @Test("the same code under two names")
  func twoNames() throws {
    let scene = try ImportScene()
    var rows = [Self.good, Self.good]
    rows[1].name = "Dua"
    let problem = try scene.refuse(try scene.file("a.geojson", squares(rows)), as: .villages)
    #expect(problem.code == .codeTwoNames)
    #expect(problem.row == 2)
    #expect(problem.value == "35.73.01.1001")
  }

  @Test("a village that is in the workspace already")
  func existing() throws {
    let scene = try ImportScene()
    let path = try scene.file("a.geojson", squares([Self.good]))
    try scene.take(path, as: .villages)
    let problem = try scene.refuse(path, as: .villages)
    #expect(problem.code == .rowExists)
    #expect(problem.row == 1)
  }

  @Test(
    "geometries of the wrong kind",
    arguments: [
      (#"{"type":"Point","coordinates":[112.6,-8]}"#, "POINT"),
      (#"{"type":"LineString","coordinates":[[112.6,-8],[112.7,-8]]}"#, "LINESTRING"),
    ])
  func wrongType(geometry: String, type: String) throws {
    let scene = try ImportScene()
    let text = feature(code: "35.73.01.1001", name: "Satu", geometry: geometry)
    let problem = try scene.refuse(try scene.file("a.geojson", text), as: .villages)
    #expect(problem.code == .geometryType)
    #expect(problem.row == 1)
    #expect(problem.arguments.first == type)
  }

  @Test("a row without a geometry")
  func nullGeometry() throws {
    let scene = try ImportScene()
    let text = feature(code: "35.73.01.1001", name: "Satu", geometry: "null")
    let problem = try scene.refuse(try scene.file("a.geojson", text), as: .villages)
    #expect(problem.code == .geometryMissing)
  }

  @Test("borders that enclose nothing")
  func collapsed() throws {
    let scene = try ImportScene()
    let text = feature(
      code: "35.73.01.1001", name: "Satu",
      geometry: #"{"type":"Polygon","coordinates":[[[112,-8],[112.1,-8.1],[112,-8]]]}"#)
    let problem = try scene.refuse(try scene.file("a.geojson", text), as: .villages)
    #expect(problem.code == .geometryCollapsed)
  }

  @Test("projected coordinates that claim to be degrees")
  func wrongReferenceSystem() throws {
    let scene = try ImportScene()
    var row = Self.good
    (row.x, row.y, row.side) = (680_000, 9_110_000, 1000)
    let path = try scene.file("a.geojson", squares([row]))
    let problem = try scene.refuse(path, as: .villages)
    #expect(problem.code == .placeNotDegrees)
    #expect(problem.row == 1)
    let report = try scene.take(path, as: .villages) { $0.crs = "EPSG:32749" }
    #expect(report.crs == "EPSG:32749")
    let box = try #require(try scene.villages().first?.geometry?.envelope)
    #expect(abs(box.minX - 112.6) < 0.1 && abs(box.minY + 8.05) < 0.1)
  }

  @Test(
    "places where no village can be",
    arguments: [
      (0.0, 0.0, ProblemCode.placeOffAfrica), (-8.0, 112.6, .placeSwapped),
      (4.5, 51.2, .placeOutside), (112.6, 88, .geometryPolar), (200, -8, .placeNotDegrees),
    ])
  func implausible(x: Double, y: Double, code: ProblemCode) throws {
    let scene = try ImportScene()
    var row = Self.good
    (row.x, row.y) = (x, y)
    let problem = try scene.refuse(try scene.file("a.geojson", squares([row])), as: .villages)
    #expect(problem.code == code)
    #expect(problem.row == 1)
  }

  @Test("a border across the 180° meridian, even where the whole world is allowed")
  func antimeridian() throws {
    let scene = try ImportScene()
    let text = feature(
      code: "35.73.01.1001", name: "Satu",
      geometry:
        #"{"type":"Polygon","coordinates":[[[-179,-8],[179,-8],[179,-7],[-179,-7],[-179,-8]]]}"#)
    let problem = try scene.refuse(try scene.file("a.geojson", text), as: .villages) {
      $0.extent.minX = -180
      $0.extent.maxX = 180
    }
    #expect(problem.code == .geometryAntimeridian)
  }

  @Test("numbers that are none", arguments: ["nan", "inf", "1e400"])
  func notFinite(number: String) throws {
    let scene = try ImportScene()
    let text = "id,occurred_at,category,lon,lat\nA,2026-01-02,tppo,\(number),-8\n"
    let problem = try scene.refuse(try scene.file("a.csv", text), as: .tips)
    #expect(problem.code == .placeNotFinite)
    #expect(problem.row == 1)
    #expect(problem.line == 2)
    #expect(problem.field == "lon, lat")
  }

  @Test("one bad line in the middle of many")
  func badLine() throws {
    let scene = try ImportScene()
    let problem = try scene.refuse(try scene.file("a.csv", tips(count: 5000)), as: .tips)
    #expect(problem.code == .valueNotDate)
    #expect(problem.row == 2501)
    #expect(problem.line == 2502)
    #expect(problem.field == "occurred_at")
    #expect(problem.value == "kemarin")
  }

  @Test(
    "a million rows with one bad line in the middle",
    .enabled(
      if: ProcessInfo.processInfo.environment["PETABINAAN_SLOW_TESTS"] == "1",
      "takes a minute; set PETABINAAN_SLOW_TESTS=1"))
  func badLineOfAMillion() throws {
    let scene = try ImportScene()
    let problem = try scene.refuse(try scene.file("a.csv", tips(count: 1_000_000)), as: .tips)
    #expect(problem.row == 500_001 && problem.code == .valueNotDate)
  }

  /// Tips of which the one in the middle has no date.
  private func tips(count: Int) -> String {
    var text = "id,occurred_at,category,lon,lat\n"
    for row in 1...count {
      let date = row == count / 2 + 1 ? "kemarin" : "2026-01-02T08:00:00+07:00"
      text += "T\(row),\(date),tppo,112.6,-8\n"
    }
    return text
  }

  @Test("an identifier used twice, with the row of the first")
  func duplicateIdentifier() throws {
    let scene = try ImportScene()
    let text = "id,nama,lon,lat\nA,Satu,112.6,-8\nB,Dua,112.6,-8\nA,Tiga,112.6,-8\n"
    let problem = try scene.refuse(try scene.file("a.csv", text), as: .accommodations)
    #expect(problem.code == .rowDuplicate)
    #expect(problem.row == 3 && problem.line == 4)
    #expect(problem.value == "A" && problem.arguments == ["1"])
  }

  @Test(
    "malformed rows of text",
    arguments: [
      ("A,2026-01-02,tppo,112.6\n", ProblemCode.rowFieldCount),
      ("A,2026-01-02,tppo,112.6,-8,extra\n", .rowFieldCount),
      ("\"A,2026-01-02,tppo,112.6,-8\n", .rowOpenQuote),
      ("\"A\"x,2026-01-02,tppo,112.6,-8\n", .rowOpenQuote),
    ])
  func malformed(line: String, code: ProblemCode) throws {
    let scene = try ImportScene()
    let text = "id,occurred_at,category,lon,lat\nX,2026-01-02,tppo,112.6,-8\n" + line
    let problem = try scene.refuse(try scene.file("a.csv", text), as: .tips)
    #expect(problem.code == code)
    #expect(problem.row == 2 && problem.line == 3)
  }

  @Test("an unknown reference system")
  func unknownSystem() throws {
    let scene = try ImportScene()
    let problem = try scene.refuse(
      try scene.file("a.geojson", squares([Self.good])), as: .villages
    ) { $0.crs = "EPSG:999999" }
    #expect(problem.code == .crsInvalid)
  }

  @Test("a refused file leaves the same bytes as opening and closing the workspace")
  func bytes() throws {
    let scene = try ImportScene()
    try scene.take(try scene.file("a.geojson", squares([Self.good])), as: .villages)
    scene.workspace.close()
    let file = URL(fileURLWithPath: scene.workspace.path)
    let twin = scene.folder.appendingPathComponent("twin.gpkg")
    try FileManager.default.copyItem(at: file, to: twin)
    try Workspace.open(at: twin.path, mode: .readWrite).close()
    let again = try Workspace.open(at: file.path, mode: .readWrite)
    var rows = [Self.good, Self.good]
    rows[0].code = "35.73.01.1002"
    rows[1].code = "357301100"
    let path = try scene.file("b.geojson", squares(rows))
    #expect(throws: ImportError.self) { _ = try importFile(path, as: .villages, into: again) }
    again.close()
    #expect(try Data(contentsOf: file) == Data(contentsOf: twin))
  }

  @Test("a cancelled import leaves nothing")
  func cancelled() async throws {
    let scene = try ImportScene()
    let path = try scene.file("a.csv", tips(count: 2000).replacing("kemarin", with: "2026-01-02"))
    let (file, workspace) = (path, scene.workspace)
    let task = Task {
      unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
      _ = try importFile(file, as: .tips, into: workspace)
    }
    let error = await #expect(throws: ImportError.self) { try await task.value }
    guard case .cancelled? = error?.reason else {
      Issue.record("the import went on")
      return
    }
    #expect(try scene.tips().isEmpty)
  }

  @Test("a dry run reports what would be, and leaves the workspace as it was")
  func dryRun() throws {
    let scene = try ImportScene()
    let generation = try scene.workspace.generation()
    let report = try scene.take(
      try scene.file("a.geojson", squares([Self.good])), as: .villages
    ) { $0.isDryRun = true }
    #expect(report.read == 1 && report.imported == 1 && report.isDryRun)
    #expect(try scene.workspace.generation() == generation)
    #expect(try scene.villages().isEmpty)
  }
}
