import Foundation
import Synchronization
import Testing

@testable import TileService

@Suite("Work that many ask for")
struct SingleFlightTests {
  private struct Broken: Error {}

  @Test("is done once for two hundred who ask at the same time")
  func onceForMany() async throws {
    let flights = SingleFlight<Int, Int>()
    // A queue shorter than the crowd: those who wait for the same take one place.
    let pool = RenderPool(threads: 1, queue: 4)
    let (gate, done) = (Gate(), Counter())
    let work: @Sendable (@escaping @Sendable () -> Bool) throws -> Int = { _ in
      gate.wait(for: 1)
      return done.next()
    }
    let answers = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<200 {
        group.addTask { try await flights.value(for: 7, on: pool, work) }
      }
      try await Task.sleep(for: .milliseconds(100))
      gate.open(1)
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers == Array(repeating: 1, count: 200))
    await pool.shutDown()
  }

  @Test("is done again for who asks later, and answers all when it fails")
  func failsForAll() async throws {
    let flights = SingleFlight<Int, Int>()
    let pool = RenderPool(threads: 2, queue: 4)
    for _ in 0..<2 {
      await #expect(throws: Broken.self) {
        try await flights.value(for: 1, on: pool) { _ in throw Broken() }
      }
    }
    #expect(try await flights.value(for: 1, on: pool) { _ in 5 } == 5)
    await pool.shutDown()
  }

  @Test("turns away whoever asks for other work when the queue is full")
  func overloads() async throws {
    let flights = SingleFlight<Int, Int>()
    let pool = RenderPool(threads: 1, queue: 0)
    let gate = Gate()
    async let first = flights.value(for: 1, on: pool) { _ in
      gate.wait(for: 1)
      return 1
    }
    try await Task.sleep(for: .milliseconds(50))
    await #expect(throws: RenderPool.Overloaded.self) {
      try await flights.value(for: 2, on: pool) { _ in 2 }
    }
    async let joined = flights.value(for: 1, on: pool) { _ in 3 }
    try await Task.sleep(for: .milliseconds(50))
    gate.open(1)
    #expect(try await [first, joined] == [1, 1])
    await pool.shutDown()
  }

  @Test("goes on while one still waits, and is given up when nobody does")
  func isGivenUp() async throws {
    let flights = SingleFlight<Int, Int>()
    let pool = RenderPool(threads: 1, queue: 4)
    let (gate, wanted) = (Gate(), Answers())
    let work: @Sendable (@escaping @Sendable () -> Bool) throws -> Int = { isWanted in
      gate.wait(for: 1)
      wanted.append(isWanted())
      gate.wait(for: 2)
      wanted.append(isWanted())
      return 9
    }
    let first = Task { try await flights.value(for: 1, on: pool, work) }
    try await Task.sleep(for: .milliseconds(50))
    let second = Task { try await flights.value(for: 1, on: pool, work) }
    try await Task.sleep(for: .milliseconds(50))
    first.cancel()
    await #expect(throws: CancellationError.self) { try await first.value }
    gate.open(1)
    while wanted.all.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    // Who comes now is not tied to what was given up.
    async let third = flights.value(for: 1, on: pool) { _ in 4 }
    gate.open(2)
    #expect(try await third == 4)
    #expect(wanted.all == [true, false])
    await pool.shutDown()
  }
}

/// Holds work up until a test lets it go on.
private final class Gate: Sendable {
  private let step = Mutex(0)
  func open(_ step: Int) { self.step.withLock { $0 = step } }
  func wait(for step: Int) {
    while self.step.withLock({ $0 }) < step { Thread.sleep(forTimeInterval: 0.001) }
  }
}

private final class Counter: Sendable {
  private let count = Mutex(0)
  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}

private final class Answers: Sendable {
  private let answers = Mutex<[Bool]>([])
  var all: [Bool] { answers.withLock { $0 } }
  func append(_ answer: Bool) { answers.withLock { $0.append(answer) } }
}
