public import GeoStore

/// Why a file was refused; nothing of it was written.
public struct ImportError: Error, Sendable {
  /// What kept the file out.
  public enum Reason: Sendable {
    /// The file: its report names the problems.
    case refused
    /// The workspace.
    case workspace(WorkspaceError)
    /// The task was cancelled.
    case cancelled
  }

  /// What kept the file out.
  public let reason: Reason
  /// How far it came, with all problems found.
  public let report: ImportReport

  /// The problem to name first: the first that keeps the file out.
  public var decisive: ImportProblem? { report.problems.first { $0.severity == .error } }

  /// One sentence that names the file, the row and the field, and says that nothing was written.
  public func message(in language: Language) -> String {
    switch reason {
    case .refused: refusal(in: language)
    case .workspace(let error): "\(report.file): \(error)"
    case .cancelled:
      language == .id
        ? "\(report.file): dibatalkan, tidak ada yang ditulis"
        : "\(report.file): cancelled, nothing was written"
    }
  }

  private func refusal(in language: Language) -> String {
    guard let problem = decisive else { return report.file }
    let place = problem.place(in: language)
    let others = report.problems.count { $0.severity == .error } - 1
    let start = [report.file, place].filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(start): \(problem.message(in: language)). " + closing(others, language)
  }

  private func closing(_ others: Int, _ language: Language) -> String {
    switch (language, others) {
    case (.id, 0): "Tidak ada yang ditulis."
    case (.id, _): "Ada \(others) masalah lain. Tidak ada yang ditulis."
    case (.en, 0): "Nothing was written."
    case (.en, _): "There are \(others) more problems. Nothing was written."
    }
  }
}
