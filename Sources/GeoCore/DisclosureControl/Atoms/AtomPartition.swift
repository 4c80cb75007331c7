/// How the areas of a month are merged, from the country downward.
///
/// An area that stands alone is divided further; an area of a rest goes into its block whole,
/// whatever lies within it. So blocks nest, every area is a union of blocks or lies within one, and
/// the partner's blocks are unions of the planner's.
struct AtomPartition {
  let register: AtomRegister
  /// The counts of the areas of every level.
  let totals: [[Int]]
  let rules: AtomRules

  /// Areas of one level, by place.
  struct Group {
    var level: Int
    var places: [Int]
  }

  /// The tiers differ in their rule.
  enum Tier { case planner, partner }

  /// The tips of the whole country.
  var total: Int { totals[0][0] }

  /// The groups with tips; areas of a level are not divided further.
  ///
  /// The country has to reach the tier's threshold.
  /// - Complexity: O(areas).
  func groups(for tier: Tier, downTo lowest: Int) -> [Group] {
    var groups: [Group] = []
    var open = [Group(level: 0, places: [0])]
    while let area = open.popLast() {
      let level = area.level + 1
      for children in area.places.map({ register.levels[area.level].children[$0] }) {
        let counts = Array(totals[level][children])
        let rest = rest(of: counts, for: tier)
        if !rest.isEmpty {
          groups.append(Group(level: level, places: rest.map { $0 + children.lowerBound }))
        }
        let merged = Set(rest)
        for place in counts.indices where counts[place] > 0 && !merged.contains(place) {
          let alone = Group(level: level, places: [place + children.lowerBound])
          if level == lowest { groups.append(alone) } else { open.append(alone) }
        }
      }
    }
    return groups
  }

  /// What planners see merged stays merged for partners.
  private func rest(of counts: [Int], for tier: Tier) -> [Int] {
    let planner = rules.plannerRule.rest(of: counts)
    return tier == .planner ? planner : rules.partnerRule.rest(of: counts, joined: planner)
  }
}
