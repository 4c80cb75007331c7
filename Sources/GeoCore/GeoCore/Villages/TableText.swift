import GeoPrimitives

/// A table of areas as text.
public struct TableText: Sendable {
  /// What a table is written as.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// Comma-separated text with a header (RFC 4180).
    case csv
    /// An array of objects.
    case json
    /// A feature collection with the areas' borders (RFC 7946).
    case geojson

    /// The media type.
    public var mediaType: String {
      switch self {
      case .csv: "text/csv; charset=utf-8"
      case .json: "application/json"
      case .geojson: "application/geo+json"
      }
    }
  }

  private let names: [String]
  private let rows: [[String]]

  /// A table.
  /// - Parameters:
  ///   - names: The names of the columns.
  ///   - rows: The values of each line as JSON, one for each column.
  init(names: [String], rows: [[String]]) {
    self.names = names
    self.rows = rows
  }

  /// The whole table, with a line break at its end.
  /// - Parameters:
  ///   - format: What it is written as.
  ///   - geometry: The border of a line, by its position; asked for in GeoJSON only.
  /// - Returns: The text.
  func text(as format: Format, geometry: (Int) -> Geometry?) -> String {
    switch format {
    case .csv: csv
    case .json: "[" + rows.map(object).joined(separator: ",\n") + "]\n"
    case .geojson:
      #"{"type":"FeatureCollection","features":["#
        + rows.indices.map {
          GeoJSONWriter.feature(geometry: geometry($0), properties: members(of: rows[$0]))
        }.joined(separator: ",\n") + "]}\n"
    }
  }

  private var csv: String {
    let lines = rows.map { $0.map(Self.csvField).joined(separator: ",") }
    return ([names.joined(separator: ",")] + lines).map { $0 + "\r\n" }.joined()
  }

  private func object(_ row: [String]) -> String {
    "{" + members(of: row).map { JSONText.string($0.name) + ":" + $0.json }.joined(separator: ",")
      + "}"
  }

  private func members(of row: [String]) -> [(name: String, json: String)] {
    zip(names, row).map { (name: $0, json: $1) }
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
