import ArgumentParser
import GeoCore

/// `geoctl villages show|lineage|search`: what is known of village codes, today and before.
struct VillagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "villages",
    abstract: "Desa, kodenya, dan riwayatnya / Villages, their codes and histories.",
    subcommands: [
      VillageShowCommand.self, VillageLineageCommand.self, VillageSearchCommand.self,
    ])
}

/// Which village, on which day.
struct VillageChoice: ParsableArguments {
  @Option(name: .long, help: "Skema kode: kemendagri atau bps.")
  var scheme: CodeScheme?

  @Option(name: .long, help: "Keadaan pada tanggal ini, mis. 2020-01-01.")
  var asof: String?

  func day() throws -> CivilDate? { try asof.map { try GlobalOptions.date($0, option: "--asof") } }
}

extension GlobalOptions {
  /// A day that an option names.
  static func date(_ text: String, option: String) throws -> CivilDate {
    guard let day = CivilDate(text) else {
      throw ValidationError("\(option) \(AccessError.shown(text)): YYYY-MM-DD")
    }
    return day
  }

  /// The codes of the workspace, today and before.
  func register() throws -> VillageRegister {
    try withWorkspace(.readOnly) { workspace in
      try workspace.read { try VillageRegister($0, today: Self.today()) }
    }
  }

  /// The history of a code.
  /// - Throws: `Failure` for a code that never was.
  func history(
    of code: String, _ choice: VillageChoice, in register: VillageRegister
  ) throws -> VillageHistory {
    do {
      return try VillageHistory(
        code: code, scheme: choice.scheme, asOf: try choice.day(), in: register)
    } catch RequestError.unknownVillage(let text) {
      let shown = AccessError.shown(text)
      throw Failure(
        self.text(
          "tidak pernah ada desa dengan kode \(shown); cari dengan geoctl villages search",
          "there never was a village with the code \(shown); look with geoctl villages search"))
    }
  }
}
