/// How an area has been hot, or cold, over time: the categories that emerging hot spot analysis has made usual.
///
/// The definitions are those of ArcGIS's tool of that name, told for hot; those for cold are their twins.
public enum EmergingPattern: String, Hashable, Sendable, CaseIterable {
  /// Hot in the last step only, never before.
  case newHot = "new_hot"
  /// Hot in the last steps without a break, never before, in fewer than nine tenths of all.
  case consecutiveHot = "consecutive_hot"
  /// Hot in nine tenths of the steps and in the last, and hotter with time.
  case intensifyingHot = "intensifying_hot"
  /// Hot in nine tenths of the steps, without a trend.
  case persistentHot = "persistent_hot"
  /// Hot in nine tenths of the steps and in the last, and less hot with time.
  case diminishingHot = "diminishing_hot"
  /// Hot in the last step, on and off before, never cold.
  case sporadicHot = "sporadic_hot"
  /// Hot in the last step, cold at some time before.
  case oscillatingHot = "oscillating_hot"
  /// Hot in nine tenths of the steps, but not in the last.
  case historicalHot = "historical_hot"
  case newCold = "new_cold"
  case consecutiveCold = "consecutive_cold"
  case intensifyingCold = "intensifying_cold"
  case persistentCold = "persistent_cold"
  case diminishingCold = "diminishing_cold"
  case sporadicCold = "sporadic_cold"
  case oscillatingCold = "oscillating_cold"
  case historicalCold = "historical_cold"
  /// None of these.
  case none

  /// The pattern of an area.
  /// - Parameters:
  ///   - classes: Its class in each step, in the order of time.
  ///   - trend: The trend of its statistic.
  ///   - level: The probability below which the trend counts.
  public init(_ classes: [HotspotClass], trend: MannKendall, level: Double = 0.05) {
    let signs = classes.map { $0 == .none ? 0 : $0.isHot ? 1 : -1 }
    let sign = trend.p < level ? trend.z : 0
    self =
      Self.pattern(of: signs, trend: sign) ?? Self.pattern(of: signs.map { -$0 }, trend: -sign)?
      .twin ?? .none
  }

  /// The pattern among those of hot areas.
  /// - Parameters:
  ///   - signs: 1 for hot, -1 for cold, 0 for neither.
  ///   - trend: Above zero for a rise, below for a fall, zero for no trend that counts.
  /// - Returns: The pattern; `nil` where the area is not hot.
  private static func pattern(of signs: [Int], trend: Double) -> EmergingPattern? {
    guard let last = signs.last else { return nil }
    let hot = signs.count { $0 > 0 }
    let isMostlyHot = 10 * hot >= 9 * signs.count
    guard last > 0 else { return isMostlyHot ? .historicalHot : nil }
    if isMostlyHot, signs.count > 1 {
      return trend > 0 ? .intensifyingHot : trend < 0 ? .diminishingHot : .persistentHot
    }
    let run = signs.reversed().prefix { $0 > 0 }.count
    if signs.contains(where: { $0 < 0 }) { return .oscillatingHot }
    if run < hot { return .sporadicHot }
    return run == 1 ? .newHot : .consecutiveHot
  }

  /// The same of cold.
  private var twin: EmergingPattern {
    switch self {
    case .newHot: .newCold
    case .consecutiveHot: .consecutiveCold
    case .intensifyingHot: .intensifyingCold
    case .persistentHot: .persistentCold
    case .diminishingHot: .diminishingCold
    case .sporadicHot: .sporadicCold
    case .oscillatingHot: .oscillatingCold
    case .historicalHot: .historicalCold
    default: self
    }
  }
}
