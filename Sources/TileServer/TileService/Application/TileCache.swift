import GeoCore
import Synchronization

/// Keeps drawn tiles in memory as they go over the wire, up to a number of bytes.
///
/// Two halves take the place of a list by age: what is asked for moves to the young half, and when that
/// is full the old half is dropped and the young one grows old. So whatever was used lately stays, and
/// every step costs the same.
final class TileCache: Sendable {
  /// Those to whom a tile looks the same: what of a permission decides the picture, without the words
  /// of its purpose.
  enum Readers: Hashable {
    /// Everybody: boundaries and coverage.
    case everyone
    /// Whoever may see the same of what the picture is made from.
    case some(Audience)
    /// Whoever may see the same points one by one, and is told the same of them.
    case points(PointAudience)

    /// - Throws: `DisclosureRefusal` for a tile that is not shown.
    init(_ request: TileRequest, _ disclosure: Disclosure) throws(DisclosureRefusal) {
      switch request.content {
      case .villages, .coverage: self = .everyone
      case .heat(let heat): self = .some(try disclosure.audience(of: heat.query.source.subject))
      case .points(let points):
        self = .points(try disclosure.pointAudience(of: points.layer.subject))
      }
    }
  }

  /// A tile of one state of the data, for those who see the same.
  struct Key: Hashable {
    var generation: Int64
    /// The day that counts as today: status and recency change with it.
    var day: CivilDate
    var readers: Readers
    var request: TileRequest
  }

  private struct Halves {
    var young: [Key: EncodedRepresentation] = [:]
    var old: [Key: EncodedRepresentation] = [:]
    var youngBytes = 0
  }

  /// What a tile takes besides its body.
  private static let overhead = 512

  private let limit: Int
  private let halves = Mutex(Halves())

  /// A cache of so many megabytes; none at all for 0.
  init(megabytes: Int) { limit = megabytes * 1_048_576 / 2 }

  /// The tile of a key, if it is there.
  func known(_ key: Key) -> EncodedRepresentation? {
    limit > 0 ? halves.withLock { Self.find(key, in: &$0, limit) } : nil
  }

  /// The tile of a key, drawn if it is not there.
  func tile(_ key: Key, draw: () throws -> Representation) rethrows -> EncodedRepresentation {
    guard limit > 0 else { return EncodedRepresentation(try draw()) }
    if let known = halves.withLock({ Self.find(key, in: &$0, limit) }) { return known }
    let drawn = EncodedRepresentation(try draw())
    halves.withLock { Self.insert(drawn, key, into: &$0, limit) }
    return drawn
  }

  private static func find(_ key: Key, in halves: inout Halves, _ limit: Int)
    -> EncodedRepresentation?
  {
    if let tile = halves.young[key] { return tile }
    guard let tile = halves.old.removeValue(forKey: key) else { return nil }
    insert(tile, key, into: &halves, limit)
    return tile
  }

  private static func insert(
    _ tile: EncodedRepresentation, _ key: Key, into halves: inout Halves, _ limit: Int
  ) {
    let size = tile.byteCount + overhead
    guard size <= limit else { return }
    if halves.youngBytes + size > limit {
      halves.old = halves.young
      halves.young = [:]
      halves.youngBytes = 0
    }
    if halves.young.updateValue(tile, forKey: key) == nil { halves.youngBytes += size }
  }
}
