import DensityEstimation
import Testing

/// References: esda 2.9.0, `Empirical_Bayes` and `Spatial_Empirical_Bayes`; intervals from
/// `scipy.stats.gamma.ppf` (scipy 1.17.1). The data are sudden infant deaths and births in the 100
/// counties of North Carolina, 1974–78 (Cressie & Chan 1989).
@Suite("Rates after empirical Bayes")
struct EmpiricalBayesTests {
  static let deaths = [
    1, 0, 5, 1, 9, 7, 0, 0, 4, 1, 2, 16, 4, 4, 4, 18, 3, 4, 1, 1, 1, 0, 1, 2, 10, 23, 13, 6, 4,
    16, 8, 0, 10, 6, 0, 2, 16, 2, 4, 1, 0, 8, 5, 5, 0, 5, 7, 2, 11, 3, 14, 5, 9, 6, 2, 0, 7, 3,
    4, 5, 12, 18, 6, 10, 8, 2, 5, 44, 3, 3, 5, 5, 0, 10, 3, 11, 1, 0, 4, 1, 2, 38, 1, 4, 15, 7,
    0, 4, 4, 0, 13, 8, 29, 31, 5, 8, 4, 15, 12, 5,
  ]

  static let births = [
    1091, 487, 3188, 508, 1421, 1452, 286, 420, 968, 1612, 1035, 4449, 1671, 1556, 2180, 3608,
    1638, 3146, 1323, 484, 751, 781, 1269, 1399, 11858, 16184, 4672, 1324, 3164, 7970, 4021,
    671, 3657, 3609, 770, 1549, 14484, 765, 4139, 1207, 1333, 5509, 3573, 990, 248, 1946, 4456,
    1646, 3702, 4606, 5094, 5754, 7515, 3999, 2110, 521, 2692, 675, 870, 2252, 2992, 6638, 3776,
    4866, 2216, 1143, 2648, 21588, 4099, 1258, 2356, 2574, 415, 3589, 1173, 9014, 533, 797,
    3025, 542, 1027, 20366, 578, 3915, 1570, 1494, 338, 2483, 2756, 284, 5868, 2255, 11158,
    7889, 2414, 1782, 1228, 3350, 5526, 2181,
  ]

  static let counties = zip(deaths, births).map {
    EmpiricalBayes.Observation(events: $0, population: Double($1))
  }

  typealias Reference = (county: Int, rate: Double, low: Double, high: Double)

  static func expect(_ estimate: EmpiricalBayes.Estimate?, _ reference: Reference) throws {
    let estimate = try #require(estimate)
    for (value, expected) in [
      (estimate.rate, reference.rate), (estimate.low, reference.low),
      (estimate.high, reference.high),
    ] {
      #expect(abs(value / expected - 1) < 1e-9)
    }
  }

  @Test(
    "drawn towards the mean of all are esda's, with intervals of the gamma posterior",
    arguments: [
      (0, 0.001697297330855623, 0.000642574845213253, 0.0032552866233184646),
      (3, 0.002012868084221261, 0.000762045856161896, 0.0038605272216901327),
      (24, 0.0010570229629814991, 0.0005956419070836475, 0.0016485465325907708),
      (84, 0.004838804052126551, 0.0029683005464581714, 0.007158957816257601),
      (99, 0.0021443955707693865, 0.0010420077276282736, 0.003637875982844401),
    ] as [Reference])
  func global(reference: Reference) throws {
    let estimates = EmpiricalBayes.global(Self.counties)
    try Self.expect(estimates[reference.county], reference)
    #expect(abs(estimates.compactMap { $0?.rate }.reduce(0, +) - 0.20684533445542433) < 1e-12)
  }

  @Test("have Marshall's moments for a prior")
  func prior() throws {
    let prior = try #require(EmpiricalBayes.Prior(of: Self.counties.compactMap { $0 }))
    #expect(abs(prior.mean / 0.0020214448936544207 - 1) < 1e-12)
    #expect(abs(prior.variance / 7.692930647014653e-07 - 1) < 1e-9)
  }

