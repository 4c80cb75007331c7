import Support
import Testing

@testable import SpatialStatistics

@Suite("Probabilities and classes")
struct SignificanceTests {
  @Test("the false discovery rate is the smallest at which a probability is flagged")
  func discovery() {
    #expect(FalseDiscovery.adjusted([]).isEmpty)
    let rates = FalseDiscovery.adjusted([0.01, 0.04, 0.03, 0.005, 0.9])
    let expected = [0.025, 0.05, 0.05, 0.025, 0.9]
    #expect(zip(rates, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("rates flag what Benjamini and Hochberg's steps flag", arguments: [0.01, 0.05, 0.2])
  func steps(level: Double) {
    var random = SeededRandom(seed: 2)
    for _ in 0..<50 {
      let probabilities = (0..<40).map { _ in random.uniform(0...1) * random.uniform(0...1) }
      let sorted = probabilities.sorted()
      let last = sorted.indices.last { sorted[$0] <= level * Double($0 + 1) / 40 }
      let limit = last.map { sorted[$0] } ?? -1
      let flagged = FalseDiscovery.adjusted(probabilities).map { $0 <= level + 1e-12 }
      #expect(flagged == probabilities.map { $0 <= limit })
    }
  }

  @Test("classes follow the rate, and the side the sign")
  func classes() {
    #expect(HotspotClass(z: 3, rate: 0.004) == .hot99)
    #expect(HotspotClass(z: 3, rate: 0.04) == .hot95)
    #expect(HotspotClass(z: -3, rate: 0.09) == .cold90)
    #expect(HotspotClass(z: -3, rate: 0.01) == .cold99)
    #expect(HotspotClass(z: 9, rate: 0.11) == .none)
  }

  @Test("two sides of the normal distribution")
  func normal() {
    #expect(NormalDistribution.twoSided(0) == 1)
    #expect(abs(NormalDistribution.twoSided(1.959963984540054) - 0.05) < 1e-12)
    #expect(abs(NormalDistribution.twoSided(-6) / 1.973175290075396e-09 - 1) < 1e-9)
  }
}
