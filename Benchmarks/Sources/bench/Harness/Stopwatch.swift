import Glibc

/// Takes wall-clock and processor time, side by side.
struct Stopwatch {
  private let start = ContinuousClock.now
  private let startProcessor = Stopwatch.processorSeconds

  /// Wall-clock seconds since the watch was made.
  var seconds: Double {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  /// Processor seconds of the whole process since the watch was made.
  var processorSeconds: Double { Self.processorSeconds - startProcessor }

  /// POSIX counts a million ticks a second on every system.
  private static var processorSeconds: Double { Double(clock()) * 1e-6 }

  /// Runs something and tells what it took; first `warmUps` times without looking at the watch.
  /// - Parameters:
  ///   - repeats: How often it is run.
  ///   - warmUps: How often it is run before.
  ///   - divisor: What one run consists of: times are given per part.
  ///   - body: What is run.
  /// - Returns: The times.
  static func time(
    repeats: Int, warmUps: Int = 1, per divisor: Int = 1, _ body: () throws -> Void
  ) rethrows -> Samples {
    for _ in 0..<warmUps { try body() }
    var wall: [Double] = []
    var processor: [Double] = []
    for _ in 0..<repeats {
      let watch = Stopwatch()
      try body()
      wall.append(watch.seconds / Double(divisor))
      processor.append(watch.processorSeconds / Double(divisor))
    }
    return Samples(wall: wall, processor: processor)
  }
}
