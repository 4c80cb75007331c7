import DisclosureControl
import Foundation
import GeoImport
import GeoPrimitives
import GeoStore
import Places
import Testing

@Suite("Exports")
struct ExportTests {
  private let owner = Disclosure.owner(purpose: "test")

  @Test(
    "villages come back from an export as they were, to the last digit",
    arguments: [
      (ExportFormat.geojson, "v.geojson"), (.csv, "v.csv"),
    ])
  func roundTrip(format: ExportFormat, name: String) throws {
    let scene = try ImportScene()
    let rows: [(code: String, name: String, x: Double, y: Double, side: Double)] = [
      ("35.73.01.1001", "Satu", 112.612345678901, -8.00000000012, 0.1),
      ("35.73.01.1002", "D\"u,a", 112.712345678901, -8.1, 1.0 / 3),
    ]
    try scene.take(
      try scene.file(
        "a.geojson",
        squares(
          rows.map { row in
            var escaped = row
            escaped.name = row.name.replacingOccurrences(of: "\"", with: "\\\"")
            return escaped
          })), as: .villages)
    let target = scene.folder.appendingPathComponent(name).path
    #expect(
      try exportTable(.villages, as: format, to: target, from: scene.workspace, for: owner) == 2)
    let other = try ImportScene()
    try other.take(target, as: .villages)
    for (a, b) in zip(try scene.villages(), try other.villages()) {
      #expect(a.code == b.code && a.name == b.name && a.boundaryStatus == b.boundaryStatus)
      #expect(a.geometry?.envelope == b.geometry?.envelope)
    }
  }

  @Test(
    "tips come back from an export as they were",
    arguments: [
      (ExportFormat.geojson, "t.geojson"), (.csv, "t.csv"),
    ])
  func tips(format: ExportFormat, name: String) throws {
    let scene = try ImportScene()
    let text = """
      id,occurred_at,category,channel,lon,lat,place_text,radius_m,summary
      A,2026-03-09T08:30:00+07:00,tppo,web,112.6123456789,-8,,50.5,"satu, dua"
      B,2026-03-10,pmi,,,,depan pasar,,
      """
    try scene.take(try scene.file("a.csv", text), as: .tips)
    let target = scene.folder.appendingPathComponent(name).path
    try exportTable(.tips, as: format, to: target, from: scene.workspace, for: owner)
    let other = try ImportScene()
    try other.take(target, as: .tips)
    for (a, b) in zip(try scene.tips(), try other.tips()) {
      #expect(a.id == b.id && a.occurredAt == b.occurredAt && a.place == b.place)
      #expect(a.summary == b.summary && a.placeText == b.placeText)
      #expect(a.radiusMeters == b.radiusMeters && a.channel == b.channel)
    }
  }

  @Test("words that a spreadsheet would run get an apostrophe in front")
  func formulas() throws {
    let scene = try ImportScene()
    let text = "id,occurred_at,category,place_text\nA,2026-03-09,tppo,\"=HYPERLINK(1)\"\n"
    try scene.take(try scene.file("a.csv", text), as: .tips)
    let target = scene.folder.appendingPathComponent("t.csv").path
    try exportTable(.tips, as: .csv, to: target, from: scene.workspace, for: owner)
    #expect(try String(contentsOfFile: target, encoding: .utf8).contains(",'=HYPERLINK(1),"))
  }

  @Test("what cannot be exported leaves no file behind")
  func refused() throws {
    let scene = try ImportScene()
    let target = scene.folder.appendingPathComponent("u.csv")
    #expect(throws: ExportError.self) {
      try exportTable(.users, as: .csv, to: target.path, from: scene.workspace, for: owner)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: scene.folder.path)
    #expect(!left.contains { $0.hasPrefix("u.csv") })
    #expect(throws: ExportError.self) {
      try exportTable(
        .tips, as: .csv, to: "/nowhere/at/all.csv", from: scene.workspace, for: owner)
    }
  }
}
