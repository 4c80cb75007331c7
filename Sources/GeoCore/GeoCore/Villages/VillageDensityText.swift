import GeoPrimitives

/// The density table as text.
public struct VillageDensityText: Sendable {
  /// What the table is written as.
  public enum Format: String, Hashable, Sendable {
    /// Comma-separated text with a header (RFC 4180).
    case csv
    /// An array of objects.
    case json
    /// A feature collection with the villages' borders (RFC 7946).
    case geojson
  }

  private let rows: [VillageDensity]
  private let snapshot: DatasetSnapshot

  /// The table of a snapshot.
  public init(rows: [VillageDensity], snapshot: DatasetSnapshot) {
    self.rows = rows
    self.snapshot = snapshot
  }

  /// The whole table, with a line break at its end.
  public func text(as format: Format) -> String {
    switch format {
    case .csv: csv
    case .json: "[" + rows.map { object($0) }.joined(separator: ",\n") + "]\n"
    case .geojson:
      #"{"type":"FeatureCollection","features":["# + rows.map(feature).joined(separator: ",\n")
        + "]}\n"
    }
  }

  private var csv: String {
    let lines = rows.map { row in
      members(of: row).map { Self.csvField($0.json) }.joined(separator: ",")
    }
    return ([Self.names.joined(separator: ",")] + lines).map { $0 + "\r\n" }.joined()
  }

  private func object(_ row: VillageDensity) -> String {
    "{" + members(of: row).map { JSONText.string($0.name) + ":" + $0.json }.joined(separator: ",")
      + "}"
  }

  private func feature(_ row: VillageDensity) -> String {
    let geometry = snapshot.villages.area(code: row.code).map { Geometry.multiPolygon($0.geometry) }
    return GeoJSONWriter.feature(geometry: geometry, properties: members(of: row))
  }

  private static let names = [
    "code", "name", "count", "weight", "area_km2", "mean_per_km2", "peak_per_km2", "peak_lon",
    "peak_lat", "rate_10k", "rate_session", "eb_rate_10k", "eb_low", "eb_high", "imprecise_share",
    "suppressed",
  ]

  private func members(of row: VillageDensity) -> [(name: String, json: String)] {
    let figures = row.figures
    let smoothed = figures?.smoothedRate
    let peak = figures?.density.peak
    let values =
      [
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
    return Array(zip(Self.names, values)).map { (name: $0, json: $1) }
  }

  private static func number(_ value: Double?, _ decimals: Int) -> String {
    value.map { JSONText.number($0, decimals: decimals) } ?? "null"
  }

  /// A JSON value as a CSV field: absent values are empty, text is quoted where it must be.
  private static func csvField(_ json: String) -> String {
    if json == "null" { return "" }
    guard json.hasPrefix("\"") else { return json }
    let text = json.dropFirst().dropLast().replacing("\\\"", with: "\"").replacing(
      "\\\\", with: "\\")
    let needsQuotes = text.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : String(text)
  }
}
