import DensityEstimation
import GeoPrimitives
import TileMath

/// An adversary who knows every dwelling of a village, the kernel and the bandwidth, sees a density, and
/// wants to know which dwellings the tips came from.
///
/// The density is a sum of kernels at unknown dwellings: non-negative least squares finds the weights that
/// explain it best, and the heaviest dwellings are the guess.
///
/// Source: the attack on kernel density maps of Z. Wang, L. Liu, H. Zhou & M. Lan, "How is the
/// confidentiality of crime locations affected by parameters in kernel density estimation?", ISPRS Int. J.
/// Geo-Inf. 8 (2019); the solver is cyclic coordinate descent.
struct DwellingAttack {
  /// Where the density is looked at: at the dwellings and half a bandwidth around them.
  let samples: [Coordinate]
  private let dwellingCount: Int
  /// What each dwelling would leave at each sample, dwelling by dwelling.
  private let fields: [[Double]]
  /// How much the fields of two dwellings have in common, row by row.
  private let overlaps: [Double]

  /// - Parameters:
  ///   - dwellings: In degrees.
  ///   - parameters: Kernel and bandwidth.
  /// - Complexity: O(d³) for d dwellings.
  init(dwellings: [Coordinate], parameters: DensityParameters) {
    let samples = dwellings.flatMap { Self.samples(around: $0, parameters.bandwidthMeters / 2) }
    self.samples = samples
    dwellingCount = dwellings.count
    let metrics = samples.map { GroundMetric(latitude: $0.latitude) }
    let fields = dwellings.map { dwelling in
      samples.indices.map { sample in
        parameters.densityOfOneReport(
          atMeters: metrics[sample].distanceMeters(samples[sample], dwelling))
      }
    }
    self.fields = fields
    overlaps = fields.flatMap { a in fields.map { b in Self.product(a, b) } }
  }

  private static func samples(around place: Coordinate, _ meters: Double) -> [Coordinate] {
    let metric = GroundMetric(latitude: place.latitude)
    let (dx, dy) = (
      meters / metric.metersPerDegreeLongitude, meters / metric.metersPerDegreeLatitude
    )
    return [(0.0, 0.0), (dx, 0), (-dx, 0), (0, dy), (0, -dy)].map {
      Coordinate(longitude: place.longitude + $0.0, latitude: place.latitude + $0.1)
    }
  }

  /// The dwellings that explain a density best.
  /// - Parameters:
  ///   - values: The density at the samples.
  ///   - count: How many dwellings to name.
  /// - Returns: Their positions, the most likely first.
  func guess(from values: [Double], count: Int) -> [Int] {
    let targets = fields.map { Self.product($0, values) }
    let weights = solve(targets)
    return weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }.prefix(count)
      .map { $0 }
  }

  /// The non-negative weights whose sum of fields comes nearest.
  private func solve(_ targets: [Double]) -> [Double] {
    let count = dwellingCount
    var weights = Array(repeating: 0.0, count: count)
    var gradient = targets.map { -$0 }
    for _ in 0..<200 {
      var largestStep = 0.0
      for place in 0..<count {
        let diagonal = overlaps[place * count + place]
        guard diagonal > 0 else { continue }
        let next = max(weights[place] - gradient[place] / diagonal, 0)
        let step = next - weights[place]
        guard step != 0 else { continue }
        weights[place] = next
        largestStep = max(largestStep, abs(step))
        for other in 0..<count { gradient[other] += step * overlaps[place * count + other] }
      }
      if largestStep < 1e-6 { break }
    }
    return weights
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }
}
