public import GeoCore

/// Draws tiles ahead into the file beside the workspace, where a server finds them.
///
/// Tiles that are there and right are left alone, so seeding that was broken off goes on where it was.
public struct TileSeeder: Sendable {
  let snapshot: DatasetSnapshot
  let disclosure: Disclosure

  /// How many tiles are written in one transaction.
  private static let batch = 64

  /// Seeding from a snapshot.
  /// - Parameters:
  ///   - snapshot: What tiles are drawn from.
  ///   - disclosure: For whom: those who see the same get these tiles.
  public init(_ snapshot: DatasetSnapshot, for disclosure: Disclosure) {
    self.snapshot = snapshot
    self.disclosure = disclosure
  }

  /// Draws the tiles of a plan.
  /// - Parameters:
  ///   - plan: Which.
  ///   - store: Where they are kept.
  ///   - threads: How many are drawn at the same time.
  ///   - progress: Told after every few tiles how far it is; once it answers no, the rest is left.
  /// - Returns: What was done.
  /// - Throws: `SeedError.notKept` for tiles that are not kept on a disk; `RequestError` and
  ///   `DisclosureRefusal` for what may not be asked for; `WorkspaceError` when the file takes no more.
  public func seed(
    _ plan: SeedPlan, into store: TileStore, threads: Int, progress: (SeedProgress) -> Bool
  ) throws -> SeedProgress {
    var state = SeedProgress(total: plan.count)
    var batch: [String] = []
    func finish() throws {
      let addresses = batch
      let outcomes = ConcurrentMap.map(addresses.count, threads: threads) { index in
        Result { try tile(at: addresses[index], in: store) }
      }
      let tiles = try outcomes.compactMap { try $0.get() }
      try store.write(tiles)
      state.drawn += tiles.count
      state.kept += addresses.count - tiles.count
      state.bytes += tiles.reduce(0) { $0 + $1.tile.body.count }
      batch = []
    }
    for address in plan.addresses {
      batch.append(address)
      guard batch.count == Self.batch else { continue }
      try finish()
      guard progress(state) else { return state }
    }
    try finish()
    _ = progress(state)
    return state
  }

  /// Looks whether tiles like the one at an address may be drawn and kept.
  /// - Throws: `SeedError.notKept`; `RequestError` and `DisclosureRefusal` for what may not be asked for.
  func check(_ address: String) throws {
    let request = try TileRequest(path: address, zone: snapshot.zone, for: disclosure.role)
    let key = TileCache.Key(readers: try .init(request, disclosure), request: request)
    guard key.storedName != nil else { throw SeedError.notKept(request.content.layer) }
  }

  /// A tile with its name, drawn; `nil` when the store has it.
  /// - Throws: `SeedError.notKept`; what drawing throws.
  func tile(
    at address: String, in store: TileStore
  ) throws -> (key: String, tile: TileStore.Tile)? {
    let request = try TileRequest(path: address, zone: snapshot.zone, for: disclosure.role)
    let key = TileCache.Key(readers: try .init(request, disclosure), request: request)
    guard let name = key.storedName else { throw SeedError.notKept(request.content.layer) }
    let mark = try snapshot.state(of: request, for: disclosure).mark
    guard try !store.holds(name, mark: mark) else { return nil }
    let tile = try TileRenderer(snapshot).render(request, for: disclosure)
    let encoded = EncodedRepresentation(
      Representation(tile, request, generation: snapshot.generation))
    return (name, try encoded.stored(request, mark: mark))
  }
}

/// Why tiles are not drawn ahead.
public enum SeedError: Error, Hashable, Sendable, CustomStringConvertible {
  /// They show what is not published, and are kept in memory only.
  case notKept(TileLayer)
  /// Tiles are being drawn ahead already.
  case busy
  /// There is no file that takes them.
  case noStore

  /// One sentence for a person: what, and what to do.
  public var description: String {
    switch self {
    case .notKept(let layer):
      "tiles of '\(layer.rawValue)' for this reader are made of what is not published, and are not kept on a disk; choose a planner's or a partner's account, or another layer"
    case .busy: "tiles are being drawn ahead already; wait, or stop that first"
    case .noStore: "no tiles are kept on the disk; start the server with --cache-disk-mb"
    }
  }
}
