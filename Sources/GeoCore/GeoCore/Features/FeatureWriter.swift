import GeoPrimitives

/// Writes features as GeoJSON (RFC 7946) and as comma-separated text with a column `WKT`, as GDAL's driver for CSV
/// reads and writes it.
public struct FeatureWriter {
  /// The most bytes of features that one answer has; further ones go to the next page.
  public static let maximumBytes = 24_000_000

  private let table: any FeatureTable
  private let system: FeatureSystem.Reader

  /// A writer of the features of a table, in a reference system.
  public init(_ table: any FeatureTable, in system: FeatureSystem.Reader) {
    self.table = table
    self.system = system
  }

  /// Features, as many of them as fit.
  public struct Text {
    /// The features, separated by commas, or lines with their heading.
    public fileprivate(set) var text = ""
    /// How many there are.
    public fileprivate(set) var count = 0
  }

  /// Features as GeoJSON, separated by commas; at least one where there is one.
  /// - Throws: `OutsideSystem` for a place without coordinates in the system.
  public func features(_ rows: [Int]) throws -> Text {
    var result = Text()
    for row in rows where result.count == 0 || result.text.utf8.count < Self.maximumBytes {
      if result.count > 0 { result.text += ",\n" }
      result.text += try feature(row)
      result.count += 1
    }
    return result
  }

  /// A feature as GeoJSON; `links` is JSON for its member of that name.
  /// - Throws: `OutsideSystem` for a place without coordinates in the system.
  public func feature(_ row: Int, links: String? = nil) throws -> String {
    let members = table.properties.indices.map {
      JSONText.string(table.properties[$0].name) + ":" + table.value(of: $0, ofRow: row).json
    }
    let shape = try system.geometry(table.geometry(ofRow: row))
    let tail = links.map { #","links":"# + $0 } ?? ""
    return #"{"type":"Feature","id":"# + JSONText.string(table.id(ofRow: row))
      + #","geometry":"# + GeoJSONWriter.text(of: shape, decimals: system.system.decimals)
      + #","properties":{"# + members.joined(separator: ",") + "}" + tail + "}"
  }

  /// Features as comma-separated text (RFC 4180) with a heading.
  /// - Throws: `OutsideSystem` for a place without coordinates in the system.
  public func lines(_ rows: [Int]) throws -> Text {
    let ownID = table.properties.contains { $0.name == "id" }
    var result = Text()
    result.text =
      (["WKT"] + (ownID ? [] : ["id"]) + table.properties.map(\.name)).joined(separator: ",")
      + "\r\n"
    for row in rows where result.count == 0 || result.text.utf8.count < Self.maximumBytes {
      let shape = try system.geometry(table.geometry(ofRow: row))
      let values = table.properties.indices.map { Self.field(table.value(of: $0, ofRow: row)) }
      let fields =
        ["\"" + WKTWriter.text(of: shape, decimals: system.system.decimals) + "\""]
        + (ownID ? [] : [Self.field(.text(table.id(ofRow: row)))]) + values
      result.text += fields.joined(separator: ",") + "\r\n"
      result.count += 1
    }
    return result
  }

  private static func field(_ value: PropertyValue) -> String {
    guard case .text(let text) = value else { return value == .null ? "" : value.json }
    let needsQuotes = text.utf8.contains { [44, 34, 10, 13].contains($0) }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
