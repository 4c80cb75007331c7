import Glibc

/// How far an import is.
public struct ImportProgress: Hashable, Sendable {
  /// The stages of an import.
  public enum Phase: String, Hashable, Sendable {
    /// Reading, checking and storing rows.
    case reading
    /// Measuring overlaps.
    case checking
    /// Cleaning borders.
    case cleaning
    /// Measuring gaps and dissolving villages into districts, regencies and provinces.
    case dissolving
    /// Building the indexes of the workspace.
    case indexing
  }

  /// The stage.
  public var phase: Phase
  /// Rows, or areas, done in it.
  public var done: Int
  /// How many there are, where that is known.
  public var total: Int?
  /// Rows, or areas, per second since the stage began.
  public var perSecond: Double
}

/// Tells of progress, at most ten times a second.
struct ProgressMeter {
  private let tell: ((ImportProgress) -> Void)?
  private var phase = ImportProgress.Phase.reading
  private var total: Int?
  private var began = 0.0
  private var lastTold = 0.0

  init(_ tell: ((ImportProgress) -> Void)?) {
    self.tell = tell
  }

  /// Begins a stage.
  mutating func begin(_ phase: ImportProgress.Phase, total: Int?) {
    self.phase = phase
    self.total = total
    began = Self.now()
    lastTold = began
    announce(0, at: began)
  }

  /// Notes how much of the stage is done.
  mutating func advance(to done: Int) {
    guard tell != nil else { return }
    let now = Self.now()
    guard now - lastTold >= 0.1 else { return }
    lastTold = now
    announce(done, at: now)
  }

  /// Tells that a stage is through.
  mutating func finish(at done: Int) { announce(done, at: Self.now()) }

  private func announce(_ done: Int, at now: Double) {
    let elapsed = now - began
    let rate = elapsed > 0 ? Double(done) / elapsed : 0
    tell?(ImportProgress(phase: phase, done: done, total: total, perSecond: rate))
  }

  /// Seconds on a clock that never goes back.
  private static func now() -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
