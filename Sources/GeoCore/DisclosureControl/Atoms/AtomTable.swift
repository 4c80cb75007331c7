/// Everything that planners and partners may know of the tips of one closed month.
///
/// Tables, rates, trends and pictures for these tiers are computed from this alone, so that they say
/// nothing more than it says.
public struct AtomTable: Hashable, Sendable {
  /// The month.
  public let month: ReportingMonth
  /// The names of the categories that `regencies` divides by.
  public let categories: [String]
  /// For planners: villages in the whole month.
  public let villages: AtomLayer
  /// For planners: villages, districts or regencies, as the rules say, divided by week. These blocks are
  /// those of `villages` or unions of them.
  public let weeks: AtomLayer
  /// For planners: regencies, divided by category. These blocks are unions of those of `villages`.
  public let regencies: AtomLayer
  /// For partners: districts. These blocks are unions of those of `villages`, too.
  public let districts: AtomLayer

  init(
    month: ReportingMonth, categories: [String], villages: AtomLayer, weeks: AtomLayer,
    regencies: AtomLayer, districts: AtomLayer
  ) {
    self.month = month
    self.categories = categories
    self.villages = villages
    self.weeks = weeks
    self.regencies = regencies
    self.districts = districts
  }

  /// The publication of a month that closes: a pure function of its counts.
  ///
  /// Areas, the weeks of a block and the categories of a block of regencies are each merged by the
  /// same rule (`RestRule`). The divisions do not help each other: counts that agree with the published
  /// sums of each can always be completed to a table that agrees with all, because its margins only have
  /// to have the same totals. Nor do months, as every tip is counted in one.
  /// - Complexity: O(v · (w + c)) for v villages, w weeks and c categories.
  public init(closing counts: AtomCounts, rules: AtomRules = .standard) {
    let partition = AtomPartition(
      register: counts.register, totals: counts.totals(), rules: rules)
    let closing = Closing(counts: counts, partition: partition, rule: rules.plannerRule)
    self.init(
      month: counts.month, categories: counts.categories,
      villages: closing.layer(.planner, level: DottedCode.village, by: { _ in [] }),
      weeks: closing.layer(.planner, level: rules.weeks.level, by: counts.weeks),
      regencies: closing.layer(.planner, level: 2, by: counts.categories),
      districts: closing.layer(.partner, level: 3, by: { _ in [] }))
  }
}

/// Makes the layers of a month.
private struct Closing {
  let counts: AtomCounts
  let partition: AtomPartition
  let rule: RestRule

  func layer(
    _ tier: AtomPartition.Tier, level: Int, by keys: ([Range<Int>]) -> [Int]
  ) -> AtomLayer {
    let threshold = tier == .planner ? partition.rules.planner : partition.rules.partner
    guard partition.total >= threshold else {
      return AtomLayer(blocks: [], isWithheld: partition.total > 0)
    }
    return AtomLayer(
      blocks: partition.groups(for: tier, downTo: level).map { block($0, by: keys) })
  }

  private func block(
    _ group: AtomPartition.Group, by keys: ([Range<Int>]) -> [Int]
  ) -> AtomBlock {
    let areas = counts.register.levels[group.level]
    return AtomBlock(
      members: group.places.map { areas.codes[$0] },
      count: group.places.reduce(0) { $0 + partition.totals[group.level][$1] },
      parts: parts(of: keys(group.places.map { areas.villages[$0] })))
  }

  /// The rest first, then what stands for itself.
  private func parts(of counts: [Int]) -> [AtomPart] {
    let rest = rule.rest(of: counts)
    let merged = AtomPart(keys: rest, count: rest.reduce(0) { $0 + counts[$1] })
    let alone = counts.indices.filter { counts[$0] > 0 && !rest.contains($0) }
    return (rest.isEmpty ? [] : [merged])
      + alone.map { AtomPart(keys: [$0], count: counts[$0]) }
  }
}
