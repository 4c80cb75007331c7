import GeoCore
import Testing

@testable import TileService

@Suite("A scenario in YAML")
struct ScenarioFileTests {
  @Test("describes a plan whole, codes as they were typed")
  func whole() throws {
    let scenario = try PlanScenario(
      ScenarioFile.node(
        of: """
          slots: 10
          within: [35.07, 35.10]   # not the number 35.1
          criteria:
            tip_rate: 3
            residents: {weight: 1, normalisation: min_max}
            outreach: {weight: 0.5, direction: cost, missing: worst}
          max_minutes: 45
          decay: 20
          capacities: {KANIM-MALANG: 4}
          floors: {35.07: 1}
          must: [35.07.01.2001]
          """))
    #expect(scenario.within == ["35.07", "35.10"])
    #expect(
      scenario.json.contains(
        #""residents":{"weight":1,"direction":"benefit","normalisation":"min_max""#))
    #expect(scenario.criteria.count == 3)
    #expect(scenario.capacities == .given(["KANIM-MALANG": 4]))
    #expect(scenario.floors == .given(["35.07": 1]))
  }

  @Test(
    "is refused by line and key",
    arguments: [
      ("slots: 1\nwieghts: 2", 2, "wieghts"), ("slots: 1\n\ncriteria:\n  tips: 1", 4, "tips"),
      ("slots: many", 1, "slots"), ("slots: 1\nslots: 2", 1, "twice"),
      ("slots: 1\ncriteria:\n  rooms: {weihgt: 1}", 3, "weihgt"),
      ("slots: 1\nmust: {a: 1}", 2, "must"),
    ])
  func mistakes(text: String, line: Int, word: String) throws {
    let error = #expect(throws: PlanScenarioError.self) {
      try PlanScenario(ScenarioFile.node(of: text))
    }
    #expect(error?.line == line)
    #expect(error?.description.contains(word) == true)
  }

  @Test("that is none is refused", arguments: ["- 1", "slots: [", "just words"])
  func noMapping(text: String) {
    #expect(throws: PlanScenarioError.self) { try PlanScenario(ScenarioFile.node(of: text)) }
  }
}
