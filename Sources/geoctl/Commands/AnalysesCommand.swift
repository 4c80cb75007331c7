import ArgumentParser
import Foundation
import GeoCore

/// `geoctl analyses list|show|repeat|drop`: results of statistics that were kept with `--save`.
struct AnalysesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyses",
    abstract: "Hasil analisis yang disimpan / Results of statistics that were kept.",
    subcommands: [
      AnalysesListCommand.self, AnalysesShowCommand.self, AnalysesRepeatCommand.self,
      AnalysesDropCommand.self,
    ])
}

/// `geoctl analyses list`: what was kept, with its parameters and data generation.
struct AnalysesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Mendaftar hasil / Lists the results.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let kept = try global.withWorkspace(.readOnly) { try $0.read { try $0.analyses() } }
    for one in kept {
      if global.json {
        Console.say(
          """
          {"name":"\(one.name)","kind":"\(one.kind)","generation":\(one.generation),\
          "made_at":"\(one.madeAt.iso8601)","parameters":\(JSONText.string(one.parameters))}
          """)
      } else {
        Console.say(
          "\(one.name)\t\(one.kind)\t\(one.generation)\t\(one.madeAt.iso8601)\t\(one.parameters)")
      }
    }
    if kept.isEmpty, !global.json {
      global.report(
        global.text(
          "Belum ada hasil; lihat --save pada geoctl hotspots, clusters, scan, trends.",
          "There is no result yet; see --save of geoctl hotspots, clusters, scan, trends."))
    }
  }
}

/// `geoctl analyses show NAME`: the table as it was kept.
struct AnalysesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Menampilkan hasil / Shows a result.")

  @Argument(help: "Nama hasil.") var name: String

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let name = name
    let kept = try global.withWorkspace(.readOnly) { workspace in
      try workspace.read { try $0.analysis(named: name) }
    }
    Console.write(kept.result, to: .standardOutput)
  }
}

/// `geoctl analyses repeat NAME`: computes a result anew and says whether it is the same.
struct AnalysesRepeatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repeat",
    abstract: "Menghitung ulang dan membandingkan / Computes a result anew and compares.")

  @Argument(help: "Nama hasil.") var name: String

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let name = name
    let (kept, snapshot) = try global.withWorkspace(.readOnly) { workspace in
      (
        try workspace.read { try $0.analysis(named: name) },
        try DatasetSnapshot(of: workspace, today: GlobalOptions.today())
      )
    }
    let outcome = try snapshot.repetition(of: kept, for: .owner(purpose: "geoctl analyses repeat"))
    switch outcome {
    case .same: global.report(global.text("Sama persis.", "The same, to the last byte."))
    case .changedData(let generation):
      throw AnalysisDiffers(
        detail: "the data have changed: generation \(kept.generation) then, \(generation) now")
    case .changedProgram:
      throw AnalysisDiffers(
        detail: "the data are the same, so the program or the day makes the difference")
    }
  }
}

/// A result that is another when computed anew.
struct AnalysisDiffers: Error, CustomStringConvertible {
  let detail: String

  var description: String { "the result differs from the one that was kept; \(detail)" }
}

/// `geoctl analyses drop NAME`: forgets a result.
struct AnalysesDropCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Menghapus hasil / Drops a result.")

  @Argument(help: "Nama hasil.") var name: String

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let name = name
    try global.withWorkspace(.readWrite) { try $0.write { try $0.dropAnalysis(named: name) } }
    global.report(name)
  }
}

/// `--save`: keeps the result of a statistic under a name.
struct SaveOption: ParsableArguments {
  @Option(name: .long, help: "Simpan hasil dengan nama ini; lihat geoctl analyses.")
  var save: String?

  /// Keeps what the parameters give, if that was asked for.
  func keep(
    _ kind: AnalysisKind, _ parameters: QueryParameters, of snapshot: DatasetSnapshot,
    _ global: GlobalOptions
  ) throws {
    guard let save else { return }
    let kept = try snapshot.keptAnalysis(
      save, kind, parameters, at: GlobalOptions.now(),
      for: .owner(purpose: "geoctl \(kind.rawValue)"))
    try global.withWorkspace(.readWrite) { try $0.write { try $0.keep(kept) } }
  }
}
