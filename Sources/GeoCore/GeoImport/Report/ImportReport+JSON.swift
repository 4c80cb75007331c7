import GeoPrimitives

extension ImportReport {
  /// The report as one JSON object, messages in a language. Keys stand in a fixed order.
  public func json(language: Language) -> String {
    let counts = [
      ("read", read), ("imported", imported), ("replaced", replaced), ("repaired", repaired),
      ("merged", merged), ("skipped", skipped), ("overlaps", overlaps), ("gaps", gaps),
      ("dissolved", dissolved), ("duplicates", duplicates), ("masked", masked),
      ("review", doubtful.count),
    ]
    var members = [Self.text("file", file), Self.text("table", table.rawValue)]
    members.append(Self.text("layer", layer))
    members.append(Self.text("crs", crs))
    members.append(Self.text("scheme", scheme))
    members.append(#""dry_run":\#(isDryRun)"#)
    members += counts.map { "\(JSONText.string($0.0)):\($0.1)" }
    members.append("\"cleaning\":" + (cleaning?.json ?? "null"))
    let columns = ignoredColumns.map(JSONText.string).joined(separator: ",")
    members.append(#""ignored_columns":[\#(columns)]"#)
    let listed = problems.map { Self.object(of: $0, language) }.joined(separator: ",")
    members.append(#""problems":[\#(listed)]"#)
    members.append(#""unlisted_problems":\#(unlistedProblems)"#)
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func object(of problem: ImportProblem, _ language: Language) -> String {
    let members = [
      #""row":\#(problem.row.map(String.init) ?? "null")"#,
      #""line":\#(problem.line.map(String.init) ?? "null")"#,
      text("field", problem.field ?? problem.missingColumn), text("value", problem.value),
      text("code", problem.code.rawValue), text("severity", problem.severity.rawValue),
      text("message", problem.message(in: language)),
    ]
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func text(_ name: String, _ value: String?) -> String {
    JSONText.string(name) + ":" + (value.map(JSONText.string) ?? "null")
  }
}
