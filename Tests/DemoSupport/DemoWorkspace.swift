public import Foundation
public import GeoCore
import GeoImport
import Support

/// The demo regency of `shapes/` as a workspace, imported once for all tests of a run.
public enum DemoWorkspace {
  /// The folder of the demo's files.
  public static let shapes = TestData.packageRoot.appendingPathComponent("shapes")

  /// The path of a demo file.
  public static func file(_ name: String) -> String { shapes.appendingPathComponent(name).path }

  /// The demo's files in the order in which they refer to each other.
  private static let files: [(table: ImportTable, name: String)] = [
    (.villages, "villages.shp"), (.offices, "offices.csv"),
    (.servicePoints, "service_points.geojson"), (.accommodations, "accommodations.csv"),
    (.guests, "guests.csv"), (.programme, "programme.csv"), (.activities, "activities.csv"),
    (.population, "population.csv"), (.tips, "tips.csv"),
  ]

  private static let made = Result { try make() }

  /// The path of the workspace. Tests read it; one that writes takes a copy.
  /// - Throws: What the import throws.
  public static func path() throws -> String { try made.get() }

  /// The workspace, open for reading.
  /// - Throws: What the import throws.
  public static func open() throws -> Workspace {
    try Workspace.open(at: try path(), mode: .readOnly)
  }

  private static let loaded = Result {
    let workspace = try open()
    defer { workspace.close() }
    return try DatasetSnapshot(of: workspace, today: today)
  }

  /// The day that tests take for today.
  public static let today = CivilDate(daysSince1970: 20_728)

  /// A snapshot of it, loaded once.
  /// - Throws: What the import throws.
  public static func snapshot() throws -> DatasetSnapshot { try loaded.get() }

  private static func make() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("petabinaan-demo-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    atexit {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("petabinaan-demo-\(ProcessInfo.processInfo.processIdentifier)")
      try? FileManager.default.removeItem(at: folder)
    }
    let path = folder.appendingPathComponent("demo.gpkg").path
    let workspace = try Workspace.create(at: path)
    defer { workspace.close() }
    for entry in files {
      var options = ImportOptions()
      if entry.table == .villages { options.fields = ["boundary_status": "BTS_STATUS"] }
      _ = try importFile(file(entry.name), as: entry.table, into: workspace, options: options)
    }
    return path
  }
}
