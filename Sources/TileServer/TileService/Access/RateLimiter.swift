import Synchronization

/// Buckets of permits, one for each caller, that fill up again at a steady rate. Their number is bounded:
/// those that are not asked for fall out.
final class RateLimiter: Sendable {
  private struct Bucket {
    var permits: Double
    var filledAt: Int64
  }

  /// Two halves in place of a list by age, as in `TileCache`.
  private struct Halves {
    var young: [String: Bucket] = [:]
    var old: [String: Bucket] = [:]
  }

  private static let halfCapacity = 8192

  private let perMillisecond: Double
  private let burst: Double
  private let clock: ServiceClock
  private let halves = Mutex(Halves())

  /// A limiter.
  /// - Parameters:
  ///   - rate: Permits a second.
  ///   - burst: Permits in a bucket that is full.
  ///   - clock: What tells the time.
  init(perSecond rate: Double, burst: Double, clock: ServiceClock) {
    perMillisecond = rate / 1000
    self.burst = burst
    self.clock = clock
  }

  /// Takes a permit of a caller.
  /// - Returns: `nil` when there was one, else the seconds until there will be.
  func take(_ caller: String) -> Int? {
    let now = clock.milliseconds()
    return halves.withLock { halves in
      var bucket = Self.find(caller, &halves) ?? Bucket(permits: burst, filledAt: now)
      let filled = bucket.permits + Double(now - bucket.filledAt) * perMillisecond
      bucket.permits = min(burst, filled)
      bucket.filledAt = now
      defer { Self.put(bucket, caller, &halves) }
      guard bucket.permits >= 1 else {
        return max(1, Int(((1 - bucket.permits) / perMillisecond / 1000).rounded(.up)))
      }
      bucket.permits -= 1
      return nil
    }
  }

  private static func find(_ caller: String, _ halves: inout Halves) -> Bucket? {
    halves.young[caller] ?? halves.old.removeValue(forKey: caller)
  }

  private static func put(_ bucket: Bucket, _ caller: String, _ halves: inout Halves) {
    if halves.young.count >= halfCapacity, halves.young[caller] == nil {
      halves.old = halves.young
      halves.young = [:]
    }
    halves.young[caller] = bucket
  }
}
