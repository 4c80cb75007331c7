import DensityEstimation
import Glibc
import Testing

/// References: scipy 1.17.1, `scipy.special.gammainc` and `gammaincinv`.
@Suite("The gamma distribution")
struct GammaIntervalTests {
  static let probabilities: [(shape: Double, x: Double, probability: Double)] = [
    (0.001, 0.001, 0.9936876467088603),
    (0.1, 0.01, 0.6626212599544796),
    (0.1, 0.3, 0.9083579897300342),
    (0.5, 0.05, 0.24817036595415076),
    (0.5, 1.5, 0.9167354833364496),
    (1, 0.1, 0.09516258196404044),
    (1, 3, 0.950212931632136),
    (2.5, 0.25, 0.007876706767370404),
    (2.5, 2.5, 0.584119813004492),
    (2.5, 7.5, 0.9896376620842136),
    (9.5, 0.95, 2.3029372480282097e-07),
    (9.5, 8.55, 0.4169069321638506),
    (9.5, 28.5, 0.9999885738065064),
    (10, 9, 0.4125917556680583),
    (10, 13, 0.834188123382708),
    (30, 3, 4.277047721426935e-20),
    (30, 27, 0.30653454547215747),
    (30, 39, 0.9408827202764667),
    (1000, 900, 0.0005499022657117818),
    (1000, 1000, 0.5042052441802155),
    (100000.0, 100000.0, 0.5004205221103651),
    (100000.0, 90000, 1.9782570322358803e-235),
  ]

  static let quantiles: [(shape: Double, probability: Double, x: Double)] = [
    (0.01, 0.025, 3.5226859973137185e-161),
    (0.01, 0.5, 4.465535018910562e-31),
    (0.01, 0.975, 0.047137958431590306),
    (0.01, 0.999999, 7.151253478084882),
    (0.1, 1e-06, 6.073048362408003e-61),
    (0.1, 0.025, 5.791710245521471e-17),
    (0.1, 0.5, 0.0005933911044602284),
    (0.1, 0.975, 0.9779047994188529),
    (0.1, 0.999999, 9.45702706045744),
    (0.5, 1e-06, 7.853981633978593e-13),
    (0.5, 0.025, 0.0004910345585876278),
    (0.5, 0.5, 0.227468211559786),
    (0.5, 0.975, 2.511943093657444),
    (0.5, 0.999999, 11.964063488439734),
    (1, 1e-06, 1.0000005000003338e-06),
    (1, 0.025, 0.025317807984289876),
    (1, 0.5, 0.6931471805599455),
    (1, 0.975, 3.6888794541139354),
    (1, 0.999999, 13.815510557935518),
    (1.5, 1e-06, 0.00012090524360062132),
    (1.5, 0.025, 0.10789764131194893),
    (1.5, 0.5, 1.1829869421876689),
    (1.5, 0.975, 4.674201802248074),
    (1.5, 0.999999, 15.332424853077136),
    (5, 1e-06, 0.16906300162147725),
    (5, 0.025, 1.6234863901184207),
    (5, 0.5, 4.670908882795985),
    (5, 0.975, 10.241588675403694),
    (5, 0.999999, 23.43152342335784),
    (20, 1e-06, 5.363986586181651),
    (20, 0.025, 12.216519585403944),
    (20, 0.5, 19.66767242330567),
    (20, 0.975, 29.67085357158559),
    (20, 0.999999, 48.82647870748532),
    (333.25, 1e-06, 253.55473985489132),
    (333.25, 0.025, 298.4269530090313),
    (333.25, 0.5, 332.91672600569746),
    (333.25, 0.975, 369.966943732506),
    (333.25, 0.999999, 427.3295535030559),
    (10000.0, 1e-06, 9531.835117189807),
    (10000.0, 0.025, 9804.952467260184),
    (10000.0, 0.5, 9999.666668642047),
    (10000.0, 0.975, 10196.941824999883),
    (10000.0, 0.999999, 10482.561164638257),
    (1000000.0, 1e-06, 995253.7734127986),
    (1000000.0, 0.025, 998040.9833402939),
    (1000000.0, 0.5, 999999.6666666864),
    (1000000.0, 0.975, 1001960.9109654503),
    (1000000.0, 0.999999, 1004760.6247134678),
  ]

  static func relativeError(_ value: Double, _ reference: Double) -> Double {
    abs(value / reference - 1)
  }

  @Test("has scipy's probabilities", arguments: probabilities)
  func cumulative(shape: Double, x: Double, expected: Double) throws {
    let gamma = try #require(GammaDistribution(shape: shape, rate: 1))
    #expect(Self.relativeError(gamma.cumulative(x), expected) < 1e-10)
    let scaled = try #require(GammaDistribution(shape: shape, rate: 4000))
    #expect(Self.relativeError(scaled.cumulative(x / 4000), expected) < 1e-10)
  }

  @Test("has scipy's quantiles", arguments: quantiles)
  func quantile(shape: Double, probability: Double, expected: Double) throws {
    let gamma = try #require(GammaDistribution(shape: shape, rate: 1))
    let tolerance = shape > 1e5 ? 1e-8 : 1e-9
    #expect(Self.relativeError(gamma.quantile(probability), expected) < tolerance)
  }

  @Test(
    "has quantiles that invert its probabilities, over all shapes",
    arguments: [1e-4, 0.03, 0.7, 1, 1.0001, 3, 12, 99, 5000, 2e5])
  func inverse(shape: Double) throws {
    let gamma = try #require(GammaDistribution(shape: shape, rate: 0.2))
    var previous = 0.0
    for step in 1..<40 {
      let probability = Double(step) / 40
      let x = gamma.quantile(probability)
      #expect(x >= previous)
      previous = x
      guard x > 1e-290 else { continue }
      #expect(abs(gamma.cumulative(x) - probability) < 1e-10)
    }
  }

  @Test("holds 95 % of its probability between equal tails")
  func interval() throws {
    let gamma = try #require(GammaDistribution(shape: 3.5, rate: 700))
    #expect(gamma.mean == 0.005)
    let interval = gamma.interval()
    #expect(abs(gamma.cumulative(interval.lowerBound) - 0.025) < 1e-12)
    #expect(abs(gamma.cumulative(interval.upperBound) - 0.975) < 1e-12)
  }

  @Test("ends where it must")
  func ends() throws {
    let gamma = try #require(GammaDistribution(shape: 2, rate: 1))
    #expect(gamma.quantile(0) == 0 && gamma.quantile(1) == .infinity)
    #expect(gamma.cumulative(-1) == 0 && gamma.cumulative(0) == 0)
    #expect(gamma.cumulative(.infinity) == 1 && gamma.cumulative(1e6) == 1)
    // So little shape that the lower tail is nothing in a Double.
    let thin = try #require(GammaDistribution(shape: 1e-4, rate: 1))
    #expect(thin.quantile(0.025) == 0)
    for (shape, rate) in [(0.0, 1.0), (1, 0), (-1, 1), (.nan, 1), (1, .infinity)] {
      #expect(GammaDistribution(shape: shape, rate: rate) == nil)
    }
  }
}
