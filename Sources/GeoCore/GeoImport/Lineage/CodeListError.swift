import Places

/// Why a list of codes was not taken: the file and its problem.
public struct CodeListError: Error, Sendable {
  /// The file, or the first of several.
  public let file: String
  /// What is wrong with it.
  public let problem: ImportProblem

  /// One sentence that names the file and the row.
  public func message(in language: Language) -> String {
    let place = problem.place(in: language)
    let start = [file, place].filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(start): \(problem.message(in: language))"
  }

  static func naming(_ files: [String], _ scheme: CodeScheme) throws(CodeListError) -> CodeList {
    do {
      return try CodeListFile.read(files, scheme: scheme)
    } catch {
      throw CodeListError(file: files.first ?? "", problem: error)
    }
  }
}
