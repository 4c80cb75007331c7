import Testing

@testable import SitePlanning

@Suite("Reach and cover")
struct ReachTests {
  @Test("lists in any order are sorted, and the better of two shares counts")
  func sorted() throws {
    let reach = try ReachLists(
      [[Reach(demand: 2, share: 0.5), Reach(demand: 0), Reach(demand: 2, share: 0.75)], []],
      demandCount: 3)
    #expect(reach.reach(of: 0) == [Reach(demand: 0), Reach(demand: 2, share: 0.75)])
    #expect(reach.reach(of: 1).isEmpty)
    #expect(reach.siteCount == 2 && reach.pairCount == 2)
  }

  @Test("rows that are none are refused")
  func refused() {
    #expect(throws: SitePlanningError.unknownNumber(what: "demand", number: 3)) {
      try ReachLists([[Reach(demand: 3)]], demandCount: 3)
    }
    #expect(throws: SitePlanningError.unorderedReach(site: 0)) {
      try ReachLists(starts: [0, 2], demands: [1, 1], demandCount: 3)
    }
    #expect(throws: SitePlanningError.unorderedReach(site: 0)) {
      try ReachLists(starts: [0, 5, 2], demands: [0, 1], demandCount: 3)
    }
    #expect(throws: SitePlanningError.badValue(what: "shares", position: 0, value: 0)) {
      try ReachLists(starts: [0, 1], demands: [0], shares: [0], demandCount: 1)
    }
    #expect(throws: SitePlanningError.differentLengths(what: "reach", expected: 1, found: 0)) {
      try ReachLists(starts: [], demands: [0], demandCount: 1)
    }
  }

  @Test("rules give shares between all and nothing, and nothing for no time")
  func rules() {
    #expect(CoverRule.within(minutes: 30).share(minutes: 30) == 1)
    #expect(CoverRule.within(minutes: 30).share(minutes: 30.1) == 0)
    let decaying = CoverRule.decaying(full: 10, none: 30)
    #expect([5, 10, 20, 30, 50].map(decaying.share) == [1, 1, 0.5, 0, 0])
    #expect(CoverRule.untilLimit(minutes: 40).share(minutes: 10) == 0.75)
    for rule in [decaying, .within(minutes: 9), .untilLimit(minutes: 9)] {
      #expect(rule.share(minutes: .nan) == 0 && rule.share(minutes: -1) == 0)
      #expect(rule.share(minutes: .infinity) == 0)
      #expect(rule.share(minutes: rule.reach * 1.01) == 0)
    }
  }
}
