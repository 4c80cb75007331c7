public import DensityEstimation

/// One village's line of the density table.
public struct VillageDensity: Sendable {
  /// What a query finds in a village.
  public struct Figures: Sendable {
    /// How many rows lie in it, each counted whole.
    public let count: Int
    /// The mass that lies in it once uncertain places are spread and, near unsettled borders, shared.
    public let weight: Double
    /// The mean and the peak of the field inside.
    public let density: AreaDensity
    /// Rows per outreach session in the period of the query; `nil` where there was none.
    public let ratePerSession: Double?
    /// The smoothed rate for one resident; `nil` where their number is unknown or zero.
    public let smoothedRate: EmpiricalBayes.Estimate?
    /// The share of the counted rows that are known to the village only; `nil` where that is not told.
    public let impreciseShare: Double?
  }

  /// The code.
  public let code: String
  /// The name.
  public let name: String
  /// Its size in square kilometres.
  public let squareKilometers: Double
  /// The residents; `nil` where unknown.
  public let residents: Int?
  /// The figures; `nil` where they are suppressed: neither zero nor missing, but too small to be told
  /// alone.
  public let figures: Figures?

  /// Whether the figures are too small to be told alone.
  public var isSuppressed: Bool { figures == nil }

  /// Rows per ten thousand residents; `nil` where their number is unknown or zero.
  public var ratePer10000: Double? {
    guard let figures, let residents, residents > 0 else { return nil }
    return Double(figures.count) / Double(residents) * 10_000
  }

  /// What the table is ordered by.
  func value(of measure: VillageTableOptions.Measure) -> Double? {
    switch measure {
    case .count: figures.map { Double($0.count) }
    case .rate: ratePer10000
    case .smoothedRate: figures?.smoothedRate?.rate
    }
  }
}

extension [VillageDensity] {
  /// Lines that are in the order of the codes, ordered by a measure: the largest first, lines of one
  /// value by code, lines without a value last.
  func ordered(by measure: VillageTableOptions.Measure?) -> [VillageDensity] {
    guard let measure else { return self }
    let values = map { $0.value(of: measure) ?? -.infinity }
    return indices.sorted { (values[$1], $0) < (values[$0], $1) }.map { self[$0] }
  }
}
