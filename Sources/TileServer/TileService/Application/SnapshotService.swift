import GeoCore
import Logging
import ServiceLifecycle

/// Loads the first snapshot, then looks several times a second whether the workspace has changed and
/// puts a newer snapshot in place, and the accounts with it. Requests go on with the one they have.
struct SnapshotService: Service {
  let holder: SnapshotHolder
  let accounts: AccountReader
  let workspace: Workspace
  let logger: Logger
  let today: @Sendable () -> CivilDate
  let state: ServiceState
  /// Threads of its own: what is new must not wait behind what is being drawn.
  private let pool = RenderPool(threads: 6, queue: 6)

  /// Asking for the generation reads one row.
  private static let refreshInterval = Duration.milliseconds(200)
  private static let upkeepInterval = Duration.seconds(2)
  /// A file of hundreds of megabytes is not written for each new question.
  private static let savingInterval = Duration.seconds(20)

  init(
    holder: SnapshotHolder, accounts: AccountReader, workspace: Workspace, logger: Logger,
    today: @escaping @Sendable () -> CivilDate, state: ServiceState
  ) {
    self.holder = holder
    self.accounts = accounts
    self.workspace = workspace
    self.logger = logger
    self.today = today
    self.state = state
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await self.repeating(every: Self.refreshInterval, self.refresh) }
        group.addTask {
          await self.repeating(every: Self.refreshInterval, self.refreshAccounts)
        }
        group.addTask { await self.repeating(every: Self.upkeepInterval, self.consolidate) }
        group.addTask { await self.repeating(every: Self.savingInterval, self.save) }
        group.addTask { await self.repeating(every: Self.upkeepInterval, self.prepareNames) }
        group.addTask { await self.repeating(every: Self.upkeepInterval, self.closePeriods) }
      }
    }
    await pool.shutDown()
  }

  private func repeating(
    every interval: Duration, _ work: @Sendable () async -> Void
  ) async {
    while !Task.isCancelled {
      await work()
      try? await Task.sleep(for: interval)
    }
  }

  @Sendable private func refresh() async {
    let (holder, day, state) = (holder, today(), state)
    await attempt("the workspace cannot be read") {
      let isFirst = holder.snapshot == nil
      defer { if let generation = holder.snapshot?.generation { state.serves(generation) } }
      guard try holder.refresh(today: day), let snapshot = holder.snapshot else { return }
      logger.info(
        "snapshot loaded",
        metadata: [
          "generation": "\(snapshot.generation)", "villages": "\(snapshot.villages.areas.count)",
        ])
      if isFirst, snapshot.publishedBounds.isEmpty {
        logger.notice(
          "no month has been closed yet: planners and partners see no data; see geoctl periods close"
        )
      }
    }
  }

  /// Takes in accounts that were added or revoked.
  @Sendable private func refreshAccounts() async {
    let accounts = accounts
    await attempt("the accounts cannot be read") { try accounts.refresh() }
  }

  /// Sorts in what has changed.
  @Sendable private func consolidate() async {
    let holder = holder
    await attempt("the workspace cannot be read") { try holder.consolidate() }
  }

  /// Makes ready what finds places in words, so that no request waits for it.
  @Sendable private func prepareNames() async {
    let holder = holder
    await attempt("the names of places cannot be prepared") { _ = holder.snapshot?.geocoder }
  }

  /// Publishes the months that are due, once the owner has closed the first ones.
  @Sendable private func closePeriods() async {
    let (holder, workspace, day) = (holder, workspace, today())
    await attempt("a month is due and cannot be closed") {
      guard workspace.mode == .readWrite, let snapshot = holder.snapshot,
        snapshot.isClosingDue(on: day),
        let report = try snapshot.closePeriods(in: workspace, on: day), !report.months.isEmpty
      else { return }
      logger.info(
        "months closed",
        metadata: [
          "months": "\(report.months.map(\.description).joined(separator: " "))",
          "tips": "\(report.countedTips)", "numbers": "\(report.publishedNumbers)",
        ])
      let published = try DatasetSnapshot(of: workspace, today: day)
      let notices = try published.updateNotices(in: workspace, at: IntakeQueue.now())
      logger.info(
        "notices updated",
        metadata: ["raised": "\(notices.raised.count)", "ended": "\(notices.ended.count)"])
    }
  }

  /// Keeps what was sorted for the next start.
  @Sendable private func save() async {
    let holder = holder
    await attempt("the sorted tips cannot be kept beside the workspace") { try holder.saveViews() }
  }

  private func attempt(
    _ complaint: Logger.Message, _ work: @escaping @Sendable () throws -> Void
  ) async {
    do {
      try await pool.run { _ in try work() }
    } catch is CancellationError {
    } catch {
      logger.error(complaint, metadata: ["error": "\(error)"])
    }
  }
}
