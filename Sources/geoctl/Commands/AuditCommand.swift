import ArgumentParser
import Foundation
import GeoCore

/// `geoctl audit show|verify|head`: who did what, and whether the log of it is whole.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Membaca dan memeriksa log audit / Reads and checks the audit log.",
    discussion: """
      Setiap perintah ini tercatat dalam log itu sendiri / each of these is noted in the log itself.
      """,
    subcommands: [AuditShowCommand.self, AuditVerifyCommand.self, AuditHeadCommand.self])
}

/// `geoctl audit show`: the entries.
struct AuditShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Menampilkan entri / Shows the entries.")

  @Option(name: .long, help: "Sejak tanggal (WIB) atau waktu, mis. 2026-03-09.")
  var since: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let since = try moment()
    try global.withWorkspace(.readWrite) { workspace in
      let key = try workspace.auditKey()
      // Noted before anything is shown, so that nobody reads unseen.
      let own = try workspace.write { transaction in
        let count = try transaction.reader.auditCount(since: since)
        let event = GlobalOptions.event("audit.show", detail: self.since, rowCount: count)
        return try transaction.append(event, sealedBy: key)
      }
      try workspace.read { try show(from: $0, since, upTo: own.number - 1) }
    }
  }

  private func moment() throws -> Instant? {
    guard let since else { return nil }
    guard let moment = Instant(iso8601: since, defaultZone: .wib) else {
      throw ValidationError("--since \(AccessError.shown(since)): 2026-03-09, 2026-03-09T08:30:00Z")
    }
    return moment
  }

  private func show(from reader: WorkspaceReader, _ since: Instant?, upTo last: Int64) throws {
    guard global.json else {
      return try reader.readAudit(since: since, upTo: last) { Console.say(Self.line($0)) }
    }
    var separator = "{\"entries\":["
    try reader.readAudit(since: since, upTo: last) { entry in
      Console.write(separator + entry.json, to: .standardOutput)
      separator = ","
    }
    Console.say((separator == "," ? "" : separator) + "]}")
  }

  private static func line(_ entry: AuditEntry) -> String {
    [
      "\(entry.number)", entry.at, entry.actor, entry.role, entry.action, entry.detail ?? "",
      entry.rowCount.map { "\($0)" } ?? "", entry.purpose ?? "",
    ].map(Console.plain).joined(separator: "\t")
  }
}

/// `geoctl audit verify`: whether no entry was changed, removed, inserted, reordered or cut off.
struct AuditVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Memeriksa keutuhan log / Checks that the log is whole.")

  @Option(name: .long, help: "Kepala log yang disimpan di tempat lain (geoctl audit head).")
  var head: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let verdict = try verdict(against: try keptHead())
    if global.json { Console.say(json(verdict)) }
    if let finding = verdict.finding { throw Failure(global.sentence(of: finding)) }
    guard !global.json else { return }
    let count = global.displayLanguage.number(Double(verdict.count), decimals: 0)
    global.report(
      global.text(
        "Log audit utuh: \(count) entri, kepala \(verdict.head)",
        "The audit log is whole: \(count) entries, head \(verdict.head)"))
  }

  private func keptHead() throws -> AuditHead? {
    guard let head else { return nil }
    guard let kept = AuditHead(head) else {
      throw Failure(
        global.text(
          "--head \(AccessError.shown(head)) bukan kepala log seperti dicetak 'geoctl audit head'",
          "--head \(AccessError.shown(head)) is not a head as 'geoctl audit head' prints it"),
        status: ExitStatus.usage)
    }
    return kept
  }

  private func verdict(against head: AuditHead?) throws -> AuditVerdict {
    do {
      return try global.withWorkspace(.readWrite) { workspace in
        let verdict = try workspace.auditVerdict(head: head)
        let event = GlobalOptions.event(
          "audit.verify", detail: verdict.finding.map { "\($0)" } ?? "whole",
          rowCount: verdict.count)
        try workspace.write(noting: event) { _, _ in }
        return verdict
      }
    } catch WorkspaceError.readOnly {
      // A copy kept as evidence must be checked as well, and stays as it is.
      Console.complain(
        global.text(
          "berkas tidak dapat ditulis; pemeriksaan ini tidak tercatat",
          "the file cannot be written; this check is not noted in the log"))
      return try global.withWorkspace(.readOnly) { try $0.auditVerdict(head: head) }
    }
  }

  private func json(_ verdict: AuditVerdict) -> String {
    let finding = verdict.finding
    let message = finding.map { JSONText.string(global.sentence(of: $0)) }
    return """
      {"ok":\(finding == nil),"entries":\(verdict.count),"head":\(JSONText.string("\(verdict.head)")),\
      "row":\(finding.map { "\($0.row)" } ?? "null"),\
      "reason":\(finding.map { JSONText.string($0.reason.rawValue) } ?? "null"),\
      "message":\(message ?? "null")}
      """
  }
}

/// `geoctl audit head`: how many entries there are and the last seal, to be kept elsewhere.
struct AuditHeadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "head", abstract: "Mencetak kepala log / Prints the log's head.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let head = try global.withWorkspace(.readWrite) { workspace in
      // The head of a log that is not whole would vouch for it.
      if let finding = try workspace.auditVerdict(head: nil).finding {
        throw Failure(global.sentence(of: finding))
      }
      let key = try workspace.auditKey()
      return try workspace.write {
        AuditHead(after: try $0.append(GlobalOptions.event("audit.head"), sealedBy: key))
      }
    }
    if global.json {
      Console.say("{\"head\":\(JSONText.string("\(head)")),\"entries\":\(head.count)}")
    } else {
      Console.say("\(head)")
    }
  }
}
