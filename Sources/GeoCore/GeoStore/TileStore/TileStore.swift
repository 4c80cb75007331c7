import FoundationEssentials
import GRDB
import Glibc
import Synchronization

/// Drawn tiles in a file beside the workspace (`NAME.gpkg.tiles`), for the next start and for what the memory
/// does not hold.
///
/// The file may be deleted at any time. Each tile carries the mark of what it was made from; whoever reads it
/// compares that with the mark of today, so that a file that was left behind does no harm. Several programs may
/// have it open. It is in write-ahead mode: a program that is killed loses its last tiles, and no others.
public final class TileStore: Sendable {
  /// A tile as it is kept.
  public struct Tile: Sendable, Equatable {
    /// What it was made from.
    public var mark: [UInt8]
    /// The layer, for lists.
    public var layer: String
    /// The zoom level, for lists.
    public var zoom: Int
    /// The body; of vector formats compressed as gzip does.
    public var body: [UInt8]
    /// How many features were left out of it.
    public var droppedFeatures: Int

    /// A tile from its parts.
    public init(
      mark: [UInt8], layer: String, zoom: Int, body: [UInt8], droppedFeatures: Int = 0
    ) {
      self.mark = mark
      self.layer = layer
      self.zoom = zoom
      self.body = body
      self.droppedFeatures = droppedFeatures
    }
  }

  /// The tiles of a layer and zoom in the file.
  public struct Share: Sendable, Equatable {
    /// The layer.
    public let layer: String
    /// The zoom level.
    public let zoom: Int
    /// How many tiles.
    public let tiles: Int
    /// The bytes of their bodies.
    public let bytes: Int
  }

  /// Rises with every change of the table.
  private static let version = 1

  /// The file.
  public let path: String
  private let pool: DatabasePool
  private let isClosed = Mutex(false)

  /// Where the tiles of a workspace are.
  public static func path(besides workspace: String) -> String { workspace + ".tiles" }

  /// Opens the file, which is made if it is not there. One that is damaged, or is none of ours, is made anew.
  /// - Parameters:
  ///   - path: The file.
  ///   - largestPageCount: The pages of 4096 bytes that it may have; `nil` for as many as the disk takes.
  /// - Throws: `WorkspaceError` when that cannot be done.
  public init(path: String, largestPageCount: Int? = nil) throws(WorkspaceError) {
    self.path = path
    pool = try WorkspaceError.catching(path: path) {
      do {
        return try Self.open(path, largestPageCount)
      } catch let error as DatabaseError where Self.isDamage(error) {
        WorkspaceFile.remove(at: path)
        return try Self.open(path, largestPageCount)
      }
    }
  }

  deinit { close() }

  /// Closes the file, and leaves it without a log beside it unless another program has it open.
  public func close() {
    let isFirst = isClosed.withLock { closed in
      defer { closed = true }
      return !closed
    }
    guard isFirst else { return }
    try? pool.close()
    WorkspaceConnections.leaveAsSingleFile(path)
  }

  private static func isDamage(_ error: DatabaseError) -> Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR].contains(error.resultCode)
  }

  private static func open(_ path: String, _ largestPageCount: Int?) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.label = "tiles"
    configuration.prepareDatabase { db in
      // The last tiles may be lost with the power; the file is not.
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
      if let largestPageCount {
        try db.execute(sql: "PRAGMA max_page_count = \(largestPageCount)")
      }
    }
    let pool = try DatabasePool(path: path, configuration: configuration)
    // What is drawn for one role is not for every account of the machine.
    _ = unsafe chmod(path, 0o600)
    try pool.write { db in
      let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      guard found != version else { return }
      try db.execute(sql: "DROP TABLE IF EXISTS tiles")
      try db.execute(sql: create)
      try db.execute(sql: "PRAGMA user_version = \(version)")
    }
    return pool
  }

  private static let create = """
    CREATE TABLE tiles (
      "number" INTEGER PRIMARY KEY,
      "key" TEXT NOT NULL UNIQUE,
      "mark" BLOB NOT NULL,
      "layer" TEXT NOT NULL,
      "zoom" INTEGER NOT NULL,
      "dropped" INTEGER NOT NULL,
      "body" BLOB NOT NULL
    )
    """
}

