import DemoSupport
import GeoCore
import Synchronization
import Testing

@testable import TileService

@Suite("The tile cache")
struct TileCacheTests {
  private static func key(_ x: Int, generation: Int64 = 1) throws -> TileCache.Key {
    let request = try TileRequest(path: "villages/10/\(x)/5.png", zone: .wib)
    return TileCache.Key(
      generation: generation, day: DemoWorkspace.today,
      readers: try .init(request, .owner(purpose: "test")), request: request
    )
  }

  private static func tile(_ bytes: Int) -> Representation {
    Representation(
      [UInt8](repeating: 7, count: bytes), mediaType: "image/png", caching: .shared)
  }

  @Test("draws a tile once, and again for another generation")
  func drawsOnce() throws {
    let cache = TileCache(megabytes: 1)
    let drawn = Mutex(0)
    for generation in [1, 1, 2, 1] as [Int64] {
      _ = cache.tile(try Self.key(3, generation: generation)) {
        drawn.withLock { $0 += 1 }
        return Self.tile(100)
      }
    }
    #expect(drawn.withLock { $0 } == 2)
  }

  @Test("keeps what is asked for and forgets the rest when it is full")
  func forgetsTheUnused() throws {
    let cache = TileCache(megabytes: 1)
    let drawn = Mutex<[Int]>([])
    func ask(_ x: Int) throws {
      _ = cache.tile(try Self.key(x)) {
        drawn.withLock { $0.append(x) }
        return Self.tile(50_000)
      }
    }
    for x in 0..<200 {
      try ask(500)
      try ask(x)
    }
    #expect(drawn.withLock { $0 }.count { $0 == 500 } == 1)
    try ask(0)
    #expect(drawn.withLock { $0 }.count { $0 == 0 } == 2)
  }

  @Test("of no size keeps nothing")
  func zeroKeepsNothing() throws {
    let cache = TileCache(megabytes: 0)
    let drawn = Mutex(0)
    for _ in 0..<3 {
      _ = cache.tile(try Self.key(1)) {
        drawn.withLock { $0 += 1 }
        return Self.tile(10)
      }
    }
    #expect(drawn.withLock { $0 } == 3)
  }
}
