import Foundation
import GeoCore
import Synchronization

/// A plan that is made while nobody waits for it.
final class PlanJob: Sendable {
  /// Where a job stands, in the words of OGC API – Processes.
  enum Status: String, Sendable {
    case accepted, running, successful, failed, dismissed
  }

  /// What is told of a job.
  struct State: Sendable {
    var status = Status.accepted
    var progress = 0
    var started: Instant?
    var finished: Instant?
    /// What came out.
    var result: Representation?
    /// Why nothing came out.
    var problem: ProblemDetails?
  }

  let id = UUID().uuidString.lowercased()
  /// The account that began it: nobody else is told that it is there.
  let owner: String
  let created = PlanJob.now()
  private let guarded = Mutex(State())

  init(owner: String) { self.owner = owner }

  var state: State { guarded.withLock { $0 } }

  /// Whether it neither came to an end nor was dismissed.
  var isOpen: Bool { [.accepted, .running].contains(state.status) }

  /// Notes that it has begun.
  /// - Returns: Whether it is to be done: not when it was dismissed before.
  func begin() -> Bool {
    guarded.withLock { state in
      guard state.status == .accepted else { return false }
      state.status = .running
      state.started = Self.now()
      return true
    }
  }

  func note(progress: Double) {
    let percent = Int((min(max(progress, 0), 1) * 100).rounded(.down))
    guarded.withLock { $0.progress = max($0.progress, percent) }
  }

  /// Notes how it ended, unless it was dismissed meanwhile.
  func end(_ outcome: Result<Representation, ProblemDetails>) {
    guarded.withLock { state in
      guard state.status == .running else { return }
      state.finished = Self.now()
      switch outcome {
      case .success(let result):
        (state.status, state.result, state.progress) = (.successful, result, 100)
      case .failure(let problem): (state.status, state.problem) = (.failed, problem)
      }
    }
  }

  /// Ends it where it goes on, and drops its result where it has one.
  func dismiss() {
    guarded.withLock { state in
      if state.finished == nil { state.finished = Self.now() }
      (state.status, state.result) = (.dismissed, nil)
    }
  }

  static func now() -> Instant {
    Instant(secondsSince1970: Int64(Date().timeIntervalSince1970))
  }

  /// The status document.
  var json: JSONValue {
    let state = state
    let end: [(String, JSONValue)] =
      state.problem.map { [("message", .text($0.detail))] } ?? []
    let results =
      state.status == .successful
      ? [
        Link(
          relation: Link.ogc("results"), address: "/jobs/\(id)/results",
          mediaType: state.result?.mediaType)
      ] : []
    return .object(
      [
        ("processID", .text(SelectVillages.id)), ("type", "process"), ("jobID", .text(id)),
        ("status", .text(state.status.rawValue)), ("created", .text(created.iso8601)),
        ("started", .optional(state.started?.iso8601)),
        ("finished", .optional(state.finished?.iso8601)),
        ("progress", .number(Double(state.progress))),
      ] + end + [
        (
          "links",
          ([Link(relation: "self", address: "/jobs/\(id)", mediaType: MediaType.json)] + results)
            .json
        )
      ])
  }
}
