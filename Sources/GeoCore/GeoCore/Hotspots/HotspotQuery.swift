import Coverage
public import DisclosureControl
public import GeoPrimitives
public import Places

/// What hotspots are looked for in.
public struct HotspotQuery: Hashable, Sendable {
  /// What is compared between areas.
  public typealias Measure = VillageTableOptions.Measure

  /// Which areas count as near.
  public enum Neighborhood: Hashable, Sendable {
    /// Those with a common border, if only a point of it.
    case queen
    /// The so many nearest.
    case nearest(Int)
    /// All within a distance in metres.
    case distance(Double)
  }

  /// What is counted, and which of it; its bandwidth does not matter.
  public var counted: HeatQuery
  /// What there is a line for.
  public var level: AdministrativeLevel
  /// What is compared.
  public var measure = Measure.count
  /// Which areas count as near.
  public var neighborhood = Neighborhood.queen
  /// The code of the area that is looked at; `nil` for all that may be seen.
  public var within: AreaCode?
  /// Permutations or simulations.
  public var permutations = 999
  /// Their seed.
  public var seed: UInt64 = 1
  /// How many threads compute; the result does not depend on it.
  public var threads = ConcurrentMap.processorCount

  /// The parameters of every statistic.
  public static let describedCommon: [ParameterDescription] = [
    .analysisLevel, .datetime, .category, .channel, .origin, .minimumPrecision, .within,
    .permutations, .seed,
  ]

  /// The parameters of hotspots.
  public static let described = describedCommon + [.analysisMeasure, .weights]

  static let permutationRange = 99...99_999
  static let seedRange = 0...2_147_483_647
  static let nearestRange = 1...100
  static let distanceRange = 100.0...200_000

  /// A query from parameters; those not given take their default.
  /// - Throws: `RequestError` naming the parameter, `DisclosureRefusal` for a level that the role does not see.
  public init(
    _ parameters: QueryParameters, zone: TimeZoneOffset, for role: Role = .owner
  ) throws {
    counted = try HeatParameters(parameters, zone: zone, for: role).query
    level = try parameters.choice("by") ?? (role == .partner ? .district : .village)
    if level == .village, role == .partner {
      throw DisclosureRefusal.parameter(
        "by", value: "village", allowed: "district, regency, province", role)
    }
    measure = try parameters.choice("measure") ?? .count
    neighborhood = try Self.neighborhood(parameters["weights"])
    within = try parameters.areaCode("within")
    permutations = try parameters.wholeNumber("permutations", in: Self.permutationRange) ?? 999
    seed = try parameters.wholeNumber("seed", in: Self.seedRange).map(UInt64.init) ?? 1
  }

  private static func neighborhood(_ text: String?) throws(RequestError) -> Neighborhood {
    guard let text, text != "queen" else { return .queen }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 2 {
      if parts[0] == "knn", let count = Int(parts[1]), nearestRange.contains(count) {
        return .nearest(count)
      }
      if parts[0] == "distance", let meters = DecimalNumber.parse(parts[1]),
        distanceRange.contains(meters)
      {
        return .distance(meters)
      }
    }
    throw .badValue(
      parameter: "weights", value: text,
      expected:
        "queen, knn: with a number from 1 to 100, or distance: with metres from 100 to 200000")
  }
}

extension HotspotQuery.Neighborhood: CustomStringConvertible {
  /// The text of the parameter `weights`.
  public var description: String {
    switch self {
    case .queen: "queen"
    case .nearest(let count): "knn:\(count)"
    case .distance(let meters): "distance:\(DecimalText.rounded(meters, decimals: 3))"
    }
  }
}
