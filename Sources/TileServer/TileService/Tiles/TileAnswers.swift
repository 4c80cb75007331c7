import GeoCore
import Hummingbird
import Synchronization

/// Answers requests for tiles, whichever route they come by: from memory, from the disk, or drawn.
struct TileAnswers: Sendable {
  let holder: SnapshotHolder
  let pool: RenderPool
  let cache: TileCache
  let shelf: TileShelf
  /// Tiles being found or drawn, each of one revision of the data.
  let flights = SingleFlight<FlightKey, Found>()
  let counts = TileCounts()
  /// Answers to the latest requests, whole.
  let quick = QuickTiles()

  struct FlightKey: Hashable {
    var tile: TileCache.Key
    var revision: Int
  }

  /// A tile with where it came from.
  struct Found: Sendable {
    var tile: EncodedRepresentation
    var origin: TileOrigin
  }

  /// The answer to a request.
  /// - Parameters:
  ///   - request: Of which the conditions and the accepted encodings count.
  ///   - wanted: The tile.
  ///   - snapshot: What it is drawn from.
  ///   - disclosure: On whose behalf.
  ///   - record: Where it is noted whence the tile came.
  /// - Returns: The tile, or that the client has it.
  /// - Throws: `DisclosureRefusal` for what may not be asked for; what drawing throws.
  func response(
    to request: Request, of wanted: TileRequest, from snapshot: DatasetSnapshot,
    for disclosure: Disclosure, noting record: RequestRecord? = nil
  ) async throws -> Response {
    let key = TileCache.Key(readers: try .init(wanted, disclosure), request: wanted)
    // What is known to be right is answered at once, without a thread that draws.
    if let tile = cache.tile(key, revision: snapshot.revision) {
      counts.note(.known)
      record?.cacheResult(.hit)
      return try tile.response(to: request)
    }
    let flight = FlightKey(tile: key, revision: snapshot.revision)
    let found = try await flights.value(for: flight, on: pool) { isWanted in
      let job = RenderJob(snapshot: snapshot, disclosure: disclosure, isWanted: isWanted)
      let found = try find(key, job)
      try found.tile.prepare(for: request)
      return found
    }
    record?.cacheResult(CacheResult(found.origin))
    return try found.tile.response(to: request)
  }

  private func find(_ key: TileCache.Key, _ job: RenderJob) throws -> Found {
    let state = try job.snapshot.state(of: key.request, for: job.disclosure)
    let found: Found
    if let known = try known(key, state, job) {
      found = Found(tile: known, origin: .renewed)
    } else if let stored = try stored(key, state, job) {
      found = Found(tile: stored, origin: .stored)
    } else {
      found = Found(tile: try drawn(key, state, job), origin: .drawn)
    }
    counts.note(found.origin)
    cache.insert(.init(tile: found.tile, state: state), for: key)
    return found
  }

  /// The tile from memory, when nothing that goes into it has changed.
  private func known(
    _ key: TileCache.Key, _ state: TileState, _ job: RenderJob
  ) throws -> EncodedRepresentation? {
    guard let entry = cache.entry(key), entry.state.mark == state.mark,
      entry.state.revision <= state.revision,
      try job.snapshot.isUntouched(
        key.request, since: entry.state.revision, for: job.disclosure)
    else { return nil }
    return entry.tile.renewed(for: job.snapshot.generation)
  }

  private func stored(
    _ key: TileCache.Key, _ state: TileState, _ job: RenderJob
  ) throws -> EncodedRepresentation? {
    guard let name = key.storedName, let tile = shelf.tile(name, mark: state.mark) else {
      return nil
    }
    return EncodedRepresentation(tile, of: key.request, generation: job.snapshot.generation)
  }

  private func drawn(
    _ key: TileCache.Key, _ state: TileState, _ job: RenderJob
  ) throws -> EncodedRepresentation {
    let tile = try TileRenderer(job.snapshot).render(
      key.request, for: job.disclosure, while: job.isWanted)
    let encoded = EncodedRepresentation(
      Representation(tile, key.request, generation: job.snapshot.generation))
    if let name = key.storedName, shelf.store != nil {
      shelf.put(try encoded.stored(key.request, mark: state.mark), for: name)
    }
    return encoded
  }
}

/// Where tiles came from.
enum TileOrigin: Int, CaseIterable, Sendable {
  /// From memory, at once.
  case known
  /// From memory, after it was looked whether anything in them has changed.
  case renewed
  /// From the disk.
  case stored
  /// They were drawn.
  case drawn
}

/// How many tiles came from where since the start.
final class TileCounts: Sendable {
  private let known = Atomic(0)
  private let renewed = Atomic(0)
  private let stored = Atomic(0)
  private let drawn = Atomic(0)

  func note(_ origin: TileOrigin) {
    switch origin {
    case .known: known.add(1, ordering: .relaxed)
    case .renewed: renewed.add(1, ordering: .relaxed)
    case .stored: stored.add(1, ordering: .relaxed)
    case .drawn: drawn.add(1, ordering: .relaxed)
    }
  }

  func count(_ origin: TileOrigin) -> Int {
    switch origin {
    case .known: known.load(ordering: .relaxed)
    case .renewed: renewed.load(ordering: .relaxed)
    case .stored: stored.load(ordering: .relaxed)
    case .drawn: drawn.load(ordering: .relaxed)
    }
  }
}
