import ArgumentParser
import Foundation
import GeoCore
import GeoImport
import TileService

/// The exit codes of `geoctl`, in one place.
enum ExitStatus {
  /// The data were refused, or a check found something.
  static let refused = ExitCode(1)
  /// The command was not understood.
  static let usage = ExitCode(2)
  /// The workspace is missing, locked or damaged.
  static let workspace = ExitCode(3)

  /// Says what went wrong on standard error and ends the process with the fitting code.
  static func leave(after error: any Error) -> Never {
    switch error {
    case let code as ExitCode: Geoctl.exit(withError: code)
    case let error as Failure: leave(error.sentence, error.status)
    case let error as WorkspaceError: leave("\(error)", status(of: error))
    case let error as BackupError: leave("\(error)", refused)
    case let error as AuditKeyError: leave("\(error)", workspace)
    case let error as AccessError: leave("\(error)", refused)
    case let error as ExportError:
      if case .workspace(let inner) = error { leave("\(inner)", status(of: inner)) }
      if case .unknownReferenceSystem = error { leave("\(error)", usage) }
      leave("\(error)", refused)
    case let error as RequestError: leave("\(error)", usage)
    case let error as AtomError: leave("\(error)", refused)
    case let error as AnalysisDiffers: leave("\(error)", refused)
    case let error as AnalysisError: leave("\(error)", refused)
    case let error as PlanningError: leave("\(error)", refused)
    case let error as PlanScenarioError: leave("\(error)", usage)
    case let error as DensityError: leave("\(error)", usage)
    case let error as RenderingError: leave("\(error)", refused)
    case let error as DisclosureRefusal: leave("\(error)", refused)
    case let error as SeedError: leave("\(error)", refused)
    case let error as SettingError: leave("\(error)", usage)
    case let error as ServiceError: leave("\(error)", refused)
    default: leaveByParser(error)
    }
  }

  /// The code that stands for trouble with the workspace.
  static func status(of error: WorkspaceError) -> ExitCode {
    if case .exists = error { return refused }
    return error.concernsFile ? workspace : refused
  }

  private static func leave(_ sentence: String, _ code: ExitCode) -> Never {
    Console.complain(sentence)
    Geoctl.exit(withError: code)
  }

  /// Help and version end with 0; everything else that the parser reports is wrong usage.
  private static func leaveByParser(_ error: any Error) -> Never {
    let code = Geoctl.exitCode(for: error)
    guard code != .success else { Geoctl.exit(withError: error) }
    Console.write(Geoctl.fullMessage(for: error) + "\n", to: .standardError)
    Geoctl.exit(withError: code.rawValue == 64 ? usage : refused)
  }
}

/// A failure with its sentence and its exit code.
struct Failure: Error {
  let sentence: String
  let status: ExitCode

  init(_ sentence: String, status: ExitCode = ExitStatus.refused) {
    self.sentence = sentence
    self.status = status
  }
}
