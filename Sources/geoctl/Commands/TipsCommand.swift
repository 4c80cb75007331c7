import ArgumentParser
import GeoCore

/// `geoctl tips list|triage`: reports, and where they stand.
struct TipsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tips",
    abstract: "Mendaftar dan memilah laporan / Lists and triages tips.",
    discussion: """
      Setiap perintah ini tercatat dalam log audit / each of these is noted in the audit log.
      """,
    subcommands: [TipsListCommand.self, TipsTriageCommand.self])
}

/// `geoctl tips triage`: where tips stand from now on, all of them or none.
struct TipsTriageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "triage", abstract: "Memilah laporan / Sets where tips stand.",
    discussion: """
      unfounded dan duplicate tidak tampil di peta; yang sudah terhitung dalam bulan yang ditutup tetap \
      terhitung / unfounded and duplicate leave the maps; what a closed month has counted stays counted.
      """)

  @Argument(help: "Id laporan, satu atau lebih.")
  var ids: [String]

  @Option(name: .long, help: "new, verified, unfounded, atau duplicate.")
  var status: String

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let status = try global.choice(TipStatus.self, self.status, option: "--status")
    let now = GlobalOptions.now()
    let ids = ids.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let detail = "\(status.rawValue): \(ids.joined(separator: ", "))"
    let event = GlobalOptions.event("tips.triage", detail: detail, rowCount: ids.count)
    let outcomes = try global.withWorkspace(.readWrite) { workspace in
      do {
        return try workspace.write(noting: event) { transaction, _ in
          try ids.map { try transaction.triage(tip: $0, to: status, at: now) }
        }
      } catch WorkspaceError.noSuchRow(_, let id) {
        let shown = AccessError.shown(id)
        throw Failure(
          global.text(
            "tidak ada laporan \(shown); tidak satu pun diubah",
            "there is no tip \(shown); none was changed"))
      }
    }
    tell(outcomes)
  }

  private func tell(_ outcomes: [TriageOutcome]) {
    guard global.json else {
      for outcome in outcomes {
        let id = Console.plain(outcome.id)
        global.report("\(id): \(outcome.before.rawValue) → \(outcome.after.rawValue)")
      }
      return
    }
    let listed = outcomes.map { outcome in
      """
      {"id":\(JSONText.string(outcome.id)),"before":\(JSONText.string(outcome.before.rawValue)),\
      "after":\(JSONText.string(outcome.after.rawValue)),\
      "accepted_at":\(outcome.acceptedAt.map { JSONText.string($0.iso8601) } ?? "null")}
      """
    }
    Console.say("{\"tips\":[\(listed.joined(separator: ","))]}")
  }
}

extension GlobalOptions {
  /// One of the raw values of an enumeration.
  /// - Throws: `Failure`, wrong usage, naming the option and its values.
  func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ type: Value.Type, _ text: String, option: String
  ) throws -> Value {
    if let value = Value(rawValue: text) { return value }
    let values = Value.allCases.map(\.rawValue).joined(separator: ", ")
    let shown = AccessError.shown(text)
    throw Failure(
      self.text("\(option) \(shown): pilih \(values)", "\(option) \(shown): choose \(values)"),
      status: ExitStatus.usage)
  }
}
