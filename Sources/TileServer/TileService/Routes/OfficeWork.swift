import Foundation
import GeoCore
import HTTPTypes
import Hummingbird

/// What routes by which offices change something have in common: the change and its entry in the audit log are one
/// transaction, and the next request sees it.
struct OfficeWork: Sendable {
  let service: ServiceContext
  let workspace: Workspace
  /// The day of now.
  let today: @Sendable () -> CivilDate

  /// Makes a change on behalf of a caller.
  /// - Parameters:
  ///   - action: What the log calls it.
  ///   - detail: What the log tells of it, without personal data.
  ///   - caller: Who wants it.
  ///   - body: Makes it.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws; `ProblemDetails.unwritable` where nothing can be written now.
  func change<Result: Sendable>(
    _ action: String, _ detail: String, by caller: Caller,
    _ body: @escaping @Sendable (WorkspaceTransaction) throws -> Result
  ) async throws -> Result {
    let event = AuditEvent(
      by: caller.principal, purpose: caller.purpose?.text, action: action, detail: detail,
      rowCount: 1)
    let (holder, workspace, day) = (service.holder, workspace, today())
    return try await service.pool.run { _ in
      let result = try Self.written(in: workspace, noting: event, body)
      try holder.refresh(today: day)
      return result
    }
  }

  private static func written<Result>(
    in workspace: Workspace, noting event: AuditEvent,
    _ body: (WorkspaceTransaction) throws -> Result
  ) throws -> Result {
    do {
      return try workspace.write(noting: event) { transaction, _ in try body(transaction) }
    } catch let error as WorkspaceError {
      switch error {
      case .readOnly, .locked, .noSpace: throw ProblemDetails.unwritable
      default: throw error
      }
    }
  }

  /// The code of a village of today.
  static func village(_ text: String, in snapshot: DatasetSnapshot) throws(RequestError) -> String {
    let code = snapshot.register.code(text, scheme: nil)
    guard snapshot.villages.position(code: code) != nil else {
      throw .unknownVillage(text)
    }
    return code
  }

  /// A day that has come.
  func pastDay(_ text: String, _ parameter: String) throws(RequestError) -> CivilDate {
    guard let day = CivilDate(text), day <= today() else {
      throw .badValue(
        parameter: parameter, value: text, expected: "a day such as 2026-10-31 that has come")
    }
    return day
  }

  /// One of some words.
  static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ parameter: String
  ) throws(RequestError) -> Choice {
    guard let choice = Choice(rawValue: text) else {
      throw .badValue(
        parameter: parameter, value: text,
        expected: Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  /// A line of text that may be left out; an empty one is none.
  static func line(_ text: String?, _ parameter: String) throws(RequestError) -> String? {
    let line = (text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    guard !line.isEmpty else { return nil }
    let isPlain = line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    guard line.count <= 120, isPlain else {
      throw .badValue(
        parameter: parameter, value: String(line.prefix(60)), expected: "a line of 1 to 120 letters"
      )
    }
    return line
  }
}
