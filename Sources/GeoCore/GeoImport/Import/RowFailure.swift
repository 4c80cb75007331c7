import GEOSBindings
import GeoStore

/// What can happen while rows are taken in.
enum RowFailure: Error {
  /// One row is at fault.
  case row(ImportProblem)
  /// The file is, and reading ends.
  case file(ImportProblem)
  /// The workspace does not take it.
  case workspace(WorkspaceError)
  /// Enough bad rows were found to stop looking.
  case enough
  /// The task was cancelled.
  case cancelled
  /// Everything went well, but nothing is to be kept.
  case dryRun

  /// Runs a step of a row.
  static func row<Result: ~Copyable>(
    _ body: () throws(ImportProblem) -> Result
  ) throws(RowFailure) -> Result {
    do { return try body() } catch { throw .row(error) }
  }

  /// Runs a step that concerns the whole file.
  static func file<Result: ~Copyable>(
    _ body: () throws(ImportProblem) -> Result
  ) throws(RowFailure) -> Result {
    do { return try body() } catch { throw .file(error) }
  }

  /// Runs a step of the workspace.
  static func workspace<Result>(
    _ body: () throws -> Result
  ) throws(RowFailure) -> Result {
    do {
      return try body()
    } catch let failure as RowFailure {
      throw failure
    } catch let error as WorkspaceError {
      throw .workspace(error)
    } catch {
      throw .workspace(.failed(path: "", detail: "\(error)"))
    }
  }

  /// Runs a step of GEOS that concerns the whole file.
  static func geometry<Result: ~Copyable>(
    _ body: () throws(GEOSError) -> Result
  ) throws(RowFailure) -> Result {
    do { return try body() } catch {
      throw .file(ImportProblem(.geometryUnrepairable, "\(error)"))
    }
  }
}
