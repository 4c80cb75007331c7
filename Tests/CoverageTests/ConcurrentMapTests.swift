import Coverage
import Synchronization
import Testing

@Suite("Values computed on several threads")
struct ConcurrentMapTests {
  @Test("come in the order of their numbers", arguments: [1, 2, 3, 16], [0, 1, 2, 7, 1000])
  func order(threads: Int, count: Int) {
    let values = ConcurrentMap.map(count, threads: threads) { $0 * $0 }
    #expect(values == (0..<count).map { $0 * $0 })
  }

  @Test("are each computed once")
  func once() {
    let calls = Mutex([Int](repeating: 0, count: 500))
    let values = ConcurrentMap.map(500, threads: 4) { number -> String? in
      calls.withLock { $0[number] += 1 }
      return number % 2 == 0 ? nil : "\(number)"
    }
    #expect(calls.withLock { $0 } == [Int](repeating: 1, count: 500))
    #expect(values.count == 500 && values[0] == nil && values[3] == "3")
  }

  @Test("are computed by the caller alone where no other thread is allowed", arguments: [-1, 0, 1])
  func alone(threads: Int) {
    #expect(ConcurrentMap.map(3, threads: threads) { $0 } == [0, 1, 2])
    #expect(ConcurrentMap.processorCount >= 1)
  }
}
