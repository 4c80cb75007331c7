import Testing

@testable import DisclosureControl

@Suite("The rule of the rest")
struct RestRuleTests {
  /// What everybody sees of some counts: who is in the rest, its sum, and the others.
  struct Publication: Hashable {
    var rest: [Int]
    var sum: Int
    var others: [Int]

    init(_ counts: [Int], rest: [Int]) {
      self.rest = rest
      sum = rest.reduce(0) { $0 + counts[$1] }
      others = counts.indices.map { rest.contains($0) ? -1 : counts[$0] }
    }
  }

  /// Every list of counts with a sum from the threshold up to a greatest one.
  static func lists(_ size: Int, from least: Int, to greatest: Int) -> [[Int]] {
    var lists: [[Int]] = [[]]
    for _ in 0..<size {
      lists = lists.flatMap { list in
        (0...(greatest - list.reduce(0, +))).map { list + [$0] }
      }
    }
    return lists.filter { $0.reduce(0, +) >= least }
  }

  /// How many sums of some members of a rest have one possible value only, in 1 … k−1.
  static func pinned(_ lists: [[Int]], threshold: Int, rest: ([Int]) -> [Int]) -> Int {
    let cases = Dictionary(grouping: lists) { Publication($0, rest: rest($0)) }
    var pinned = 0
    for (publication, inputs) in cases where publication.rest.count > 1 {
      for subset in 1..<((1 << publication.rest.count) - 1) {
        let sums = Set(
          inputs.map { input in
            publication.rest.indices.reduce(0) {
              subset >> $1 & 1 == 1 ? $0 + input[publication.rest[$1]] : $0
            }
          })
        if sums.count == 1, let sum = sums.first, sum > 0, sum < threshold { pinned += 1 }
      }
    }
    return pinned
  }

  @Test(
    "never lets a member, or some members together, be pinned to 1 … k−1 by someone who knows it",
    arguments: [(3, 2, 30), (3, 3, 18), (3, 4, 14), (3, 5, 11), (5, 2, 40), (5, 3, 22), (5, 4, 16)])
  func exhaustive(threshold: Int, size: Int, greatest: Int) {
    let rule = RestRule(threshold: threshold, least: 1)
    let lists = Self.lists(size, from: threshold, to: greatest)
    #expect(lists.count > 400)
    #expect(Self.pinned(lists, threshold: threshold) { rule.rest(of: $0) } == 0)
  }

  @Test("is needed: merging small counts until they reach k is broken by someone who knows it")
  func sketchIsBroken() {
    func sketch(_ counts: [Int]) -> [Int] {
      var rest = counts.indices.filter { counts[$0] > 0 && counts[$0] < 5 }
      guard !rest.isEmpty else { return [] }
      if rest.reduce(0, { $0 + counts[$1] }) < 5,
        let smallest = counts.indices.filter({ counts[$0] >= 5 }).min(by: {
          counts[$0] < counts[$1]
        })
      {
        rest.append(smallest)
      }
      return rest.sorted()
    }
    // 4, 4 and 5 or more: nothing else makes 8 of the first two when the third is below their larger.
    #expect(Self.pinned(Self.lists(3, from: 5, to: 22), threshold: 5, rest: sketch) > 0)
  }

  @Test("makes a rest of two or more that reaches k, of everything small, whatever the order")
  func shape() {
    for rule in [RestRule(threshold: 3, least: 1), RestRule(threshold: 5, least: 3)] {
      for counts in Self.lists(4, from: rule.threshold, to: 13) {
        let rest = rule.rest(of: counts)
        let small = counts.indices.filter { counts[$0] > 0 && counts[$0] < rule.threshold }
        #expect(Set(rest).isSuperset(of: small) && rest.isEmpty == small.isEmpty)
        #expect(rest.isEmpty || rest.reduce(0) { $0 + counts[$1] } >= rule.threshold)
        #expect(rest.isEmpty || rest.count > 1)
        let turned = rule.rest(of: counts.reversed()).map { 3 - $0 }
        #expect(Set(turned) == Set(rest))
      }
    }
  }

  @Test("says what its steps say")
  func examples() {
    let rule = RestRule(threshold: 5, least: 1)
    #expect(rule.rest(of: []) == [])
    #expect(rule.rest(of: [0, 5, 9]) == [])
    #expect(rule.rest(of: [2, 4, 9, 0]) == [0, 1])
    // Tight: the zeros join, whether the sum is near the least or near the greatest.
    #expect(rule.rest(of: [1, 1, 1, 1, 2, 0, 7]) == [0, 1, 2, 3, 4, 5])
    #expect(rule.rest(of: [4, 3, 0, 7]) == [0, 1, 2])
    // Below 5: the smallest joins, with its equals.
    #expect(rule.rest(of: [1, 3, 9, 7, 7, 8]) == [0, 1, 3, 4])
    // Tight, and nobody to join but a standing count.
    #expect(rule.rest(of: [4, 4, 9, 6]) == [0, 1, 3])
    #expect(rule.rest(of: [4, 4]) == [0, 1])
  }

  @Test("publishes other cases like a whole of k−1 each, for up to 60 members")
  func wholeOfGreatest() {
    for threshold in [3, 5, 10] {
      let rule = RestRule(threshold: threshold, least: 1)
      for size in 2...60 {
        #expect(Self.hasTwin(rule, size: size), "\(size) members, k = \(threshold)")
      }
    }
  }

  /// Whether unequal counts with the same sum as k−1 each are merged into one whole as well.
  static func hasTwin(_ rule: RestRule, size: Int) -> Bool {
    let sum = (rule.threshold - 1) * size
    for large in 1..<size {
      for each in rule.threshold...(sum / large + rule.threshold) {
        let rest = sum - large * each
        guard (1..<rule.threshold).contains(rest) else { continue }
        for small in 1...min(rest, size - large) {
          var counts = Array(repeating: each, count: large) + [rest - small + 1]
          counts += Array(repeating: 1, count: small - 1)
          counts += Array(repeating: 0, count: size - counts.count)
          if rule.rest(of: counts).count == size { return true }
        }
      }
    }
    return false
  }

  @Test("keeps a partner from pinning a district to 1 … 9, on what planners have merged")
  func partnerOnPlanner() throws {
    for (rules, size, greatest) in [
      (AtomRules.standard, 3, 44), (.standard, 4, 26),
      (try #require(AtomRules(planner: 3, partner: 5)), 4, 22),
      (try #require(AtomRules(planner: 3, partner: 4)), 4, 20),
    ] {
      let lists = Self.lists(size, from: rules.partner, to: greatest)
      let pinned = Self.pinned(lists, threshold: rules.partner) { counts in
        rules.partnerRule.rest(of: counts, joined: rules.plannerRule.rest(of: counts))
      }
      #expect(pinned == 0)
    }
  }
}
