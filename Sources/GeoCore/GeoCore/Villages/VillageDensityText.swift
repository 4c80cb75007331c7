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
    "peak_lat", "rate_10k", "imprecise_share", "suppressed",
  ]

  private func members(of row: VillageDensity) -> [(name: String, json: String)] {
    let values = [
      JSONText.string(row.code), JSONText.string(row.name), "\(row.count)",
      JSONText.number(row.weight, decimals: 6), JSONText.number(row.squareKilometers, decimals: 6),
      JSONText.number(row.density.meanPerSquareKilometer, decimals: 9),
      JSONText.number(row.density.peakPerSquareKilometer, decimals: 9),
      row.density.peak.map { JSONText.number($0.longitude, decimals: 7) } ?? "null",
      row.density.peak.map { JSONText.number($0.latitude, decimals: 7) } ?? "null",
      row.ratePer10000.map { JSONText.number($0, decimals: 6) } ?? "null",
      JSONText.number(row.impreciseShare, decimals: 6), "false",
    ]
    return Array(zip(Self.names, values)).map { (name: $0, json: $1) }
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
