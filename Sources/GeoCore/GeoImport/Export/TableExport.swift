public import DisclosureControl
import GeoPrimitives
public import GeoStore

/// What a table is written as.
public enum ExportFormat: String, Hashable, Sendable, CaseIterable {
  /// A GeoJSON feature collection (RFC 7946).
  case geojson
  /// Comma-separated text (RFC 4180); points as `lon` and `lat`, areas as `wkt`.
  case csv
}

/// Writes a table of a workspace to a file, row by row; the file appears whole or not at all.
/// Coordinates keep every digit, so that an import gives back the same areas.
///
/// - Parameters:
///   - table: The table.
///   - format: What to write.
///   - path: The file, which is replaced if it is there.
///   - workspace: The workspace.
///   - disclosure: On whose behalf; tips are written for the owner only.
/// - Returns: The number of rows.
/// - Throws: `ExportError.unwritable`, or `.workspace` when the table is not open to the role.
/// - Complexity: O(n) in the rows; memory does not grow with them.
@discardableResult
public func exportTable(
  _ table: WorkspaceTable, as format: ExportFormat, to path: String, from workspace: Workspace,
  for disclosure: Disclosure
) throws(ExportError) -> Int {
  var export = TableExport(table, try AtomicFile(path: path), format)
  do {
    try export.begin()
    try workspace.read { reader in
      try reader.rows(of: table, for: disclosure) { row in try export.write(row) }
    }
    return try export.finish()
  } catch let error as ExportError {
    throw error
  } catch let error as WorkspaceError {
    throw .workspace(error)
  } catch {
    throw .workspace(.failed(path: workspace.path, detail: "\(error)"))
  }
}

/// A table on its way into a file.
private struct TableExport: ~Copyable {
  private let table: WorkspaceTable
  private let format: ExportFormat
  private var file: AtomicFile
  private var rowCount = 0

  init(_ table: WorkspaceTable, _ file: consuming AtomicFile, _ format: ExportFormat) {
    self.table = table
    self.file = file
    self.format = format
  }

  mutating func begin() throws(ExportError) {
    switch format {
    case .geojson: try file.write(#"{"type":"FeatureCollection","features":["#)
    case .csv:
      try file.write((table.columnNames + geometryColumns).joined(separator: ",") + "\n")
    }
  }

  mutating func write(_ row: StoredRow) throws(ExportError) {
    switch format {
    case .geojson:
      try file.write((rowCount == 0 ? "\n" : ",\n") + feature(of: row))
    case .csv:
      let cells = row.values.map { CSVText.cell($0.text) } + geometryCells(of: row.geometry)
      try file.write(cells.joined(separator: ",") + "\n")
    }
    rowCount += 1
  }

  consuming func finish() throws(ExportError) -> Int {
    if format == .geojson { try file.write("\n]}\n") }
    let count = rowCount
    try file.finish()
    return count
  }

  private func feature(of row: StoredRow) -> String {
    let properties = zip(table.columnNames, row.values).map { (name: $0, json: $1.json) }
    // Fifteen decimals are every digit of a degree.
    return GeoJSONWriter.feature(geometry: row.geometry, properties: properties, decimals: 15)
  }

  private var geometryColumns: [String] {
    switch table.geometryKind {
    case .none: []
    case .point, .lonLatColumns: ["lon", "lat"]
    case .multiPolygon: ["wkt"]
    }
  }

  private func geometryCells(of geometry: Geometry?) -> [String] {
    switch geometry {
    case nil: return geometryColumns.map { _ in "" }
    case .point(let place):
      return [place.longitude, place.latitude].map { JSONText.number($0) }
    case .multiPolygon(let area): return [CSVText.cell(WKTText.text(of: area))]
    }
  }
}

extension StoredValue {
  /// The value as JSON.
  fileprivate var json: String {
    switch self {
    case .null: "null"
    case .integer(let value): "\(value)"
    case .real(let value): JSONText.number(value)
    case .text(let value): JSONText.string(value)
    }
  }

  /// The value as text; `nil` when there is none.
  fileprivate var text: String? {
    switch self {
    case .null: nil
    case .integer(let value): "\(value)"
    case .real(let value): JSONText.number(value)
    case .text(let value): value
    }
  }
}
