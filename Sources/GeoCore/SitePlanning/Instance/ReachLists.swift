/// How well a site serves a demand.
public struct Reach: Hashable, Sendable {
  /// The demand's number.
  public let demand: Int
  /// The share of the demand that is covered, above 0 and at most 1.
  public let share: Double

  /// A pair's other half.
  public init(demand: Int, share: Double = 1) {
    self.demand = demand
    self.share = share
  }
}

/// Which demands every site reaches, and how well: compressed sparse rows, one for each site.
public struct ReachLists: Hashable, Sendable {
  /// What may be held: pairs of site and demand.
  public static let capacity = 1 << 27

  /// How many demands there are.
  public let demandCount: Int
  /// The demands of site s are `demands[starts[s] ..< starts[s + 1]]`, ascending.
  public let starts: [Int]
  /// The demands of all sites.
  public let demands: [Int32]
  /// How much of each is covered, above 0 and at most 1.
  public let shares: [Double]

  /// How many sites there are.
  public var siteCount: Int { starts.count - 1 }
  /// How many pairs there are.
  public var pairCount: Int { demands.count }

  /// Rows as they are.
  /// - Parameters:
  ///   - starts: Where each site's row begins, and at last where the last one ends.
  ///   - demands: The demands, ascending within a row.
  ///   - shares: The covered shares; none if empty: then all are covered wholly.
  ///   - demandCount: How many demands there are.
  /// - Throws: `SitePlanningError.differentLengths`, `unorderedReach`, `unknownNumber`, `badValue`, `tooManyPairs`.
  /// - Complexity: O(n) for n pairs.
  public init(
    starts: [Int], demands: [Int32], shares: [Double] = [], demandCount: Int
  ) throws(SitePlanningError) {
    guard demands.count <= Self.capacity else { throw .tooManyPairs(demands.count) }
    guard demandCount >= 0, demandCount <= Int32.max else {
      throw .unknownNumber(what: "demand", number: demandCount)
    }
    guard starts.first == 0, starts.last == demands.count else {
      throw .differentLengths(
        what: "reach", expected: demands.count, found: starts.last ?? 0)
    }
    guard shares.isEmpty || shares.count == demands.count else {
      throw .differentLengths(what: "shares", expected: demands.count, found: shares.count)
    }
    if let position = shares.firstIndex(where: { !($0 > 0 && $0 <= 1) }) {
      throw .badValue(what: "shares", position: position, value: shares[position])
    }
    try Self.checkOrder(starts, demands, demandCount)
    self.starts = starts
    self.demands = demands
    self.shares = shares.isEmpty ? Array(repeating: 1, count: demands.count) : shares
    self.demandCount = demandCount
  }

  /// Rows from lists, in any order; of a demand that is named twice the better share counts.
  /// - Throws: As the other.
  public init(_ rows: [[Reach]], demandCount: Int) throws(SitePlanningError) {
    var starts = [0]
    var demands: [Int32] = []
    var shares: [Double] = []
    for row in rows {
      var last = -1
      for reach in row.sorted(by: { ($0.demand, -$0.share) < ($1.demand, -$1.share) })
      where reach.demand != last {
        guard let number = Int32(exactly: reach.demand) else {
          throw .unknownNumber(what: "demand", number: reach.demand)
        }
        demands.append(number)
        shares.append(reach.share)
        last = reach.demand
      }
      starts.append(demands.count)
    }
    try self.init(starts: starts, demands: demands, shares: shares, demandCount: demandCount)
  }

  /// The demands of a site with their shares.
  public func reach(of site: Int) -> [Reach] {
    (starts[site]..<starts[site + 1]).map {
      Reach(demand: Int(demands[$0]), share: shares[$0])
    }
  }

  private static func checkOrder(
    _ starts: [Int], _ demands: [Int32], _ demandCount: Int
  ) throws(SitePlanningError) {
    for site in 0..<starts.count - 1 {
      guard starts[site] <= starts[site + 1], starts[site + 1] <= demands.count else {
        throw .unorderedReach(site: site)
      }
      var last = -1
      for pair in starts[site]..<starts[site + 1] {
        let demand = Int(demands[pair])
        guard demand > last else { throw .unorderedReach(site: site) }
        guard demand < demandCount else { throw .unknownNumber(what: "demand", number: demand) }
        last = demand
      }
    }
  }
}
