import Foundation

@testable import Places

/// An answer, and what came of it.
struct CalibrationSample {
  /// The share of its reading.
  var share: Double
  /// Whether the reading explains all names of the text.
  var isWhole: Bool
  /// Whether the answer holds the true village.
  var isRight: Bool
}

/// Fits the curves of `ScoreCalibration`: how often answers are right, as a function of their share that never falls
/// (isotonic regression by pooling adjacent violators, R. E. Barlow et al., "Statistical Inference under Order
/// Restrictions", 1972).
enum CalibrationFit {
  /// Where bins of shares end. They are finest where most answers are.
  static let edges = [
    0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, 1.000_001,
  ]

  private struct Pool {
    var weight: Double
    var right: Double
    var shares: [Double]
  }

  /// The curve of some populations, each of which weighs as much as the smallest.
  static func curve(_ populations: [[CalibrationSample]]) -> [ScoreCalibration.Knot] {
    let smallest = populations.map(\.count).filter { $0 > 0 }.min() ?? 0
    var pools: [Pool] = []
    var low = 0.0
    for high in edges {
      pools.append(pool(populations, low..<high, smallest: Double(smallest)))
      low = high
      while pools.count > 1, violates(pools) {
        let last = pools.removeLast()
        pools[pools.count - 1].weight += last.weight
        pools[pools.count - 1].right += last.right
        pools[pools.count - 1].shares += last.shares
      }
    }
    return pools.flatMap { pool in pool.shares.map { ($0, pool.right / pool.weight) } }
  }

  private static func violates(_ pools: [Pool]) -> Bool {
    let (before, last) = (pools[pools.count - 2], pools[pools.count - 1])
    return before.right * last.weight > last.right * before.weight
  }

  private static func pool(
    _ populations: [[CalibrationSample]], _ bin: Range<Double>, smallest: Double
  ) -> Pool {
    let middle = (bin.lowerBound + min(bin.upperBound, 1)) / 2
    // Two answers that behave as the share says are added, so that an empty bin follows its neighbours.
    var (weight, right, shares) = (2.0, 2 * middle, 2 * middle)
    for samples in populations where !samples.isEmpty {
      let each = smallest / Double(samples.count)
      for sample in samples where bin.contains(sample.share) {
        weight += each
        shares += each * sample.share
        right += sample.isRight ? each : 0
      }
    }
    return Pool(weight: weight, right: right, shares: [shares / weight])
  }

  /// The file that holds the curves.
  static func source(whole: [ScoreCalibration.Knot], partial: [ScoreCalibration.Knot]) -> String {
    func list(_ knots: [ScoreCalibration.Knot]) -> String {
      knots.map { String(format: "    (%.4f, %.3f),", $0.share, $0.score) }.joined(separator: "\n")
    }
    return """
      extension ScoreCalibration {
        // Made by `PETABINAAN_RENEW_CALIBRATION=1 swift test -c release --filter CalibrationTests` from 20,000 generated
        // addresses (seed 2026) and half of the real ones of accommodations, which weigh the same. Renew it after a
        // change of the parser or of `MentionWeights`.

        /// The curve of readings that explain all names of the text.
        static let whole: [Knot] = [
      \(list(whole))
        ]

        /// The curve of readings that leave some of them unexplained.
        static let partial: [Knot] = [
      \(list(partial))
        ]
      }

      """
  }
}

extension Geocoder {
  /// The first answer to a text as a fit looks at it; `nil` for a text that gives a place by numbers.
  func sample(of address: LabelledAddress) -> CalibrationSample? {
    let parsed = AddressParser.parse(address.text)
    guard parsed.coordinate == nil else { return nil }
    let (read, readings) = ReadingSearch(gazetteer).search(parsed)
    let names = ReadingFinder(gazetteer, read).names
    guard let first = readings.first,
      let share = CandidateWriter(gazetteer, read).shares(of: readings).first
    else { return nil }
    let isArea = first.entry < gazetteer.areas.count
    let code = isArea ? gazetteer.areas[first.entry].code : nil
    return CalibrationSample(
      share: share, isWhole: names & ~first.words == 0,
      isRight: code.map { address.code.isWithin($0.text) } ?? false)
  }
}
