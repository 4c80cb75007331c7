import ArgumentParser
import GeoCore

/// `geoctl upgrade`: brings an older workspace to the tables that this program knows.
struct UpgradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract:
      "Memperbarui skema workspace, salinan lama disimpan / Upgrades the schema, keeping a copy.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let upgrade = try Workspace.upgrade(at: try global.workspacePath())
    if global.json {
      let copy = upgrade.copy.map(JSONText.string) ?? "null"
      Console.say(#"{"from":\#(upgrade.from),"to":\#(upgrade.to),"copy":\#(copy)}"#)
    } else if let copy = upgrade.copy {
      global.report(
        global.text(
          "Skema \(upgrade.from) menjadi \(upgrade.to); berkas lama: \(copy)",
          "Schema \(upgrade.from) is now \(upgrade.to); the file as it was: \(copy)"))
    } else {
      global.report(
        global.text(
          "Skema sudah yang terbaru (\(upgrade.to)).", "The schema is the latest (\(upgrade.to))."))
    }
  }
}
