import CoreMetrics
import Synchronization

/// Counts durations by how long they were. Noting one costs two or three atomic additions and takes no
/// lock, whichever thread does it.
final class LatencyHistogram: TimerHandler, Sendable {
  /// The upper ends of the buckets, in nanoseconds, the last of them unbounded.
  static let bounds: [Int64] = [
    250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
    100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 5_000_000_000,
    10_000_000_000,
  ]

  private let buckets = InlineArray<16, Atomic<Int64>> { _ in Atomic(0) }
  private let sum = Atomic<Int64>(0)

  /// Notes a duration in nanoseconds.
  func recordNanoseconds(_ duration: Int64) {
    let index = Self.bounds.firstIndex { duration <= $0 } ?? Self.bounds.count
    buckets[index].wrappingAdd(1, ordering: .relaxed)
    sum.wrappingAdd(max(duration, 0), ordering: .relaxed)
  }

  /// How many durations lie in each bucket, not summed up.
  var counts: [Int64] { buckets.indices.map { buckets[$0].load(ordering: .relaxed) } }

  /// All durations together, in seconds.
  var sumSeconds: Double { Double(sum.load(ordering: .relaxed)) / 1e9 }
}

/// A number that only grows.
final class AtomicCounter: CounterHandler, Sendable {
  private let value = Atomic<Int64>(0)

  func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }
  func reset() { value.store(0, ordering: .relaxed) }

  /// The number.
  var count: Int64 { value.load(ordering: .relaxed) }
}

/// A number that goes up and down.
final class AtomicGauge: RecorderHandler, Sendable {
  private let bits = Atomic<UInt64>(0)

  func record(_ value: Int64) { record(Double(value)) }
  func record(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

  /// The number.
  var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
}
