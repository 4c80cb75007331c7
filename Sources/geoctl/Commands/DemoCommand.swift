import ArgumentParser
import Foundation
import GeoCore
import GeoImport

/// `geoctl demo FILE --from shapes`: a workspace from the demo files.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Membuat workspace peraga / Makes the demo workspace.")

  @Argument(help: "Berkas workspace yang dibuat.", completion: .file(extensions: ["gpkg"]))
  var file: String

  @Option(name: .long, help: "Folder berkas peraga.")
  var from = "shapes"

  @OptionGroup var global: GlobalOptions

  /// The demo's files in the order in which they refer to each other.
  private static let files: [(table: ImportTable, name: String, fields: [String: String])] = [
    (.villages, "villages.shp", ["boundary_status": "BTS_STATUS"]),
    (.offices, "offices.csv", [:]),
    (.servicePoints, "service_points.geojson", [:]),
    (.accommodations, "accommodations.csv", [:]),
    (.guests, "guests.csv", [:]),
    (.programme, "programme.csv", [:]),
    (.activities, "activities.csv", [:]),
    (.population, "population.csv", [:]),
    (.tips, "tips.csv", [:]),
  ]

  func run() throws {
    guard !FileManager.default.fileExists(atPath: file) else {
      throw WorkspaceError.exists(path: file)
    }
    // Built beside its place and moved there when it is whole.
    let draft = file + ".draft.gpkg"
    Self.remove(draft)
    do {
      try build(draft)
      try FileManager.default.moveItem(atPath: draft, toPath: file)
    } catch {
      Self.remove(draft)
      throw error
    }
    if global.json {
      Console.say(#"{"workspace":\#(JSONText.string(file))}"#)
    } else {
      global.report(global.text("Workspace peraga: \(file)", "Demo workspace: \(file)"))
    }
  }

  private func build(_ path: String) throws {
    var quiet = global
    quiet.quiet = global.quiet || global.json
    quiet.json = false
    let workspace = try Workspace.create(at: path)
    defer { workspace.close() }
    for entry in Self.files {
      var options = ImportOptions()
      options.fields = entry.fields
      let source = "\(from)/\(entry.name)"
      try FileImporter(global: quiet).run(source, as: entry.table, into: workspace, options)
    }
  }

  private static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }
}
