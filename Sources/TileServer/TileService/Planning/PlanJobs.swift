import HTTPTypes
import Hummingbird
import Synchronization

/// The jobs of a service: one at a time is computed, so that maps are drawn meanwhile; some may wait, and some that have
/// ended are kept until others take their place.
final class PlanJobs: Sendable {
  /// How many may wait or run.
  static let openLimit = 8
  /// How many of one account.
  static let openLimitOfAccount = 3
  /// How many are kept in all.
  static let limit = 64

  private struct Entry {
    let job: PlanJob
    /// What is to be done; `nil` once it has begun.
    var work: (@Sendable (PlanJob) -> Void)?
  }

  private struct State {
    /// In the order in which they came.
    var entries: [Entry] = []
    var isRunning = false
  }

  private let state = Mutex(State())
  private let pool: RenderPool

  init(pool: RenderPool) { self.pool = pool }

  /// Takes a job on.
  /// - Parameters:
  ///   - owner: The account.
  ///   - work: Ends the job; called on a thread of the pool.
  /// - Returns: The job, which waits or runs.
  /// - Throws: `ProblemDetails` 503 where too many wait already.
  func begin(
    owner: String, _ work: @escaping @Sendable (PlanJob) -> Void
  ) throws(ProblemDetails) -> PlanJob {
    let job = PlanJob(owner: owner)
    let isTaken = state.withLock { state in
      let open = state.entries.filter { $0.job.isOpen }
      guard open.count < Self.openLimit,
        open.count(where: { $0.job.owner == owner }) < Self.openLimitOfAccount
      else { return false }
      state.entries.append(Entry(job: job, work: work))
      if state.entries.count > Self.limit,
        let oldest = state.entries.firstIndex(where: { !$0.job.isOpen })
      {
        state.entries.remove(at: oldest)
      }
      return true
    }
    guard isTaken else { throw .tooManyJobs }
    startNext()
    return job
  }

  /// The jobs of an account, the latest first.
  func jobs(of owner: String) -> [PlanJob] {
    state.withLock { $0.entries.map(\.job).filter { $0.owner == owner }.reversed() }
  }

  /// A job of an account; `nil` where it has none of this name.
  func job(_ id: String, of owner: String) -> PlanJob? {
    state.withLock { state in
      state.entries.first { $0.job.id == id && $0.job.owner == owner }?.job
    }
  }

  /// Ends a job and forgets it.
  func dismiss(_ job: PlanJob) {
    job.dismiss()
    state.withLock { $0.entries.removeAll { $0.job.id == job.id } }
  }

  /// Begins with the job that waits longest, where none runs.
  private func startNext() {
    let next: (PlanJob, @Sendable (PlanJob) -> Void)? = state.withLock { state in
      guard !state.isRunning,
        let place = state.entries.firstIndex(where: { $0.work != nil && $0.job.isOpen }),
        let work = state.entries[place].work
      else { return nil }
      state.entries[place].work = nil
      state.isRunning = true
      return (state.entries[place].job, work)
    }
    guard let (job, work) = next else { return }
    do {
      try pool.submit { [self] isActive in
        if isActive, job.begin() { work(job) }
        ended()
      }
    } catch {
      // The queue is full of maps; the job says so instead of waiting for a place that may never come.
      if job.begin() { job.end(.failure(.overloaded)) }
      ended()
    }
  }

  private func ended() {
    state.withLock { $0.isRunning = false }
    startNext()
  }
}

extension ProblemDetails {
  static let tooManyJobs = ProblemDetails(
    status: .serviceUnavailable, code: "too-many-jobs",
    detail: "too many plans are being made; wait for one to end, or dismiss it",
    headers: [.retryAfter: "10"])
}
