import Coverage

/// Every cylinder of a scan: a circle, and a run of periods. With one period it is a circle alone.
///
/// What a cylinder is expected to hold does not change from one replication to the next, so the number of cases at
/// which its ratio reaches a level is worked out once; a replication then only compares numbers, and works out the
/// ratio of the few cylinders that come so far.
struct ScanSpace: Sendable {
  let circles: ScanCircles
  let periods: Int
  let longest: Int
  let ratio: PoissonRatio
  /// Expected cases of a cylinder: the weight of its circle times that of its window.
  private let windowWeights: [Double]
  /// Periods, rounded up so that rows of windows are of one length.
  private let stride: Int

  /// The cylinders.
  /// - Parameters:
  ///   - circles: The circles.
  ///   - periodWeights: For each period what a weight of one in a circle lets expect.
  ///   - longest: The largest number of periods of a cylinder.
  ///   - total: All cases.
  init(_ circles: ScanCircles, periodWeights: [Double], longest: Int, total: Int) {
    self.circles = circles
    self.longest = longest
    periods = periodWeights.count
    ratio = PoissonRatio(total: Double(total))
    stride = (periods + 7) / 8 * 8
    var windows = [Double](repeating: 0, count: longest * stride)
    for length in 1...longest {
      for start in 0...(periodWeights.count - length) {
        windows[(length - 1) * stride + start] = periodWeights[start..<start + length].reduce(0, +)
      }
    }
    windowWeights = windows
  }

  /// The most areas that circles are made around: there are up to as many circles around each.
  private static let mostAreas = 2048
  /// The most cylinders: four bytes for each, 256 MB.
  private static let mostCylinders = 1 << 26

  /// Refuses more than there is room for.
  /// - Throws: `SpatialStatisticsError.tooManyForScan`.
  static func requireRoom(
    areas: Int, periods: Int, longest: Int
  ) throws(SpatialStatisticsError) {
    // As a rule circles reach half of the areas.
    let circles = areas * ((areas + 1) / 2)
    let row = longest * ((periods + 7) / 8 * 8)
    guard areas <= mostAreas, circles <= mostCylinders / row else {
      throw .tooManyForScan(areas: areas, periods: periods)
    }
  }

  /// Numbers of cases at which cylinders reach a level.
  struct Screen: Sendable {
    fileprivate let level: Double
    fileprivate let least: [Int32]
  }

  /// A cylinder, and its ratio.
  struct Candidate: Sendable {
    var logarithm = 0.0
    var center = 0
    /// The position of the last member in `circles.members`.
    var last = 0
    var start = 0
    var length = 0
    var cases = 0
    var expected = 0.0
  }

  /// The screen of a level; all cylinders with more cases than expected pass that of 0.
  func screen(at level: Double) -> Screen {
    let greatest = ratio.greatestExpectations(reaching: max(level, 1e-12))
    let row = longest * stride
    let step = 64
    let circleCount = circles.members.count
    let blocks = ConcurrentMap.map((circleCount + step - 1) / step) { block in
      var least = [Int32](
        repeating: .max, count: (min((block + 1) * step, circleCount) - block * step) * row)
      for circle in block * step..<min((block + 1) * step, circleCount) where circles.ends[circle] {
        for window in 0..<row where windowWeights[window] > 0 {
          let expected = circles.weights[circle] * windowWeights[window]
          least[(circle - block * step) * row + window] = Self.first(greatest, atLeast: expected)
        }
      }
      return least
    }
    return Screen(level: level, least: blocks.flatMap { $0 })
  }

  private static func first(_ greatest: [Double], atLeast expected: Double) -> Int32 {
    var (low, high) = (0, greatest.count)
    while low < high {
      let middle = (low + high) / 2
      if greatest[middle] < expected { low = middle + 1 } else { high = middle }
    }
    return low < greatest.count ? Int32(truncatingIfNeeded: low) : .max
  }

  /// The best cylinder among those that pass a screen; its logarithm is 0 where none does.
  /// - Parameters:
  ///   - counts: Cases by area and period, area · periods + period.
  ///   - screen: The screen.
  /// - Returns: The cylinder.
  func best(_ counts: [Int32], _ screen: Screen) -> Candidate {
    var best = Candidate()
    visit(counts, screen) { if $0.logarithm > best.logarithm { best = $0 } }
    return best
  }

  /// Hands over every cylinder that passes a screen.
  func visit(_ counts: [Int32], _ screen: Screen, _ take: (Candidate) -> Void) {
    let row = longest * stride
    // Cases up to a period; behind the last they stay as they are.
    var cumulated = [Int32](repeating: 0, count: stride + longest + 1)
    for center in 0..<circles.centerCount {
      for position in cumulated.indices { cumulated[position] = 0 }
      for circle in circles.starts[center]..<circles.starts[center + 1] {
        Self.add(Int(circles.members[circle]), of: counts, periods, to: &cumulated)
        guard circles.ends[circle],
          Self.passes(
            cumulated.span, screen.least.span.extracting(circle * row..<(circle + 1) * row), stride,
            longest)
        else { continue }
        candidates(cumulated, circle, center, screen, take)
      }
    }
  }

  private static func add(
    _ area: Int, of counts: [Int32], _ periods: Int, to cumulated: inout [Int32]
  ) {
    var sum: Int32 = 0
    for period in 0..<periods {
      sum &+= counts[area * periods + period]
      cumulated[period + 1] &+= sum
    }
    for position in periods + 1..<cumulated.count { cumulated[position] &+= sum }
  }

  /// Whether any window has as many cases as the screen asks for.
  private static func passes(
    _ cumulated: Span<Int32>, _ least: Span<Int32>, _ stride: Int, _ longest: Int
  ) -> Bool {
    var missing: Int32 = -1
    for length in 1...longest {
      let ends = cumulated.extracting(length..<length + stride)
      let begins = cumulated.extracting(0..<stride)
      let limits = least.extracting((length - 1) * stride..<length * stride)
      for start in 0..<stride {
        // Below zero as long as no window has enough.
        missing &= ends[start] &- begins[start] &- limits[start]
      }
    }
    return missing >= 0
  }

  private func candidates(
    _ cumulated: [Int32], _ circle: Int, _ center: Int, _ screen: Screen,
    _ take: (Candidate) -> Void
  ) {
    for length in 1...longest {
      for start in 0...(periods - length) {
        let window = (length - 1) * stride + start
        let cases = cumulated[start + length] &- cumulated[start]
        guard cases >= screen.least[circle * longest * stride + window] else { continue }
        let expected = circles.weights[circle] * windowWeights[window]
        take(
          Candidate(
            logarithm: ratio.logarithm(Double(cases), expected: expected), center: center,
            last: circle, start: start, length: length, cases: Int(cases), expected: expected))
      }
    }
  }
}
