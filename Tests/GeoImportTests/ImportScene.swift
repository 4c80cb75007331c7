import DisclosureControl
import Foundation
import GeoImport
import GeoPrimitives
import GeoStore
import Places
import Testing

/// A folder with an empty workspace in it, removed when the test is over.
final class ImportScene {
  let folder: URL
  let workspace: Workspace

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    workspace = try Workspace.create(at: folder.appendingPathComponent("w.gpkg").path)
  }

  deinit {
    workspace.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Writes a file and tells where.
  func file(_ name: String, _ text: String) throws -> String {
    try file(name, Data(text.utf8))
  }

  /// Writes a file and tells where.
  func file(_ name: String, _ bytes: Data) throws -> String {
    let url = folder.appendingPathComponent(name)
    try bytes.write(to: url)
    return url.path
  }

  /// Imports a file that is to be taken in.
  @discardableResult
  func take(
    _ path: String, as table: ImportTable, _ set: (inout ImportOptions) -> Void = { _ in }
  ) throws -> ImportReport {
    var options = ImportOptions()
    set(&options)
    return try importFile(path, as: table, into: workspace, options: options)
  }

  /// Imports a file that is to be refused, checks that nothing of it is left, and hands over the
  /// problem that decided.
  func refuse(
    _ path: String, as table: ImportTable, location: SourceLocation = #_sourceLocation,
    _ set: (inout ImportOptions) -> Void = { _ in }
  ) throws -> ImportProblem {
    let before = try state()
    var found: ImportProblem?
    do {
      _ = try take(path, as: table, set)
      Issue.record("the file was taken in", sourceLocation: location)
    } catch let error as ImportError {
      found = error.decisive
      #expect(error.report.imported == 0, sourceLocation: location)
    }
    #expect(try state() == before, sourceLocation: location)
    return try #require(found, sourceLocation: location)
  }

  /// What must not change when a file is refused: the generation and every count.
  private func state() throws -> String {
    let counts = try workspace.read { try $0.counts() }
    let listed = counts.map { "\($0.key.rawValue) \($0.value)" }.sorted()
    return "\(try workspace.generation()) " + listed.joined(separator: " ")
  }

  /// All villages, in the order of their codes.
  func villages() throws -> [VillageRecord] {
    var found: [VillageRecord] = []
    try workspace.readVillages { found.append($0) }
    return found.sorted { $0.code < $1.code }
  }

  /// All larger areas, by code.
  func areas() throws -> [String: AdministrativeAreaRecord] {
    var found: [String: AdministrativeAreaRecord] = [:]
    try workspace.readAdministrativeAreas { found[$0.code.text] = $0 }
    return found
  }

  /// All tips, in the order of their rows.
  func tips() throws -> [TipRecord] {
    var found: [TipRecord] = []
    try workspace.readTipRecords(for: .owner(purpose: "test")) { found.append($0) }
    return found
  }
}

/// A GeoJSON collection of squares: code, name, west and south edge, side.
func squares(
  _ rows: [(code: String, name: String, x: Double, y: Double, side: Double)],
  properties: [String] = ["kode", "nama"], crs: String? = nil
) -> String {
  let features = rows.map { row in
    let (e, n) = (row.x + row.side, row.y + row.side)
    let corners = [(row.x, row.y), (e, row.y), (e, n), (row.x, n), (row.x, row.y)]
    let ring = corners.map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
    return """
      {"type":"Feature","properties":{"\(properties[0])":"\(row.code)","\(properties[1])":"\(row.name)"},
      "geometry":{"type":"Polygon","coordinates":[[\(ring)]]}}
      """
  }
  let member =
    crs.map {
      #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::\#($0)"}},"#
    } ?? ""
  return #"{"type":"FeatureCollection",\#(member)"features":[\#(features.joined(separator: ","))]}"#
}

/// One feature with a geometry written out.
func feature(code: String, name: String, geometry: String) -> String {
  """
  {"type":"FeatureCollection","features":[{"type":"Feature","properties":
  {"kode":"\(code)","nama":"\(name)"},"geometry":\(geometry)}]}
  """
}
