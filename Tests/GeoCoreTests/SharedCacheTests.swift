import Foundation
import Support
import Synchronization
import Testing

@testable import GeoCore

@Suite("The shared cache")
struct SharedCacheTests {
  @Test("makes a value once, however many threads ask at the same time")
  func singleFlight() {
    let cache = SharedCache<Int, Int>(capacity: 8)
    let made = Atomic(0)
    let wrong = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 64) { number in
      let key = number % 4
      let value = cache.value(for: key) {
        made.add(1, ordering: .relaxed)
        usleep(20_000)
        return key * 10
      }
      if value != key * 10 { wrong.add(1, ordering: .relaxed) }
    }
    #expect(made.load(ordering: .relaxed) == 4)
    #expect(wrong.load(ordering: .relaxed) == 0)
  }

  @Test("lets values of different keys be made at the same time")
  func keysDoNotBlockEachOther() {
    let cache = SharedCache<Int, Int>(capacity: 8)
    let inside = Atomic(0)
    let together = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 2) { key in
      _ = cache.value(for: key) {
        inside.add(1, ordering: .sequentiallyConsistent)
        for _ in 0..<200 where inside.load(ordering: .sequentiallyConsistent) < 2 { usleep(10_000) }
        if inside.load(ordering: .sequentiallyConsistent) == 2 {
          together.add(1, ordering: .sequentiallyConsistent)
        }
        return key
      }
    }
    #expect(together.load(ordering: .sequentiallyConsistent) == 2)
  }

  @Test("holds no more than its capacity, and lets go of what was not asked for longest")
  func leastRecentlyUsed() throws {
    let cache = SharedCache<Int, Int>(capacity: 3)
    var made: [Int] = []
    func ask(_ key: Int) {
      let value = cache.value(for: key) {
        made.append(key)
        return key
      }
      #expect(value == key)
    }
    for key in [1, 2, 3, 1, 2, 3] { ask(key) }
    #expect(made == [1, 2, 3])
    ask(1)
    ask(4)
    // 2 was not asked for longest; 1, 3 and 4 are there.
    for key in [1, 3, 4] { ask(key) }
    #expect(made == [1, 2, 3, 4])
    ask(2)
    #expect(made == [1, 2, 3, 4, 2])
  }

  @Test("tells what is there, and takes in what was made elsewhere")
  func entries() {
    let cache = SharedCache<Int, Int>(capacity: 2)
    _ = cache.value(for: 1) { 10 }
    cache.keep(20, for: 2)
    #expect(cache.value(for: 2) { 0 } == 20)
    _ = cache.value(for: 1) { 0 }
    #expect(cache.entries.map(\.key) == [2, 1])
    #expect(cache.entries.map(\.value) == [20, 10])
    _ = cache.value(for: 3) {
      // What is being made is not there yet, and asking for it does not wait.
      #expect(cache.entries.map(\.key) == [1])
      return 30
    }
  }

  @Test("does what a plain list does, for a thousand random questions")
  func matchesBruteForce() throws {
    var random = SeededRandom(seed: 81)
    let cache = SharedCache<Int, Int>(capacity: 5)
    var list: [Int] = []
    for _ in 0..<1000 {
      let key = Int.random(in: 0..<9, using: &random)
      var isMade = false
      _ = cache.value(for: key) {
        isMade = true
        return key
      }
      #expect(isMade == !list.contains(key))
      list.removeAll { $0 == key }
      list.append(key)
      if list.count > 5 { list.removeFirst() }
    }
  }

  @Test("does not keep a failure")
  func failuresAreNotKept() throws {
    struct Failure: Error {}
    let cache = SharedCache<Int, Int>(capacity: 2)
    #expect(throws: Failure.self) { try cache.value(for: 1) { throw Failure() } }
    #expect(cache.value(for: 1) { 7 } == 7)
  }
}
