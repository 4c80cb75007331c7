import GeoPrimitives

/// The density table as text.
public struct VillageDensityText: Sendable {
  /// What the table is written as.
  public typealias Format = TableText.Format

  private let rows: [VillageDensity]
  private let snapshot: DatasetSnapshot

  /// The table of a snapshot.
  public init(rows: [VillageDensity], snapshot: DatasetSnapshot) {
    self.rows = rows
    self.snapshot = snapshot
  }

  /// The whole table, with a line break at its end.
  public func text(as format: Format) -> String {
    let table = TableText(names: Self.names, rows: rows.map(values))
    return table.text(as: format) { line in
      snapshot.villages.area(code: rows[line].code).map { .multiPolygon($0.geometry) }
    }
  }

  private static let names = [
    "code", "name", "count", "weight", "area_km2", "mean_per_km2", "peak_per_km2", "peak_lon",
    "peak_lat", "rate_10k", "rate_session", "eb_rate_10k", "eb_low", "eb_high", "imprecise_share",
    "suppressed",
  ]

  private func values(of row: VillageDensity) -> [String] {
    let figures = row.figures
    let smoothed = figures?.smoothedRate
    let peak = figures?.density.peak
    return [
      JSONText.string(row.code), JSONText.string(row.name),
      figures.map { "\($0.count)" } ?? "null",
    ]
      + [
        Self.number(figures?.weight, 6), Self.number(row.squareKilometers, 6),
        Self.number(figures?.density.meanPerSquareKilometer, 9),
        Self.number(figures?.density.peakPerSquareKilometer, 9),
        Self.number(peak?.longitude, 7), Self.number(peak?.latitude, 7),
        Self.number(row.ratePer10000, 6), Self.number(figures?.ratePerSession, 6),
        Self.number(smoothed.map { $0.rate * 10_000 }, 6),
        Self.number(smoothed.map { $0.low * 10_000 }, 6),
        Self.number(smoothed.map { $0.high * 10_000 }, 6),
        Self.number(figures?.impreciseShare, 6), "\(row.isSuppressed)",
      ]
  }

  private static func number(_ value: Double?, _ decimals: Int) -> String {
    value.map { JSONText.number($0, decimals: decimals) } ?? "null"
  }
}