  /// The neighbours are the three counties before and after in the file. For the first of the
  /// references the moments leave no variance.
  @Test(
    "drawn towards the mean of the neighbours are esda's",
    arguments: [
      (0, 0.0013272658323852863, 0.0005336297026014155, 0.0027346748884532375),
      (4, 0.0047329115543974535, 0.0024759598447767314, 0.007708835904741864),
      (24, 0.000976025324839894, 0.0005426039641119906, 0.0015345826111596967),
      (50, 0.0021947092691104644, 0.0013539807957268484, 0.0032351963842199454),
      (84, 0.007132331382154643, 0.004135581379978491, 0.010932360207961065),
      (99, 0.0029116981412509006, 0.00253679094587195, 0.0033120657917479423),
    ] as [Reference])
  func local(reference: Reference) throws {
    let estimates = EmpiricalBayes.local(Self.counties) { county in
      (max(0, county - 3)..<min(100, county + 4)).filter { $0 != county }
    }
    try Self.expect(estimates[reference.county], reference)
    #expect(abs(estimates.compactMap { $0?.rate }.reduce(0, +) - 0.21287851288683335) < 1e-12)
  }

  @Test("lie between a village's own rate and the mean, and the rate between the interval's ends")
  func isDrawnTowardsTheMean() throws {
    let mean = try #require(EmpiricalBayes.Prior(of: Self.counties.compactMap { $0 })).mean
    for (county, estimate) in zip(Self.counties, EmpiricalBayes.global(Self.counties)) {
      let county = try #require(county)
      let estimate = try #require(estimate)
      let own = Double(county.events) / county.population
      #expect(min(own, mean) <= estimate.rate && estimate.rate <= max(own, mean))
      #expect(estimate.low < estimate.rate && estimate.rate < estimate.high)
    }
  }

  @Test("are the common rate with the interval of the joint count where villages do not differ")
  func withoutVariance() throws {
    let alike = (0..<20).map { _ in EmpiricalBayes.Observation(events: 5, population: 1000) }
    for estimate in EmpiricalBayes.global(alike) {
      let estimate = try #require(estimate)
      #expect(estimate.rate == 0.005)
      // Garwood's limits for 100 events: 81.36 and 121.63.
      #expect(abs(estimate.low * 20_000 - 81.36) < 0.01)
      #expect(abs(estimate.high * 20_000 - 121.63) < 0.01)
    }
    let silent = (0..<4).map { _ in EmpiricalBayes.Observation(events: 0, population: 250) }
    let estimate = try #require(EmpiricalBayes.global(silent).first ?? nil)
    #expect(estimate.rate == 0 && estimate.low == 0)
    // Garwood's upper limit for no event: 3.689.
    #expect(abs(estimate.high * 1000 - 3.689) < 0.001)
  }

  @Test("are not made up where the population is not known, and do not count for others")
  func unknownPopulations() throws {
    var some: [EmpiricalBayes.Observation?] = Self.counties
    some.insert(nil, at: 50)
    let estimates = EmpiricalBayes.global(some)
    #expect(estimates[50] == nil)
    #expect(estimates.compactMap { $0 } == EmpiricalBayes.global(Self.counties).compactMap { $0 })
    let local = EmpiricalBayes.local([some[0], nil, some[1]]) { [[1, 2], [0, 2], [0, 1]][$0] }
    let pair = EmpiricalBayes.local([some[0], some[1]]) { [[1], [0]][$0] }
    #expect(local == [pair[0], nil, pair[1]])
    #expect(EmpiricalBayes.global([nil, nil]) == [nil, nil])
    #expect(EmpiricalBayes.global([]).isEmpty)
    for (events, population) in [(1, 0.0), (-1, 5), (1, -5), (1, .nan), (1, .infinity)] {
      #expect(EmpiricalBayes.Observation(events: events, population: population) == nil)
    }
  }
}
