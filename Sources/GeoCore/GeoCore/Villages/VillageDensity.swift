public import DensityEstimation

/// One village's line of the density table.
public struct VillageDensity: Sendable {
  /// The code.
  public let code: String
  /// The name.
  public let name: String
  /// How many rows lie in it, each counted whole.
  public let count: Int
  /// The mass that lies in it once uncertain places are spread and, near unsettled borders, shared.
  public let weight: Double
  /// Its size in square kilometres.
  public let squareKilometers: Double
  /// The mean and the peak of the field inside.
  public let density: AreaDensity
  /// The residents; `nil` where unknown.
  public let residents: Int?
  /// Rows per outreach session in the period of the query; `nil` where there was none.
  public let ratePerSession: Double?
  /// The smoothed rate for one resident; `nil` where their number is unknown or zero.
  public let smoothedRate: EmpiricalBayes.Estimate?
  /// The share of the counted rows that are known to the village only.
  public let impreciseShare: Double

  /// Rows per ten thousand residents; `nil` where their number is unknown or zero.
  public var ratePer10000: Double? {
    residents.flatMap { $0 > 0 ? Double(count) / Double($0) * 10_000 : nil }
  }

  /// What the table is ordered by.
  func value(of measure: VillageTableOptions.Measure) -> Double? {
    switch measure {
    case .count: Double(count)
    case .rate: ratePer10000
    case .smoothedRate: smoothedRate?.rate
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
