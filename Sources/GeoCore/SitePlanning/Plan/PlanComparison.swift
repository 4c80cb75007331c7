/// Something that demands have, and that is told of a plan: residents, reports, rooms.
public struct PlanAttribute: Hashable, Sendable {
  /// The name.
  public let name: String
  /// How much of it each demand has.
  public let values: [Double]

  /// An attribute.
  public init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }
}

/// How much of an attribute two plans cover.
public struct AttributeGain: Hashable, Sendable {
  /// The attribute.
  public let name: String
  /// What the first plan covers.
  public let before: Double
  /// What the second one covers.
  public let after: Double
  /// What there is.
  public let total: Double
  /// What the second one covers more.
  public var gain: Double { after - before }
}

/// Two plans beside each other.
public struct PlanComparison: Hashable, Sendable {
  /// Sites that only the second plan has, ascending.
  public let added: [Int]
  /// Sites that only the first plan has, ascending.
  public let dropped: [Int]
  /// Sites that both have, ascending.
  public let kept: [Int]
  /// What both cover, by attribute, in the order given.
  public let gains: [AttributeGain]
  /// What the first plan is worth, and which limits it breaks.
  public let before: PlanOutcome
  /// The same of the second.
  public let after: PlanOutcome

  /// Compares two choices of new sites.
  /// - Parameters:
  ///   - first: The choice to start from.
  ///   - second: The other one.
  ///   - instance: Gives reach, existing sites and limits.
  ///   - attributes: What is told of both.
  /// - Throws: `SitePlanningError.unknownNumber`, `differentLengths`.
  /// - Complexity: O(p + a · d) for the pairs of these sites, a attributes and d demands.
  public init(
    from first: [Int], to second: [Int], in instance: PlanningInstance,
    attributes: [PlanAttribute] = []
  ) throws(SitePlanningError) {
    before = try instance.outcome(of: first)
    after = try instance.outcome(of: second)
    let (old, new) = (Set(first), Set(second))
    added = new.subtracting(old).sorted()
    dropped = old.subtracting(new).sorted()
    kept = old.intersection(new).sorted()
    var gains: [AttributeGain] = []
    for attribute in attributes {
      guard attribute.values.count == instance.reach.demandCount else {
        throw .differentLengths(
          what: attribute.name, expected: instance.reach.demandCount,
          found: attribute.values.count)
      }
      gains.append(
        AttributeGain(
          name: attribute.name, before: before.covered(attribute),
          after: after.covered(attribute), total: attribute.values.reduce(0, +)))
    }
    self.gains = gains
  }
}

extension PlanOutcome {
  /// How much of an attribute is covered.
  public func covered(_ attribute: PlanAttribute) -> Double {
    zip(shares, attribute.values).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

extension SitePlan {
  /// The chosen sites after some are taken out and others taken in, for a comparison with the plan.
  public func chosen(dropping dropped: [Int] = [], adding added: [Int] = []) -> [Int] {
    Set(chosen).subtracting(dropped).union(added).sorted()
  }
}
