import Foundation
public import GeoCore
import GeoImport
import Support
import Synchronization

/// Real villages as a workspace, imported and cleaned as an office would, once for all tests of a run.
public enum RealWorkspace {
  private static let loaded = Mutex<[String: DatasetSnapshot]>([:])

  /// A snapshot of a file of `villages/`.
  /// - Throws: What the import throws.
  public static func snapshot(_ name: String) throws -> DatasetSnapshot {
    try loaded.withLock { loaded in
      if let known = loaded[name] { return known }
      let made = try fresh(name)
      loaded[name] = made
      return made
    }
  }

  /// The same, made anew.
  /// - Throws: What the import throws.
  public static func fresh(_ name: String) throws -> DatasetSnapshot {
    let folder = try ScratchFolder()
    let workspace = try Workspace.create(at: folder.path("real.gpkg"))
    defer { workspace.close() }
    let file = TestData.file("villages/\(name).geojson")?.path ?? ""
    _ = try importFile(file, as: .villages, into: workspace)
    return try DatasetSnapshot(of: workspace, today: DemoWorkspace.today)
  }
}
