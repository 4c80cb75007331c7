import GeoPrimitives

/// Trends as text.
public struct AreaTrendsText: Sendable {
  private let trends: AreaTrends
  private let snapshot: DatasetSnapshot

  /// The table of a snapshot.
  public init(_ trends: AreaTrends, snapshot: DatasetSnapshot) {
    self.trends = trends
    self.snapshot = snapshot
  }

  /// The whole table, with a line break at its end.
  public func text(as format: TableText.Format) -> String {
    let layer = snapshot.layer(trends.query.level)
    return TableText(names: Self.names, rows: trends.lines.map(values)).text(as: format) { line in
      layer.area(code: trends.lines[line].code).map { .multiPolygon($0.geometry) }
    }
  }

  private static let names = [
    "code", "name", "from", "to", "count", "trend_z", "trend_p", "tau", "slope_per_month",
    "gi_trend_z", "gi_trend_p", "hot_months", "cold_months", "pattern", "suppressed",
  ]

  private func values(of line: AreaTrends.Line) -> [String] {
    let found = line.figures
    return [
      JSONText.string(line.code), JSONText.string(line.name),
      trends.months.first.map { JSONText.string("\($0)") } ?? "null",
      trends.months.last.map { JSONText.string("\($0)") } ?? "null",
      found.map { "\($0.count)" } ?? "null", Self.number(found?.trend.z),
      Self.number(found?.trend.p), Self.number(found?.trend.tau),
      Self.number(found?.trend.slope), Self.number(found?.hotspotTrend.z),
      Self.number(found?.hotspotTrend.p), found.map { "\($0.hotMonths)" } ?? "null",
      found.map { "\($0.coldMonths)" } ?? "null",
      found.map { JSONText.string($0.pattern.rawValue) } ?? "null", "\(found == nil)",
    ]
  }

  private static func number(_ value: Double?) -> String {
    value.map { JSONText.number($0, decimals: 9) } ?? "null"
  }
}
