import GeoCore
import Synchronization

/// Keeps drawn tiles in memory as they go over the wire, up to a number of bytes.
///
/// A tile stays for as long as it would be drawn the same. Whether it would is looked at once after each
/// change of the data, when it is asked for; until the next change it is known by its revision alone.
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

    /// Whoever plans for the same area.
    case area(AreaOfResponsibility)

    /// - Throws: `DisclosureRefusal` for a tile that is not shown.
    init(_ request: TileRequest, _ disclosure: Disclosure) throws(DisclosureRefusal) {
      switch request.content {
      case .villages, .coverage: self = .everyone
      case .hotspots, .clusters(.scan): self = .some(try disclosure.audience(of: .tipDensity))
      case .clusters(.points): self = .points(try disclosure.pointAudience(of: .tips))
      case .heat(let heat): self = .some(try disclosure.audience(of: heat.query.source.subject))
      case .priority: self = .area(try disclosure.visibleArea(of: .plans))
      case .points(let points):
        self = .points(try disclosure.pointAudience(of: points.layer.subject))
      }
    }
  }

  /// A tile, for those who see the same.
  struct Key: Hashable {
    var readers: Readers
    var request: TileRequest
  }

  /// A tile with what it was made from.
  struct Entry {
    /// As it is sent.
    var tile: EncodedRepresentation
    /// What it is made from, in the last revision of the data for which it was found to be right.
    var state: TileState
  }

  private struct Halves {
    var young: [Key: Entry] = [:]
    var old: [Key: Entry] = [:]
    var youngBytes = 0
    var oldBytes = 0
  }

  /// What a tile takes besides its body.
  private static let overhead = 1024

  private let limit: Int
  private let halves = Mutex(Halves())

  /// A cache of so many megabytes; none at all for 0.
  init(megabytes: Int) { limit = megabytes * 1_048_576 / 2 }

  /// The tile of a key, if it is there and known to be right for a revision.
  func tile(_ key: Key, revision: Int) -> EncodedRepresentation? {
    entry(key).flatMap { $0.state.revision == revision ? $0.tile : nil }
  }

  /// What is there of a key, right or not.
  func entry(_ key: Key) -> Entry? {
    limit > 0 ? halves.withLock { Self.find(key, in: &$0, limit) } : nil
  }

  /// Puts a tile in the place of what was there.
  func insert(_ entry: Entry, for key: Key) {
    guard limit > 0 else { return }
    halves.withLock { Self.insert(entry, key, into: &$0, limit) }
  }

  /// Forgets all tiles, or those of a layer.
  /// - Returns: How many there were.
  func clear(layer: TileLayer? = nil) -> Int {
    halves.withLock { halves in
      let before = halves.young.count + halves.old.count
      var kept = Halves()
      if let layer {
        for (key, entry) in halves.old where key.request.content.layer != layer {
          kept.old[key] = entry
          kept.oldBytes += Self.size(of: entry)
        }
        for (key, entry) in halves.young where key.request.content.layer != layer {
          kept.young[key] = entry
          kept.youngBytes += Self.size(of: entry)
        }
      }
      halves = kept
      return before - kept.young.count - kept.old.count
    }
  }

  /// How many tiles are there, and about how many bytes they take.
  var usage: (tiles: Int, bytes: Int) {
    halves.withLock { ($0.young.count + $0.old.count, $0.youngBytes + $0.oldBytes) }
  }

  private static func size(of entry: Entry) -> Int { entry.tile.byteCount + overhead }

  private static func find(_ key: Key, in halves: inout Halves, _ limit: Int) -> Entry? {
    if let entry = halves.young[key] { return entry }
    guard let entry = halves.old.removeValue(forKey: key) else { return nil }
    halves.oldBytes -= size(of: entry)
    insert(entry, key, into: &halves, limit)
    return entry
  }

  private static func insert(
    _ entry: Entry, _ key: Key, into halves: inout Halves, _ limit: Int
  ) {
    let size = size(of: entry)
    guard size <= limit else { return }
    if halves.youngBytes + size > limit {
      halves.old = halves.young
      halves.oldBytes = halves.youngBytes
      halves.young = [:]
      halves.youngBytes = 0
    }
    if let former = halves.old.removeValue(forKey: key) { halves.oldBytes -= Self.size(of: former) }
    if let former = halves.young.updateValue(entry, forKey: key) {
      halves.youngBytes -= Self.size(of: former)
    }
    halves.youngBytes += size
  }
}
