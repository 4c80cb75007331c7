/// A small, fast, seeded generator (SplitMix64), so that every test run sees the same numbers.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that always yields the same sequence for a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number drawn evenly from a range.
  public mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &self)
  }

  /// A number drawn from the normal distribution (Box–Muller needs logarithms; a sum of twelve does
  /// as well for tests).
  public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += uniform(0...1) }
    return mean + deviation * sum
  }
}
