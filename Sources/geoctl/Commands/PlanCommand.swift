import ArgumentParser
import Foundation
import GeoCore

/// `geoctl plan`: which villages should come next, why, and how sure that is.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Memilih desa binaan berikutnya / Chooses the next villages.",
    subcommands: [
      PlanMakeCommand.self, PlanSaveCommand.self, PlanListCommand.self, PlanShowCommand.self,
      PlanCompareCommand.self, PlanDropCommand.self, PlanLoopCommand.self,
    ], defaultSubcommand: PlanMakeCommand.self)
}

/// `geoctl plan [make]`: makes a plan and writes it.
struct PlanMakeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Menghitung rencana / Makes a plan.",
    discussion: """
      Contoh / example: geoctl plan --slots 10 --within 35.07 --max-minutes 30 -o rencana.geojson
      Laporan dihitung dari angka terbit saja / reports count as published only (geoctl periods close).
      """)

  @OptionGroup var flags: PlanFlags

  @Option(
    name: .long, help: "Tulis masalahnya sebagai MPS untuk pemecah lain.", completion: .file())
  var mps: String?

  @Option(name: .long, help: "Bagaimana jika: tambah desa ini, dipisah koma.")
  var add: String?

  @Option(name: .long, help: "Bagaimana jika: lepas desa ini, dipisah koma.")
  var drop: String?

  @Option(name: .shortAndLong, help: "Berkas .csv, .json, .geojson.", completion: .file())
  var output: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let format = try TableOutput.format(of: output, isJSON: global.json)
    let scenario = try flags.read()
    let snapshot = try global.snapshot()
    let owner = Disclosure.owner(purpose: "geoctl plan")
    if let mps {
      try OutputFile.write(Array(try snapshot.planProgram(scenario, for: owner).utf8), to: mps)
    }
    let plan = try snapshot.plan(scenario, for: owner)
    let text = VillagePlanText(plan, snapshot: snapshot, language: global.displayLanguage)
    if add != nil || drop != nil {
      return try writeChange(of: plan, text, snapshot)
    }
    guard let output else {
      Console.write(text.text(as: format), to: .standardOutput)
      return tell(plan)
    }
    try OutputFile.write(Array(text.text(as: format).utf8), to: output)
    global.report(
      "\(output): \(global.displayLanguage.number(Double(plan.candidateCount), decimals: 0))")
    tell(plan)
  }

  /// What a plan reaches when villages are added or dropped by hand, beside what it reaches as it is.
  private func writeChange(
    of plan: VillagePlan, _ text: VillagePlanText, _ snapshot: DatasetSnapshot
  ) throws {
    let (added, dropped) = (try PlanCodes.read(add, "--add"), try PlanCodes.read(drop, "--drop"))
    for code in dropped where !plan.chosen.contains(code) {
      throw Failure(global.text("\(code) tidak dipilih", "\(code) is not chosen"))
    }
    for code in added where plan.chosen.contains(code) {
      throw Failure(global.text("\(code) sudah dipilih", "\(code) is chosen already"))
    }
    let changed = (plan.chosen.filter { !dropped.contains($0) } + added).sorted()
    let comparison = try snapshot.planComparison(
      of: plan.chosen, with: changed, by: plan.scenario, for: .owner(purpose: "geoctl plan"))
    let json = comparison.json + "\n"
    guard let output else { return Console.write(json, to: .standardOutput) }
    try OutputFile.write(Array(json.utf8), to: output)
  }

  /// A summary for the person at the terminal.
  private func tell(_ plan: VillagePlan) {
    guard !global.quiet else { return }
    let language = global.displayLanguage
    let gap = language.number(plan.gap * 100, decimals: 2)
    Console.note(
      global.text(
        "\(plan.chosen.count) dari \(plan.candidateCount) calon dipilih; paling jauh \(gap) % dari yang terbaik",
        "\(plan.chosen.count) of \(plan.candidateCount) candidates chosen; within \(gap) % of the best"
      ))
    for assumption in plan.assumptions {
      Console.note(global.text(assumption.text.indonesian, assumption.text.english))
    }
  }
}

/// Codes of villages in a flag.
enum PlanCodes {
  static func read(_ text: String?, _ flag: String) throws -> [String] {
    try (text ?? "").split(separator: ",").map { part in
      guard let code = try? AreaCode(String(part)), code.level == .village else {
        throw ValidationError("\(flag) \(part): 35.07.01.2001")
      }
      return code.text
    }
  }
}

extension Console {
  /// A line beside the result.
  static func note(_ line: String) { write(line + "\n", to: .standardError) }
}
