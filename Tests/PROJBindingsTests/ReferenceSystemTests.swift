import PROJBindings
import Support
import Testing

@Suite("Reference systems")
struct ReferenceSystemTests {
  @Test("a code, its bare number and WKT name the same system")
  func waysToName() throws {
    let byCode = try CoordinateReferenceSystem("EPSG:32750")
    let byNumber = try CoordinateReferenceSystem("32750")
    #expect(byCode == byNumber)
    #expect(byCode.authorityCode == "EPSG:32750")
    #expect(byCode.name == "WGS 84 / UTM zone 50S")
    #expect(!byCode.isGeographic)
  }

  @Test(
    "the systems of Indonesia resolve",
    arguments: [
      "EPSG:9470", "EPSG:9476", "EPSG:9494", "EPSG:4755", "EPSG:23830", "EPSG:23845", "EPSG:23866",
      "EPSG:23884", "EPSG:4238", "EPSG:23846", "EPSG:23894", "EPSG:4211", "EPSG:4326", "EPSG:3857",
    ])
  func indonesianSystems(code: String) throws {
    let system = try CoordinateReferenceSystem(code)
    #expect(system.authorityCode == code)
    _ = try CoordinateTransformation(system)
  }

  @Test(
    "degrees are told from metres",
    arguments: [
      ("EPSG:4326", true), ("EPSG:9470", true), ("EPSG:3857", false), ("EPSG:23834", false),
    ])
  func geographic(code: String, expected: Bool) throws {
    #expect(try CoordinateReferenceSystem(code).isGeographic == expected)
  }

  @Test("of a compound system only the horizontal part counts")
  func compound() throws {
    let system = try CoordinateReferenceSystem("EPSG:4326+3855")
    #expect(system.isGeographic)
    #expect(system.authorityCode == "EPSG:4326")
  }

  @Test("a PROJ string describes a system")
  func projString() throws {
    let system = try CoordinateReferenceSystem("+proj=utm +zone=50 +south +datum=WGS84")
    #expect(!system.isGeographic)
    _ = try CoordinateTransformation(system)
  }

  @Test(
    "what is no reference system is refused with its text",
    arguments: [
      "", "EPSG:999999", "EPSG:", "malang", "PROJCS[\"broken\"", "EPSG:7030",
    ])
  func unknown(text: String) {
    #expect(throws: PROJError.self) { _ = try CoordinateReferenceSystem(text) }
  }
}
