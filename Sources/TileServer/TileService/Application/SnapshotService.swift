import GeoCore
import Logging
import ServiceLifecycle

/// Loads the first snapshot, then looks every second whether the workspace has changed and puts a
/// newer snapshot in place. Requests go on with the one they have.
struct SnapshotService: Service {
  let holder: SnapshotHolder
  let pool: RenderPool
  let logger: Logger
  let today: @Sendable () -> CivilDate

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await refresh()
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  private func refresh() async {
    let (holder, day) = (holder, today())
    do {
      guard try await pool.run({ _ in try holder.refresh(today: day) }),
        let snapshot = holder.snapshot
      else { return }
      logger.info(
        "snapshot loaded",
        metadata: [
          "generation": "\(snapshot.generation)", "villages": "\(snapshot.villages.areas.count)",
        ])
    } catch is CancellationError {
    } catch {
      logger.error("the workspace cannot be read", metadata: ["error": "\(error)"])
    }
  }
}
