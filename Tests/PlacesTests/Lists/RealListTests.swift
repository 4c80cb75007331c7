import GeoPrimitives
import Places
import Support
import Testing

@Suite(
  "The code lists of 2020 and 2025",
  .enabled(if: RealCodeLists.areAvailable, Comment(rawValue: TestData.skipReason)))
struct RealListTests {
  @Test("every code that is gone has successors or an explicit end, and few have ended")
  func everyCodeResolves() throws {
    let old = try RealCodeLists.kemendagri(2020)
    let new = try RealCodeLists.kemendagri(2025)
    let lineage = ListLineage(from: old, to: new, on: day(2025, 7, 1)).derived()
    #expect(lineage.vanishedCount == 6033)
    #expect(LineageCheck.problems(of: lineage.findings.map(\.change)).isEmpty)

    let graph = LineageGraph(lineage.findings.map(\.change))
    let today = day(2026, 1, 1)
    var endedCount = 0
    for code in old.codes(of: .village) where new[village: code] == nil {
      guard case .gone(let descent) = graph.standing(of: code, on: today) else {
        Issue.record("\(code) is not gone")
        continue
      }
      let successors = descent.successors.map(\.code)
      #expect(successors.allSatisfy { new[village: $0] != nil }, "\(code) → \(successors)")
      #expect(successors.isEmpty == (descent.endedArea == 1), "\(code)")
      if successors.isEmpty { endedCount += 1 }
    }
    #expect(endedCount < 50)
  }

  @Test("the villages of BPS are found by name within their districts")
  func crosswalk() throws {
    let kemendagri = try RealCodeLists.kemendagri(2020)
    let bps = try RealCodeLists.bps()
    let found = CrosswalkDerivation(kemendagri: kemendagri, bps: bps)
    #expect(found.pairs.count == 77_441)
    #expect(found.pairs.count + found.unmatchedBPS.count == bps.count(of: .village))
    #expect(Set(found.pairs.map(\.bps)).count == found.pairs.count)
    #expect(Set(found.pairs.map(\.kemendagri)).count == found.pairs.count)
    #expect(found.matchedRegencies == 505)
    let pair = found.pairs.first { $0.bps == "3573010001" }
    #expect(pair.flatMap { kemendagri[village: $0.kemendagri] }?.lowercased() == "arjowinangun")
  }
}
