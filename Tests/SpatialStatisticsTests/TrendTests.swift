import Testing

@testable import SpatialStatistics

@Suite("Trends")
struct TrendTests {
  @Test("agree with pymannkendall, ties included")
  func mannKendall() throws {
    for expected in try ExpectedFigures.read("trend.json", as: ExpectedFigures.TrendFile.self)
      .series
    {
      let trend = try MannKendall(expected.values)
      #expect(trend.score == expected.score)
      #expect(abs(trend.variance - expected.variance) < 1e-9)
      #expect(abs(trend.z - expected.z) < 1e-9)
      #expect(abs(trend.p - expected.p) < 1e-9)
      #expect(abs(trend.tau - expected.tau) < 1e-9)
      #expect(abs(trend.slope - expected.slope) < 1e-9)
    }
  }

  @Test("of equal values have no direction; of two values there is none")
  func edges() throws {
    let flat = try MannKendall([4, 4, 4, 4])
    #expect(flat.z == 0 && flat.p == 1 && flat.slope == 0)
    #expect(throws: SpatialStatisticsError.tooFewPeriods(count: 2, needed: 3)) {
      try MannKendall([1, 2])
    }
    #expect(throws: SpatialStatisticsError.self) { try MannKendall([1, .nan, 2]) }
  }

  /// Classes in letters: H hot, C cold, a point for neither.
  private static func classes(_ text: String) -> [HotspotClass] {
    text.map { $0 == "H" ? .hot95 : $0 == "C" ? .cold95 : .none }
  }

  @Test(
    "patterns are told by their definitions",
    arguments: [
      ("...........H", 0, .newHot), (".........HHH", 0, .consecutiveHot),
      ("HHHHHHHHHHHH", 1, .intensifyingHot), ("HHHHHHHHHHHH", 0, .persistentHot),
      ("HHHHHHHHHHHH", -1, .diminishingHot), ("..H..HH....H", 0, .sporadicHot),
      ("..C..HH....H", 0, .oscillatingHot), ("HHHHHHHHHHH.", 0, .historicalHot),
      ("...........C", 0, .newCold), (".........CCC", 0, .consecutiveCold),
      ("CCCCCCCCCCCC", -1, .intensifyingCold), ("CCCCCCCCCCCC", 1, .diminishingCold),
      ("CCCCCCCCCCCC", 0, .persistentCold), ("..C..CC....C", 0, .sporadicCold),
      ("..H..CC....C", 0, .oscillatingCold), ("CCCCCCCCCCC.", 0, .historicalCold),
      ("............", 0, EmergingPattern.none), ("..HHHH......", 0, .none),
    ] as [(String, Int, EmergingPattern)])
  func patterns(steps: String, direction: Int, expected: EmergingPattern) throws {
    let trend = try MannKendall((0..<12).map { Double(direction * $0) })
    #expect(EmergingPattern(Self.classes(steps), trend: trend) == expected)
  }
}
