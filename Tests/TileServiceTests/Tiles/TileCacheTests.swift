import DemoSupport
import GeoCore
import Testing

@testable import TileService

@Suite("The tile cache")
struct TileCacheTests {
  private static func key(_ x: Int, layer: String = "villages") throws -> TileCache.Key {
    let request = try TileRequest(path: "\(layer)/10/\(x)/5.png", zone: .wib)
    return TileCache.Key(
      readers: try .init(request, .owner(purpose: "test")), request: request)
  }

  private static func entry(_ bytes: Int, revision: Int = 1) -> TileCache.Entry {
    let tile = Representation(
      [UInt8](repeating: 7, count: bytes), mediaType: "image/png", caching: .shared)
    return TileCache.Entry(
      tile: EncodedRepresentation(tile), state: TileState(mark: [1], revision: revision))
  }

  @Test("gives a tile for the revision for which it is known to be right, and for no other")
  func asksForRevision() throws {
    let cache = TileCache(megabytes: 1)
    let key = try Self.key(3)
    cache.insert(Self.entry(100), for: key)
    #expect(cache.tile(key, revision: 1) != nil)
    #expect(cache.tile(key, revision: 2) == nil)
    cache.insert(Self.entry(100, revision: 2), for: key)
    #expect(cache.tile(key, revision: 2) != nil)
    #expect(cache.usage.tiles == 1)
  }

  @Test("keeps what is asked for and forgets the rest when it is full")
  func forgetsTheUnused() throws {
    let cache = TileCache(megabytes: 1)
    cache.insert(Self.entry(50_000), for: try Self.key(500))
    for x in 0..<200 {
      cache.insert(Self.entry(50_000), for: try Self.key(x))
      #expect(cache.entry(try Self.key(500)) != nil)
      #expect(cache.usage.bytes <= 1_048_576)
    }
    #expect(cache.entry(try Self.key(199)) != nil)
    #expect(cache.entry(try Self.key(0)) == nil)
  }

  @Test("counts what it holds, also when tiles are replaced and cleared")
  func countsBytes() throws {
    let cache = TileCache(megabytes: 1)
    for _ in 0..<3 {
      for x in 0..<5 { cache.insert(Self.entry(1000), for: try Self.key(x)) }
    }
    cache.insert(Self.entry(1000), for: try Self.key(1, layer: "coverage"))
    #expect(cache.usage.tiles == 6)
    #expect(cache.usage.bytes == 6 * (2000 + 1024))
    #expect(cache.clear(layer: .villages) == 5)
    #expect(cache.usage.bytes == 2000 + 1024)
    #expect(cache.clear() == 1)
    #expect(cache.usage == (0, 0))
  }

  @Test("of no size keeps nothing")
  func zeroKeepsNothing() throws {
    let cache = TileCache(megabytes: 0)
    cache.insert(Self.entry(10), for: try Self.key(1))
    #expect(cache.entry(try Self.key(1)) == nil)
  }
}
