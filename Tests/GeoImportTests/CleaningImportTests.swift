import Coverage
import Foundation
import GEOSBindings
import GeoImport
import GeoPrimitives
import GeoStore
import Places
import Support
import Testing

@Suite("Cleaning borders on import")
struct CleaningImportTests {
  private typealias Row = (code: String, name: String, x: Double, y: Double, side: Double)

  /// The ground that two villages have in common and the ground of all, in square degrees.
  private func common(_ scene: ImportScene) throws -> Double {
    let areas = try scene.villages().compactMap(\.geometry)
    let context = try GEOSContext()
    let sum = try areas.reduce(0) { try $0 + GEOSArea($1, in: context).planarArea() }
    return try sum - context.union(of: areas).planarArea()
  }

  @Test("divides an overlap and closes a gap; what moved is reported for each village")
  func cleans() throws {
    let scene = try ImportScene()
    let rows: [Row] = [
      ("35.73.01.1001", "Satu", 112.6, -8, 0.1), ("35.73.01.1002", "Dua", 112.6999, -8, 0.1),
      ("35.73.01.1003", "Tiga", 112.80001, -8, 0.1),
    ]
    let report = try scene.take(try scene.file("a.geojson", squares(rows)), as: .villages)
    #expect(try common(scene) < 1e-9)
    let cleaning = try #require(report.cleaning)
    #expect(cleaning.villages == 3 && cleaning.neighbors == 0 && cleaning.vanished == 0)
    #expect(cleaning.overlapsResolved == 1)
    #expect(report.overlaps == 1)
    let moved = report.problems.filter { $0.code == .coverageMoved }
    #expect(!moved.isEmpty && moved.allSatisfy { $0.severity == .note })
    #expect(report.json(language: .en).contains(#""cleaning":{"villages":3,"#))
  }

  @Test("leaves the file's borders where that is wanted")
  func keeps() throws {
    let scene = try ImportScene()
    let rows: [Row] = [
      ("35.73.01.1001", "Satu", 112.6, -8, 0.1), ("35.73.01.1002", "Dua", 112.69, -8, 0.1),
    ]
    let report = try scene.take(try scene.file("a.geojson", squares(rows)), as: .villages) {
      $0.cleansBorders = false
    }
    #expect(report.cleaning == nil && report.json(language: .en).contains(#""cleaning":null"#))
    #expect(try common(scene) > 9e-4)
    let areas = try scene.areas()
    #expect(abs((areas["35"]?.geometry?.envelope.width ?? 0) - 0.19) < 1e-9)
  }

  @Test("takes in the villages that are there, and those far away stay to the last digit")
  func neighbors() throws {
    let scene = try ImportScene()
    let first: [Row] = [
      ("35.73.01.1001", "Satu", 112.612345678901, -8, 0.1),
      ("35.07.01.2001", "Jauh", 113.212345678901, -8, 0.1),
      ("14.01.01.2001", "Pulau Lain", 102.212345678901, 1, 0.1),
    ]
    try scene.take(try scene.file("a.geojson", squares(first)), as: .villages)
    let before = try scene.villages()
    let second: [Row] = [("35.73.01.1002", "Dua", 112.7, -8, 0.1)]
    let report = try scene.take(try scene.file("b.geojson", squares(second)), as: .villages)
    #expect(report.cleaning?.neighbors == 1 && report.cleaning?.villages == 3)
    #expect(try common(scene) < 1e-9)
    let after = try scene.villages()
    for code in ["35.07.01.2001", "14.01.01.2001"] {
      let now = try #require(after.first { $0.code.text == code })
      #expect(now.geometry == before.first { $0.code.text == code }?.geometry)
    }
  }

  @Test("names a village that has no ground left because its outline is another's")
  func vanished() throws {
    let scene = try ImportScene()
    let rows: [Row] = [
      ("35.73.01.1001", "Satu", 112.6, -8, 0.1), ("35.73.01.1002", "Dua", 112.6, -8, 0.1),
    ]
    let report = try scene.take(try scene.file("a.geojson", squares(rows)), as: .villages)
    let named = report.problems.filter { $0.code == .coverageVanished }
    #expect(named.count == 1 && named.first?.severity == .warning)
    #expect(report.cleaning?.vanished == 1)
    #expect(try scene.villages().count { $0.geometry != nil } == 1)
  }

  @Test("larger areas are those of their villages to the last digit; official outlines stay beside")
  func officialOutlines() throws {
    let scene = try ImportScene()
    let villages: [Row] = [
      ("35.73.01.1001", "Satu", 112.6, -8, 0.1), ("35.73.01.1002", "Dua", 112.7, -8, 0.1),
    ]
    let official: [Row] = [
      ("35.73.01", "Blimbing", 112.61, -8.01, 0.15), ("35.07.01", "Donomulyo", 113, -8, 0.1),
    ]
    try scene.take(try scene.file("a.geojson", squares(villages)), as: .villages)
    let report = try scene.take(try scene.file("b.geojson", squares(official)), as: .adminAreas)
    let areas = try scene.areas()
    let outline = try #require(areas["35.73.01"]?.geometry)
    #expect(outline.envelope == Envelope(minX: 112.6, minY: -8, maxX: 112.8, maxY: -7.9))
    #expect(areas["35.73.01"]?.name == "Blimbing")
    #expect(areas["35.07.01"]?.geometry?.envelope.minX == 113)
    var kept: [String: Envelope] = [:]
    try scene.workspace.read { reader in
      try reader.readOfficialAreas { kept[$0.area.code.text] = $0.area.geometry?.envelope }
    }
    #expect(kept["35.73.01"]?.minX == 112.61 && kept.count == 2)
    #expect(report.problems.contains { $0.code == .outlineKept && $0.arguments == ["1"] })
  }

  @Test(
    "a real regency has no overlap left and its districts fill it",
    .enabled(if: TestData.isAvailable, Comment(rawValue: TestData.skipReason)))
  func regency() throws {
    let scene = try ImportScene()
    let file = try #require(TestData.file("villages/3573_kota_malang.geojson"))
    let report = try scene.take(file.path, as: .villages)
    #expect(report.overlaps > 80 && abs(report.gaps - 213) <= 4)
    #expect(report.cleaning?.gapsLeft == 0)
    let context = try GEOSContext()
    let villages = try scene.villages().compactMap(\.geometry)
    let districts = try scene.areas().values.filter { $0.code.level == .district }
    let all = try context.union(of: villages)
    let sum = try villages.reduce(0) { try $0 + GEOSArea($1, in: context).planarArea() }
    #expect(abs(try sum - all.planarArea()) < 1e-12)
    #expect(Dissolve.gaps(in: try all.multiPolygon()).count == 0)
    let joint = try context.union(of: districts.compactMap(\.geometry))
    let ground = try joint.intersection(all).planarArea()
    #expect(abs(ground - sum) < 1e-12)
    for village in villages {
      #expect(try context.validity(of: village) == .valid)
    }
  }
}
