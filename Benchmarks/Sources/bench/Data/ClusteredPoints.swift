import GeoCore
import Glibc

/// Points as reports lie: most around many centres of very different weight, a few anywhere.
///
/// Every point is drawn on its own, so that the first m of n points are a fair sample of all.
struct ClusteredPoints {
  /// Where points may lie, in degrees.
  let box: Envelope
  private let centers: [Center]
  /// The weights of the centres, summed up to each, the last being one.
  private let cumulativeWeights: [Double]
  private var random: SeededRandom

  /// The share of points that lie anywhere in the box.
  static let backgroundShare = 0.05
  /// How far points spread around a centre: standard deviations in metres, spread evenly by their
  /// logarithm.
  static let deviationMeters = 200.0...5000.0
  /// The exponent of the weights' Pareto distribution: near one, few centres hold very much.
  static let paretoExponent = 1.2

  private struct Center {
    var place: Coordinate
    var deviation: Double
  }

  /// A source of points.
  /// - Parameters:
  ///   - box: Where points may lie, in degrees.
  ///   - regions: How many regions the centres gather in.
  ///   - count: How many centres there are.
  ///   - seed: The same seed gives the same points.
  init(in box: Envelope, regions: Int, centers count: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let middles = (0..<regions).map { _ in Self.anywhere(in: box, &random) }
    let spread =
      min(box.maxX - box.minX, box.maxY - box.minY)
      * GroundMetric(latitude: 0)
      .metersPerDegreeLatitude / 20
    centers = (0..<count).map { _ in
      let middle = middles[Int(random.unit() * Double(regions))]
      let (low, high) = (log(Self.deviationMeters.lowerBound), log(Self.deviationMeters.upperBound))
      return Center(
        place: Self.near(middle, deviation: spread, in: box, &random),
        deviation: exp(random.uniform(low...high)))
    }
    cumulativeWeights = Self.cumulative(
      (0..<count).map { _ in pow(1 - random.unit(), -1 / Self.paretoExponent) })
    self.box = box
    self.random = random
  }

  /// The next points: longitude, latitude, longitude, latitude …
  mutating func next(_ count: Int) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(2 * count)
    for _ in 0..<count {
      let place = nextPlace()
      numbers.append(place.longitude)
      numbers.append(place.latitude)
    }
    return numbers
  }

  private mutating func nextPlace() -> Coordinate {
    if random.unit() < Self.backgroundShare { return Self.anywhere(in: box, &random) }
    let center = centers[chosenCenter(random.unit())]
    return Self.near(center.place, deviation: center.deviation, in: box, &random)
  }

  private func chosenCenter(_ share: Double) -> Int {
    var low = 0
    var high = cumulativeWeights.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulativeWeights[middle] <= share { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func cumulative(_ weights: [Double]) -> [Double] {
    let total = weights.reduce(0, +)
    var sum = 0.0
    return weights.map { weight in
      sum += weight / total
      return sum
    }
  }

  private static func anywhere(in box: Envelope, _ random: inout SeededRandom) -> Coordinate {
    Coordinate(
      longitude: random.uniform(box.minX...box.maxX), latitude: random.uniform(box.minY...box.maxY))
  }

  /// A place near another, drawn again until it lies in the box.
  private static func near(
    _ place: Coordinate, deviation meters: Double, in box: Envelope, _ random: inout SeededRandom
  ) -> Coordinate {
    let metric = GroundMetric(latitude: place.latitude)
    while true {
      let (x, y) = random.normalPair()
      let found = Coordinate(
        longitude: place.longitude + x * meters / metric.metersPerDegreeLongitude,
        latitude: place.latitude + y * meters / metric.metersPerDegreeLatitude)
      if (box.minX...box.maxX).contains(found.longitude),
        (box.minY...box.maxY).contains(found.latitude)
      {
        return found
      }
    }
  }
}
