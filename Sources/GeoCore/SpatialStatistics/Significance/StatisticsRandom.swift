/// A generator for simulations: the same numbers for the same seed and stream on every machine, however many
/// threads take part.
///
/// SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators",
/// doi:10.1145/2714064.2660195.
public struct StatisticsRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator.
  /// - Parameters:
  ///   - seed: What the caller chose.
  ///   - stream: The number of a replication: streams of one seed have nothing in common.
  public init(seed: UInt64, stream: UInt64 = 0) {
    state = Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) ^ Self.mixed(stream &* 0xD1B5_4A32_D192_ED03)
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A number in 0 ..< bound, with equal chances (Lemire, doi:10.1145/3230636).
  public mutating func below(_ bound: UInt32) -> UInt32 {
    var product = UInt64(UInt32(truncatingIfNeeded: next())) &* UInt64(bound)
    if UInt32(truncatingIfNeeded: product) < bound {
      let rest = (0 &- bound) % bound
      while UInt32(truncatingIfNeeded: product) < rest {
        product = UInt64(UInt32(truncatingIfNeeded: next())) &* UInt64(bound)
      }
    }
    return UInt32(truncatingIfNeeded: product >> 32)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
