import ArgumentParser
import GeoCore
import GeoImport

/// `geoctl villages lineage CODE`: what became of a code; `--derive`: of all codes between two editions of
/// borders.
struct VillageLineageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage", abstract: "Riwayat kode desa / The history of village codes.",
    discussion: """
      --derive membandingkan batas yang berlaku pada dua tanggal. Tanpa --apply hanya melaporkan \
      / compares the borders of two days and only reports, unless told to --apply.
      """)

  @Argument(help: "Kode desa, dengan atau tanpa titik.")
  var code: String?

  @Flag(name: .long, help: "Turunkan dari dua edisi batas.")
  var derive = false

  @Option(name: .long, help: "Tanggal edisi lama.")
  var from: String?

  @Option(name: .long, help: "Hari pertama edisi baru.")
  var to: String?

  @Option(name: .long, help: "Bagian terkecil dari desa yang lebih kecil yang dihitung (0–0.5).")
  var threshold = OverlayLineage.Rule().smallestShare

  @Flag(name: .long, help: "Simpan temuan ke workspace.")
  var apply = false

  @Option(name: .shortAndLong, help: "Berkas CSV temuan.", completion: .file())
  var output: String?

  @OptionGroup var choice: VillageChoice
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (code != nil) != derive else {
      throw ValidationError(
        "sebutkan KODE, atau --derive --from TANGGAL --to TANGGAL / name a code, or derive")
    }
    guard !derive || (from != nil && to != nil) else {
      throw ValidationError("--derive: --from YYYY-MM-DD --to YYYY-MM-DD")
    }
    guard (0...0.5).contains(threshold) else {
      throw ValidationError("--threshold \(threshold): 0–0.5")
    }
  }

  func run() throws {
    if let code {
      let history = try global.history(of: code, choice, in: try global.register())
      if global.json { return Console.say(history.json) }
      for line in HistoryText(history, global).lines { Console.say(line) }
    } else {
      try deriveAll()
    }
  }

  private func deriveAll() throws {
    let first = try GlobalOptions.date(from ?? "", option: "--from")
    let last = try GlobalOptions.date(to ?? "", option: "--to")
    guard first < last else { throw ValidationError("--from \(first) --to \(last)") }
    var rule = OverlayLineage.Rule()
    rule.smallestShare = threshold
    let wanted = rule
    try global.withWorkspace(apply ? .readWrite : .readOnly) { workspace in
      let lineage = try workspace.read { reader in
        try LineageDerivation.fromBorders(in: reader, from: first, to: last, rule: wanted)
      }
      try DerivedLineageText(lineage, global).finish(
        in: workspace, isDryRun: !apply, output: output)
    }
  }
}
