import ArgumentParser
import GeoCore

/// `geoctl check`: whether the workspace is sound.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Memeriksa keutuhan workspace / Checks the workspace's integrity.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let (problems, counts) = try global.withWorkspace(.readOnly) {
      (try $0.check() + $0.sidecarProblems(), try $0.counts())
    }
    if global.json { Console.say(Self.json(problems, counts)) } else { tell(problems, counts) }
    guard problems.isEmpty else {
      throw Failure(
        global.text(
          "workspace tidak utuh: \(problems.count) masalah",
          "the workspace is not sound: \(problems.count) problems"))
    }
  }

  private func tell(_ problems: [WorkspaceProblem], _ counts: [WorkspaceTable: Int]) {
    for problem in problems {
      let place = [problem.table, problem.row].compactMap(\.self).joined(separator: ", ")
      Console.complain("\(place.isEmpty ? "" : place + ": ")\(problem.message)")
    }
    guard problems.isEmpty else { return }
    for table in WorkspaceTable.allCases {
      guard let count = counts[table], count > 0 else { continue }
      global.report(
        "\(table.rawValue): \(global.displayLanguage.number(Double(count), decimals: 0))")
    }
    global.report(global.text("Workspace utuh.", "The workspace is sound."))
  }

  private static func json(_ problems: [WorkspaceProblem], _ counts: [WorkspaceTable: Int])
    -> String
  {
    let listed = problems.map { problem in
      """
      {"code":\(JSONText.string(problem.code.rawValue)),\
      "table":\(problem.table.map(JSONText.string) ?? "null"),\
      "row":\(problem.row.map(JSONText.string) ?? "null"),\
      "message":\(JSONText.string(problem.message))}
      """
    }
    let tables = WorkspaceTable.allCases.compactMap { table in
      counts[table].map { "\(JSONText.string(table.rawValue)):\($0)" }
    }
    return """
      {"ok":\(problems.isEmpty),"tables":{\(tables.joined(separator: ","))},\
      "problems":[\(listed.joined(separator: ","))]}
      """
  }
}
