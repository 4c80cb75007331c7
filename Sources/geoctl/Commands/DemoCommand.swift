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
    let accounts = try make()
    if global.json {
      let tokens = accounts.map(\.json).joined(separator: ",")
      Console.say(#"{"workspace":\#(JSONText.string(file)),"tokens":[\#(tokens)]}"#)
    } else {
      global.report(global.text("Workspace peraga: \(file)", "Demo workspace: \(file)"))
      tell(accounts)
    }
  }

  private func tell(_ accounts: [IssuedAccount]) {
    global.report(
      global.text(
        "Token tiap peran, ditampilkan sekali ini saja:", "A token for each role, shown this once:")
    )
    for account in accounts {
      Console.say("  \(account.principal.name)\t\(account.token.revealed())")
    }
  }

  /// Builds the workspace beside its place and moves it there when it is whole.
  private func make() throws -> [IssuedAccount] {
    let draft = file + ".draft.gpkg"
    let keyFile = AuditKeyFile(besideWorkspace: file)
    let hadKey = keyFile.exists
    Self.remove(draft)
    do {
      let accounts = try build(draft, keyFile)
      try FileManager.default.moveItem(atPath: draft, toPath: file)
      return accounts
    } catch {
      Self.remove(draft)
      // Another process may have made the workspace meanwhile, with this very key.
      if !hadKey, !FileManager.default.fileExists(atPath: file) {
        try? FileManager.default.removeItem(atPath: keyFile.path)
      }
      throw error
    }
  }

  private func build(_ path: String, _ keyFile: AuditKeyFile) throws -> [IssuedAccount] {
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
    _ = try PeriodsCloseCommand.close(workspace)
    return try addAccounts(to: workspace, keyFile)
  }

  /// An account of every role, for the regencies of the demo.
  private func addAccounts(
    to workspace: Workspace, _ keyFile: AuditKeyFile
  ) throws -> [IssuedAccount] {
    var regencies: [String] = []
    try workspace.readAdministrativeAreas { area in
      if area.code.level == .regency { regencies.append(area.code.text) }
    }
    let area = try AreaOfResponsibility(codes: regencies)
    let key = try keyFile.readOrCreate()
    return try workspace.write { transaction in
      try Role.ofAccounts.map { role in
        let principal = try Principal(
          name: "demo-\(role.rawValue)", role: role, area: role == .admin ? nil : area)
        return try IssuedAccount(principal, in: transaction, sealedBy: key)
      }
    }
  }

  private static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }
}
