import Foundation
import Support

/// The package as SwiftPM itself reads it.
enum PackageDump {
  /// The product targets of the package with their dependencies, products under their own names.
  ///
  /// The package manager runs with a build folder of its own, so that it does not wait for the lock that
  /// a running `swift test` holds.
  static func table() throws -> DependencyTable {
    let folder = try ScratchFolder()
    let outcome = try Program.run(
      "swift",
      [
        "package", "--package-path", TestData.packageRoot.path, "--scratch-path",
        folder.path("build"), "dump-package",
      ])
    guard outcome.status == 0 else { throw ProgramError.notStarted(outcome.errors) }
    return try table(ofDump: outcome.output)
  }

  /// The targets of a dump that are neither tests nor system libraries.
  static func table(ofDump text: String) throws -> DependencyTable {
    let package = try JSONObject(text)
    var rows: [String: Set<String>] = [:]
    for target in package.list("targets") {
      guard let name = target.text("name"),
        ["regular", "executable"].contains(target.text("type")),
        target.text("path")?.hasPrefix("Tests/") != true
      else { continue }
      rows[name] = Set(target.list("dependencies").compactMap(dependency))
    }
    return DependencyTable(rows: rows)
  }

  /// A dependency is an object of one member, whose list begins with the name.
  private static func dependency(_ object: JSONObject) -> String? {
    object.names.compactMap { object.first($0) }.first
  }
}
