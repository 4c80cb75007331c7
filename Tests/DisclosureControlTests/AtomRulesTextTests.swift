import DisclosureControl
import Testing

@Suite("Rules as text")
struct AtomRulesTextTests {
  @Test("come back from their text")
  func roundTrip() throws {
    #expect(AtomRules.standard.description == "planner=5;partner=10;weeks=village")
    for weeks in AtomRules.WeekLevel.allCases {
      let rules = try #require(AtomRules(planner: 7, partner: 21, weeks: weeks))
      #expect(AtomRules(rules.description) == rules)
    }
  }

  @Test(
    "are not made from any other text",
    arguments: [
      "", "planner=5;partner=10", "planner=5;partner=10;weeks=desa",
      "partner=10;planner=5;weeks=village",
      "planner=05;partner=10;weeks=village", "planner=5;partner=10;weeks=village;",
      "planner=2;partner=10;weeks=village",
      "planner=5;partner=5;weeks=village", "planner=5;partner=10;weeks=village ",
    ])
  func malformed(text: String) {
    #expect(AtomRules(text) == nil)
  }
}
