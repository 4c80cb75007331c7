import GeoPrimitives
public import Places

/// The table of counts by district, regency or province as text.
public struct AreaCountText: Sendable {
  private let rows: [AreaCount]
  private let layer: AreaLayer

  /// The table of a level.
  public init(rows: [AreaCount], level: AdministrativeLevel, snapshot: DatasetSnapshot) {
    self.rows = rows
    layer = snapshot.layer(level)
  }

  private static let names = [
    "code", "name", "count", "area_km2", "count_per_km2", "residents", "rate_10k", "suppressed",
  ]

  /// The whole table, with a line break at its end.
  public func text(as format: TableText.Format) -> String {
    TableText(names: Self.names, rows: rows.map(Self.values)).text(as: format) { line in
      layer.area(code: rows[line].code).map { .multiPolygon($0.geometry) }
    }
  }

  private static func values(of row: AreaCount) -> [String] {
    [
      JSONText.string(row.code), JSONText.string(row.name), row.count.map { "\($0)" } ?? "null",
      JSONText.number(row.squareKilometers, decimals: 6), number(row.perSquareKilometer),
      row.residents.map { "\($0)" } ?? "null", number(row.ratePer10000), "\(row.isSuppressed)",
    ]
  }

  private static func number(_ value: Double?) -> String {
    value.map { JSONText.number($0, decimals: 6) } ?? "null"
  }
}
