import Foundation
import GeoImport
import GeoPrimitives
import GeoStore
import Places
import Testing

@Suite("Shapefiles")
struct ShapefileTests {
  private let fixture = ShapefileFixture(
    columns: ["KDEPUM", "WADMKD", "boundary_s"],
    rows: [
      (
        [Array("3573011001".utf8), Array("Satu".utf8), Array("indikatif".utf8)],
        (112.6, -8, 112.61, -7.99)
      ),
      (
        [Array("3573011002".utf8), [0x41, 0xE7, 0xE3, 0x6F], Array("".utf8)],
        (112.61, -8, 112.62, -7.99)
      ),
    ])

  private static let wgs84 = """
    GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],\
    PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]
    """

  @Test("names cut to ten characters, Latin-1 without a .cpg, degrees without a .prj")
  func plain() throws {
    let scene = try ImportScene()
    let report = try scene.take(try fixture.write(in: scene.folder, named: "a"), as: .villages)
    let villages = try scene.villages()
    #expect(villages.map(\.name) == ["Satu", "Ação"])
    #expect(villages.map(\.boundaryStatus) == [.indikatif, .definitif])
    #expect(villages[0].code.text == "35.73.01.1001")
    #expect(report.crs == "EPSG:4326")
    #expect(report.problems.contains { $0.code == .crsAssumed })
    let encoding = try #require(report.problems.first { $0.code == .encodingAssumed })
    #expect(encoding.row == 2)
  }

  @Test("UTF-8 without a .cpg is taken for what it is")
  func undeclaredUTF8() throws {
    let scene = try ImportScene()
    var utf8 = fixture
    utf8.rows[1].values[1] = Array("Ação".utf8)
    let report = try scene.take(try utf8.write(in: scene.folder, named: "a"), as: .villages)
    #expect(try scene.villages()[1].name == "Ação")
    #expect(!report.problems.contains { $0.code == .encodingAssumed })
  }

  @Test("a .cpg is believed")
  func declared() throws {
    let scene = try ImportScene()
    let path = try fixture.write(in: scene.folder, named: "a")
    _ = try scene.file("a.cpg", "ISO-8859-1")
    let report = try scene.take(path, as: .villages)
    #expect(try scene.villages()[1].name == "Ação")
    #expect(!report.problems.contains { $0.code == .encodingAssumed })
  }

  @Test("a .prj is believed, and --crs counts more")
  func projection() throws {
    let scene = try ImportScene()
    let path = try fixture.write(in: scene.folder, named: "a")
    _ = try scene.file("a.prj", Self.wgs84)
    let report = try scene.take(path, as: .villages)
    #expect(report.crs == "EPSG:4326")
    #expect(!report.problems.contains { $0.code == .crsAssumed })
    let other = try scene.take(path, as: .villages) {
      $0.crs = "EPSG:4755"
      $0.onDuplicate = .replace
    }
    #expect(other.crs == "EPSG:4755" && other.replaced == 2)
  }

  @Test("metres without a .prj are refused, and read with --crs")
  func metres() throws {
    let scene = try ImportScene()
    var projected = fixture
    projected.rows[0].box = (680_000, 9_115_000, 681_000, 9_116_000)
    projected.rows[1].box = (681_000, 9_115_000, 682_000, 9_116_000)
    let path = try projected.write(in: scene.folder, named: "a")
    let problem = try scene.refuse(path, as: .villages)
    #expect(problem.code == .crsUnknown && problem.row == nil)
    let report = try scene.take(path, as: .villages) { $0.crs = "EPSG:32749" }
    #expect(report.imported == 2)
  }

  @Test("coordinates that are no numbers are refused", arguments: [Double.nan, .infinity])
  func notFinite(number: Double) throws {
    let scene = try ImportScene()
    var broken = fixture
    broken.rows[1].box.2 = number
    _ = try scene.file("a.prj", Self.wgs84)
    let path = try broken.write(in: scene.folder, named: "a")
    let problem = try scene.refuse(path, as: .villages)
    #expect(problem.code == .placeNotFinite && problem.row == 2)
  }

  @Test("a zipped Shapefile is read as it is")
  func zipped() throws {
    let scene = try ImportScene()
    _ = try fixture.write(in: scene.folder, named: "a")
    var archive = StoredArchive()
    for part in ["a.shp", "a.shx", "a.dbf"] {
      archive.add(part, try Data(contentsOf: scene.folder.appendingPathComponent(part)))
    }
    let path = try scene.file("a.zip", archive.bytes)
    #expect(try scene.take(path, as: .villages).imported == 2)
  }

  @Test("a missing part is named", arguments: ["shx", "dbf"])
  func missingPart(part: String) throws {
    let scene = try ImportScene()
    let path = try fixture.write(in: scene.folder, named: "a")
    try FileManager.default.removeItem(at: scene.folder.appendingPathComponent("a.\(part)"))
    let problem = try scene.refuse(path, as: .villages)
    #expect(problem.code == .fileMissingPart && problem.arguments == [".\(part)"])
  }

  @Test("a part that is cut off is named", arguments: [("shp", 40), ("shp", 150), ("dbf", 60)])
  func truncated(part: String, dropping count: Int) throws {
    let scene = try ImportScene()
    let path = try fixture.write(in: scene.folder, named: "a")
    let file = scene.folder.appendingPathComponent("a.\(part)")
    try Data(try Data(contentsOf: file).dropLast(count)).write(to: file)
    let problem = try scene.refuse(path, as: .villages)
    #expect(problem.code == .fileTruncated)
    #expect(problem.arguments.first == "a.\(part)")
  }

  @Test("bytes that are no Shapefile at all")
  func garbage() throws {
    let scene = try ImportScene()
    let path = try fixture.write(in: scene.folder, named: "a")
    let noise = Data((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) })
    try noise.write(to: URL(fileURLWithPath: path))
    let code = try scene.refuse(path, as: .villages).code
    #expect(code == .fileUnreadable || code == .fileTruncated)
  }
}
