/// Swallows results, so that the compiler cannot leave out the work that made them. The sum is
/// written with the figures.
struct Sink {
  /// All that was swallowed, mixed together.
  private(set) var sum: UInt64 = 0

  /// Swallows a number.
  @inline(never)
  mutating func swallow(_ value: UInt64) { sum = (sum &* 0x100_0000_01B3) ^ value }

  /// Swallows a number.
  mutating func swallow(_ value: Int) { swallow(UInt64(bitPattern: Int64(value))) }

  /// Swallows a number.
  mutating func swallow(_ value: Float) { swallow(UInt64(value.bitPattern)) }
}
