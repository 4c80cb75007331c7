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

  /// How fast buckets fill, and how much they hold.
  private struct Rate {
    var perMillisecond: Double
    var burst: Double
  }

  private let rate: Mutex<Rate?>
  private let clock: ServiceClock
  private let halves = Mutex(Halves())

  /// A limiter.
  /// - Parameters:
  ///   - rate: Permits a second; 0 for any number.
  ///   - burst: Permits in a bucket that is full.
  ///   - clock: What tells the time.
  init(perSecond rate: Double, burst: Double, clock: ServiceClock) {
    self.rate = Mutex(Self.rate(rate, burst))
    self.clock = clock
  }

  /// Sets another rate; buckets keep what they have.
  func set(perSecond rate: Double, burst: Double) {
    self.rate.withLock { $0 = Self.rate(rate, burst) }
  }

  private static func rate(_ perSecond: Double, _ burst: Double) -> Rate? {
    perSecond > 0 ? Rate(perMillisecond: perSecond / 1000, burst: burst) : nil
  }

  /// Takes a permit of a caller.
  /// - Returns: `nil` when there was one, else the seconds until there will be.
  func take(_ caller: String) -> Int? {
    guard let rate = rate.withLock({ $0 }) else { return nil }
    let now = clock.milliseconds()
    return halves.withLock { halves in
      var bucket = Self.find(caller, &halves) ?? Bucket(permits: rate.burst, filledAt: now)
      let filled = bucket.permits + Double(now - bucket.filledAt) * rate.perMillisecond
      bucket.permits = min(rate.burst, filled)
      bucket.filledAt = now
      defer { Self.put(bucket, caller, &halves) }
      guard bucket.permits >= 1 else {
        return max(1, Int(((1 - bucket.permits) / rate.perMillisecond / 1000).rounded(.up)))
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
