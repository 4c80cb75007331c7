import DisclosureControl
import Support
import Testing

@Suite("The rule for numbers of guests")
struct GuestRuleTests {
  private static func report(_ house: Int, _ village: String, _ guests: Int) -> GuestRule.Report {
    GuestRule.Report(establishment: house, village: village, guests: guests)
  }

  private static func village(_ district: Int, _ number: Int) -> String {
    "35.07.0\(district).\(2000 + number)"
  }

  @Test("tells villages alone that have three establishments of which none has most of the guests")
  func alone() {
    let a = Self.village(1, 1)
    let reports = [Self.report(0, a, 30), Self.report(1, a, 40), Self.report(2, a, 30)]
    #expect(GuestRule.blocks(of: reports).map(\.guests) == [100])
    // Three quarters are allowed, a guest more is not.
    let edge = [Self.report(0, a, 75), Self.report(1, a, 15), Self.report(2, a, 10)]
    #expect(GuestRule.blocks(of: edge).count == 1)
    let beyond = [Self.report(0, a, 76), Self.report(1, a, 14), Self.report(2, a, 10)]
    #expect(GuestRule.blocks(of: beyond).isEmpty)
    #expect(GuestRule.blocks(of: Array(reports.prefix(2))).isEmpty)
  }

  @Test("merges what is small within the district, then upwards")
  func merged() {
    let (a, b, c) = (Self.village(1, 1), Self.village(1, 2), Self.village(2, 1))
    let small = [Self.report(0, a, 10), Self.report(1, b, 12), Self.report(2, b, 9)]
    #expect(GuestRule.blocks(of: small).map(\.villages) == [[a, b]])
    let across = [Self.report(0, a, 10), Self.report(1, b, 12), Self.report(2, c, 9)]
    #expect(GuestRule.blocks(of: across).map(\.villages) == [[a, b, c]])
    // A village that could stand alone is taken in where a neighbour needs it.
    let needed = (3..<6).map { Self.report($0, b, 20) } + [Self.report(0, a, 10)]
    #expect(GuestRule.blocks(of: needed).map(\.villages) == [[a, b]])
  }

  @Test("never tells a sum with fewer than three establishments or one that dominates")
  func property() {
    var random = SeededRandom(seed: 31)
    var told = 0
    for _ in 0..<400 {
      let reports = (0..<Int.random(in: 1...40, using: &random)).map { house in
        Self.report(
          house,
          Self.village(
            Int.random(in: 1...4, using: &random), Int.random(in: 1...5, using: &random)),
          Int(random.uniform(0...3) * random.uniform(0...3) * random.uniform(0...60)))
      }
      let blocks = GuestRule.blocks(of: reports.shuffled(using: &random))
      let all = blocks.flatMap(\.reports)
      #expect(Set(all.map(\.establishment)).count == all.count)
      #expect(Set(blocks.flatMap(\.villages)).count == blocks.flatMap(\.villages).count)
      for block in blocks {
        let guests = block.reports.map(\.guests).filter { $0 > 0 }
        guard !guests.isEmpty else { continue }
        told += 1
        #expect(guests.count >= 3)
        #expect(4 * (guests.max() ?? 0) <= 3 * block.guests)
      }
      #expect(blocks == GuestRule.blocks(of: reports))
      // Nothing is withheld that could be told with everything else.
      let sums = reports.map(\.guests)
      let isSafe = sums.count { $0 > 0 } >= 3 && 4 * (sums.max() ?? 0) <= 3 * sums.reduce(0, +)
      if isSafe { #expect(all.map(\.guests).reduce(0, +) == sums.reduce(0, +)) }
    }
    #expect(told > 500)
  }

  @Test("takes several reports of an establishment as one, and no villages but those with a code")
  func joined() {
    let a = Self.village(1, 1)
    let reports = [
      Self.report(0, a, 10), Self.report(0, a, 10), Self.report(0, a, 10), Self.report(9, "x", 50),
    ]
    #expect(GuestRule.blocks(of: reports).isEmpty)
    let huge = (0..<4).map { Self.report($0, a, .max) }
    #expect(GuestRule.blocks(of: huge).count == 1)
  }
}
