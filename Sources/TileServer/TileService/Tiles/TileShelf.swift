import GeoCore
import Logging
import Synchronization

/// Drawn tiles on the disk, behind those in memory: read by the threads that draw, written by one of its own.
///
/// Only what is drawn from published data is kept. Tiles that show single tips stay in memory: a report that is
/// deleted shall not live on in a picture.
///
/// When the disk is full or the file cannot be used, that is said once, and the service goes on without it.
final class TileShelf: Sendable {
  private struct State {
    var store: TileStore?
    var waiting: [(key: String, tile: TileStore.Tile)] = []
    var waitingBytes = 0
    var isWriting = false
    var writtenBytes = 0
  }

  /// What may wait to be written; tiles beyond are not kept.
  private static let capacity = 32 << 20

  private let limit: Int
  private let logger: Logger
  private let state: Mutex<State>
  private let thread = RenderPool(threads: 1, queue: 4)

  /// The tiles beside a workspace.
  /// - Parameters:
  ///   - workspace: Its path.
  ///   - megabytes: What the file may take; 0 for none at all.
  ///   - logger: Where it is said when there is none.
  convenience init(besides workspace: String, megabytes: Int, logger: Logger) {
    var store: TileStore?
    if megabytes > 0 {
      do {
        store = try TileStore(path: TileStore.path(besides: workspace))
      } catch {
        logger.warning("tiles are not kept on the disk", metadata: ["reason": "\(error)"])
      }
    }
    self.init(store, megabytes: megabytes, logger: logger)
  }

  /// Tiles in a file that is open.
  init(_ store: TileStore?, megabytes: Int, logger: Logger) {
    limit = megabytes << 20
    self.logger = logger
    state = Mutex(State(store: store))
  }

  /// The file; `nil` when there is none, or it could not be used.
  var store: TileStore? { state.withLock { $0.store } }

  /// The tile of a key that was made from what a mark stands for.
  func tile(_ key: String, mark: [UInt8]) -> TileStore.Tile? {
    guard let store else { return nil }
    do {
      return try store.tile(key).flatMap { $0.mark == mark ? $0 : nil }
    } catch {
      turnOff(error)
      return nil
    }
  }

  /// Keeps a tile, soon.
  func put(_ tile: TileStore.Tile, for key: String) {
    let begins = state.withLock { state in
      guard state.store != nil, state.waitingBytes + tile.body.count <= Self.capacity else {
        return false
      }
      state.waiting.append((key, tile))
      state.waitingBytes += tile.body.count
      defer { state.isWriting = true }
      return !state.isWriting
    }
    guard begins else { return }
    do {
      try thread.submit { [self] _ in writeWaiting() }
    } catch {
      state.withLock { $0.isWriting = false }
    }
  }

  /// Takes tiles out of the file.
  /// - Returns: How many there were.
  func clear(layer: TileLayer? = nil) throws -> Int {
    state.withLock { state in
      state.waiting = []
      state.waitingBytes = 0
    }
    return try store?.clear(layer: layer?.rawValue) ?? 0
  }

  /// Writes what is waiting and closes the file.
  func shutDown() async {
    await thread.shutDown()
    writeWaiting()
    state.withLock { state in
      defer { state.store = nil }
      return state.store
    }?.close()
  }

  private func writeWaiting() {
    while let (store, tiles) = next() {
      do {
        try store.write(tiles)
        try trim(store, after: tiles.reduce(0) { $0 + $1.tile.body.count })
      } catch {
        turnOff(error)
      }
    }
  }

  private func next() -> (TileStore, [(key: String, tile: TileStore.Tile)])? {
    state.withLock { state in
      defer {
        state.waiting = []
        state.waitingBytes = 0
      }
      guard let store = state.store, !state.waiting.isEmpty else {
        state.isWriting = false
        return nil
      }
      return (store, state.waiting)
    }
  }

  /// Looks at the size of the file once it may have grown by a part of what it may take.
  private func trim(_ store: TileStore, after bytes: Int) throws {
    let isDue = state.withLock { state in
      state.writtenBytes += bytes
      guard state.writtenBytes > limit / 16 else { return false }
      state.writtenBytes = 0
      return true
    }
    if isDue { try store.trim(toBytes: limit) }
  }

  private func turnOff(_ error: any Error) {
    let store = state.withLock { state in
      defer { state = State(store: nil) }
      return state.store
    }
    guard let store else { return }
    logger.warning(
      "tiles are not kept on the disk any more; the service goes on without",
      metadata: ["file": "\(store.path)", "reason": "\(error)"])
  }
}