extension TileStore {
  /// The tile of a key; `nil` when it is not there.
  /// - Throws: `WorkspaceError`.
  /// - Complexity: O(log n).
  public func tile(_ key: String) throws(WorkspaceError) -> Tile? {
    try WorkspaceError.catching(path: path) {
      try pool.read { db in
        let statement = try db.cachedStatement(
          sql: "SELECT mark, layer, zoom, dropped, body FROM tiles WHERE key = ?")
        return try Row.fetchOne(statement, arguments: [key]).map { row in
          Tile(
            mark: Array(row["mark"] as Data), layer: row["layer"], zoom: row["zoom"],
            body: Array(row["body"] as Data), droppedFeatures: row["dropped"])
        }
      }
    }
  }

  /// Whether a tile is there that was made from what a mark stands for.
  /// - Throws: `WorkspaceError`.
  public func holds(_ key: String, mark: [UInt8]) throws(WorkspaceError) -> Bool {
    try WorkspaceError.catching(path: path) {
      try pool.read { db in
        let statement = try db.cachedStatement(
          sql: "SELECT 1 FROM tiles WHERE key = ? AND mark = ?")
        return try Int.fetchOne(statement, arguments: [key, Data(mark)]) != nil
      }
    }
  }

  /// Puts tiles into the file, in one transaction, in the places of those with the same keys.
  /// - Throws: `WorkspaceError`, such as `.noSpace`; then none of them is in the file.
  public func write(_ tiles: [(key: String, tile: Tile)]) throws(WorkspaceError) {
    try WorkspaceError.catching(path: path) {
      try pool.write { db in
        let statement = try db.cachedStatement(
          sql: """
            INSERT OR REPLACE INTO tiles (key, mark, layer, zoom, dropped, body)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        for (key, tile) in tiles {
          try statement.execute(arguments: [
            key, Data(tile.mark), tile.layer, tile.zoom, tile.droppedFeatures, Data(tile.body),
          ])
        }
      }
    }
  }

  /// What is in the file, by layer and zoom.
  /// - Throws: `WorkspaceError`.
  public func shares() throws(WorkspaceError) -> [Share] {
    try WorkspaceError.catching(path: path) {
      try pool.read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT layer, zoom, count(*) AS tiles, sum(length(body)) AS bytes FROM tiles
            GROUP BY layer, zoom ORDER BY layer, zoom
            """
        ).map { row in
          Share(layer: row["layer"], zoom: row["zoom"], tiles: row["tiles"], bytes: row["bytes"])
        }
      }
    }
  }

  /// Takes tiles out of the file, and gives their room back to the disk.
  /// - Parameter layer: Of which layer; of all when `nil`.
  /// - Returns: How many there were.
  /// - Throws: `WorkspaceError`.
  @discardableResult
  public func clear(layer: String? = nil) throws(WorkspaceError) -> Int {
    try WorkspaceError.catching(path: path) {
      let count = try pool.write { db in
        if let layer {
          try db.execute(sql: "DELETE FROM tiles WHERE layer = ?", arguments: [layer])
        } else {
          try db.execute(sql: "DELETE FROM tiles")
        }
        return db.changesCount
      }
      try pool.vacuum()
      return count
    }
  }

  /// Takes out those tiles that have been in the file for the longest time, until the file has room for as
  /// many bytes as it may take.
  /// - Returns: How many were taken out.
  /// - Throws: `WorkspaceError`.
  @discardableResult
  public func trim(toBytes limit: Int) throws(WorkspaceError) -> Int {
    try WorkspaceError.catching(path: path) {
      try pool.write { db in
        let used = try Int.fetchOne(db, sql: usedBytes) ?? 0
        guard used > limit else { return 0 }
        // A tenth more, so that it is not done again at once.
        let excess = used - limit + limit / 10
        try db.execute(
          sql: """
            DELETE FROM tiles WHERE number IN (
              SELECT number FROM (
                SELECT number, sum(length(body) + 200) OVER (ORDER BY number) AS running FROM tiles
              ) WHERE running <= ?
            )
            """, arguments: [excess])
        return db.changesCount
      }
    }
  }

  private var usedBytes: String {
    """
    SELECT (page_count - freelist_count) * page_size
    FROM pragma_page_count, pragma_freelist_count, pragma_page_size
    """
  }
}
