import GeoCore
import Logging
import Synchronization

/// Tiles that are drawn ahead while the service runs, one after another, each in the queue with those that are
/// asked for. There is one job at a time.
final class SeedJob: Sendable {
  /// Where a job stands.
  struct Status: Sendable {
    var layer: TileLayer
    var progress: SeedProgress
    var isRunning = true
    /// Why it ended before its end.
    var failure: String?
  }

  private struct State {
    var status: Status?
    var task: Task<Void, Never>?
  }

  private let state = Mutex(State())
  private let holder: SnapshotHolder
  private let pool: RenderPool
  private let shelf: TileShelf

  /// How long it waits when the queue is full.
  private static let pause = Duration.milliseconds(200)

  init(holder: SnapshotHolder, pool: RenderPool, shelf: TileShelf) {
    self.holder = holder
    self.pool = pool
    self.shelf = shelf
  }

  /// Where the latest job stands; `nil` before the first.
  var status: Status? { state.withLock { $0.status } }

  /// Begins a job.
  /// - Throws: `SeedError.busy`, `.noStore`; what the first tile throws, so that a slip of the pen is told at
  ///   once.
  func begin(_ plan: SeedPlan, for disclosure: Disclosure, from snapshot: DatasetSnapshot) throws {
    guard shelf.store != nil else { throw SeedError.noStore }
    if let first = plan.addresses.first(where: { _ in true }) {
      try TileSeeder(snapshot, for: disclosure).check(first)
    }
    try state.withLock { state in
      guard state.status?.isRunning != true else { throw SeedError.busy }
      state.status = Status(layer: plan.layer, progress: SeedProgress(total: plan.count))
      state.task = Task { await self.run(plan, disclosure) }
    }
  }

  /// Ends the job that runs, if one does.
  /// - Returns: Whether one did.
  func stop() -> Bool {
    state.withLock { state in
      state.task?.cancel()
      return state.status?.isRunning ?? false
    }
  }

  private func run(_ plan: SeedPlan, _ disclosure: Disclosure) async {
    var failure: String?
    do {
      for address in plan.addresses { try await draw(address, disclosure) }
    } catch is CancellationError {
      failure = "stopped"
    } catch {
      failure = "\(error)"
    }
    state.withLock { state in
      state.status?.isRunning = false
      state.status?.failure = failure
    }
  }

  private func draw(_ address: String, _ disclosure: Disclosure) async throws {
    while true {
      try Task.checkCancellation()
      do {
        guard let snapshot = holder.snapshot, let store = shelf.store else {
          throw SeedError.noStore
        }
        let bytes = try await pool.run { _ -> Int? in
          let seeder = TileSeeder(snapshot, for: disclosure)
          guard let tile = try seeder.tile(at: address, in: store) else { return nil }
          try store.write([tile])
          return tile.tile.body.count
        }
        return count(bytes)
      } catch is RenderPool.Overloaded {
        try await Task.sleep(for: Self.pause)
      }
    }
  }

  private func count(_ bytes: Int?) {
    state.withLock { state in
      guard let bytes else {
        state.status?.progress.kept += 1
        return
      }
      state.status?.progress.drawn += 1
      state.status?.progress.bytes += bytes
    }
  }
}
