import ArgumentParser
import Foundation
import GeoCore

/// `geoctl plan save NAME`: makes a plan and keeps it with its scenario.
struct PlanSaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "save", abstract: "Menghitung dan menyimpan rencana / Makes and keeps a plan.")

  @Argument(help: "Nama rencana: huruf, angka, titik, garis.") var name: String
  @Flag(name: .long, help: "Ganti rencana yang bernama sama.") var replace = false
  @OptionGroup var flags: PlanFlags
  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard PlanRecord.isName(name) else {
      throw ValidationError("\(AccessError.shown(name)): A-Z a-z 0-9 . _ - (1-64)")
    }
    let scenario = try flags.read()
    try global.withWorkspace(.readWrite) { workspace in
      let snapshot = try DatasetSnapshot(of: workspace, today: GlobalOptions.today())
      let plan = try snapshot.plan(scenario, for: .owner(purpose: "geoctl plan save"))
      let record = PlanRecord(
        plan, named: name, by: GlobalOptions.owner, at: GlobalOptions.now(), in: snapshot)
      let key = try workspace.auditKey()
      try workspace.write { transaction in
        try transaction.savePlan(record, onDuplicate: replace ? .replace : .error)
        try transaction.append(
          GlobalOptions.event("plan.save", detail: name, rowCount: record.chosen.count),
          sealedBy: key)
      }
      Console.say(global.json ? record.json() : record.chosen.joined(separator: "\n"))
    }
  }
}

/// `geoctl plan list`: the plans that were kept.
struct PlanListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Rencana tersimpan / Plans that were kept.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let plans = try global.withWorkspace(.readOnly) { try $0.read { try $0.plans() } }
    if global.json {
      return Console.say("[" + plans.map { $0.json() }.joined(separator: ",\n") + "]")
    }
    for plan in plans {
      Console.say(
        "\(plan.name)  \(plan.savedAt.iso8601)  \(plan.chosen.count)  \(plan.area.joined(separator: ","))"
      )
    }
  }
}

/// `geoctl plan show NAME`: a plan as it was when it was kept.
struct PlanShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Satu rencana tersimpan (JSON) / A plan that was kept (JSON).")

  @Argument(help: "Nama rencana.") var name: String
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let plan = try global.withWorkspace(.readOnly) { workspace in
      try global.plan(named: name, among: try workspace.read { try $0.plans() })
    }
    Console.say(plan.json(withResult: true))
  }
}

/// `geoctl plan compare A B`: what the second reaches more than the first, judged today by the scenario of the first.
struct PlanCompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Membandingkan dua rencana / Compares two plans.",
    discussion:
      "Keduanya dinilai dengan skenario yang pertama / both are judged by the first's scenario.")

  @Argument(help: "Rencana pertama.") var first: String
  @Argument(help: "Rencana kedua.") var second: String
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let (snapshot, plans) = try global.withWorkspace(.readOnly) { workspace in
      (
        try DatasetSnapshot(of: workspace, today: GlobalOptions.today()),
        try workspace.read { try $0.plans() }
      )
    }
    let old = try global.plan(named: first, among: plans)
    let new = try global.plan(named: second, among: plans)
    let comparison = try snapshot.planComparison(
      of: old.chosen, with: new.chosen, by: try old.readScenario(),
      for: .owner(purpose: "geoctl plan compare"))
    Console.say(comparison.json)
  }
}

/// `geoctl plan drop NAME`: forgets a plan.
struct PlanDropCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Menghapus rencana tersimpan / Drops a plan.")

  @Argument(help: "Nama rencana.") var name: String
  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.withWorkspace(.readWrite) { workspace in
      _ = try global.plan(named: name, among: try workspace.read { try $0.plans() })
      let key = try workspace.auditKey()
      try workspace.write { transaction in
        try transaction.dropPlan(named: name)
        try transaction.append(
          GlobalOptions.event("plan.drop", detail: name, rowCount: 1), sealedBy: key)
      }
    }
  }
}

extension GlobalOptions {
  /// A plan by its name.
  /// - Throws: `Failure` where there is none.
  func plan(named name: String, among plans: [PlanRecord]) throws -> PlanRecord {
    guard let plan = plans.first(where: { $0.name == name }) else {
      let shown = AccessError.shown(name)
      throw Failure(
        text(
          "tidak ada rencana \(shown); lihat geoctl plan list",
          "there is no plan \(shown); see geoctl plan list"))
    }
    return plan
  }
}
