import GeoCore
import Hummingbird

/// What a render thread is given to answer a request with.
struct RenderJob: Sendable {
  /// The snapshot that the request keeps to its end.
  let snapshot: DatasetSnapshot
  /// On whose behalf.
  let disclosure: Disclosure
  /// Whether somebody still waits for the answer.
  let isWanted: @Sendable () -> Bool
}

/// What the routes share: where the snapshot comes from, and where computing happens.
struct ServiceContext: Sendable {
  let holder: SnapshotHolder
  let pool: RenderPool
  let tiles: TileAnswers
  let seeding: SeedJob
  let assets: ViewerAssets
  let access: AccessControl
  var operations = ServiceOperations()

  /// The snapshot that the request keeps to its end.
  /// - Throws: `ProblemDetails.notReady` before the first is loaded.
  func snapshot() throws(ProblemDetails) -> DatasetSnapshot {
    guard let snapshot = holder.snapshot else { throw .notReady }
    return snapshot
  }

  /// Answers with what `make` computes on a render thread; compressing it happens there too.
  func render(
    _ request: Request, _ context: ServiceRequestContext,
    _ make: @escaping @Sendable (RenderJob) throws -> Representation
  ) async throws -> Response {
    let snapshot = try snapshot()
    let disclosure = context.caller.disclosure
    return try await pool.run { isWanted in
      let job = RenderJob(snapshot: snapshot, disclosure: disclosure, isWanted: isWanted)
      return try make(job).response(to: request)
    }
  }
}
