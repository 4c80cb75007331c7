import GeoPrimitives

/// Hotspots as text.
public struct AreaHotspotsText: Sendable {
  private let hotspots: AreaHotspots
  private let snapshot: DatasetSnapshot

  /// The table of a snapshot.
  public init(_ hotspots: AreaHotspots, snapshot: DatasetSnapshot) {
    self.hotspots = hotspots
    self.snapshot = snapshot
  }

  /// The whole table, with a line break at its end.
  public func text(as format: TableText.Format) -> String {
    let layer = snapshot.layer(hotspots.query.level)
    return TableText(
      names: Self.names,
      rows: hotspots.lines.map { line in
        Self.values(of: line, separator: format == .csv ? " " : nil)
      }
    )
    .text(as: format) { line in
      layer.area(code: hotspots.lines[line].code).map { .multiPolygon($0.geometry) }
    }
  }

  /// An object on a line of its own for every area.
  public var jsonLines: String {
    hotspots.lines.map { line in
      let members = zip(Self.names, Self.values(of: line)).map { name, value in
        JSONText.string(name) + ":" + value
      }
      return "{" + members.joined(separator: ",") + "}\n"
    }.joined()
  }

  private static let names = [
    "code", "name", "value", "z", "p", "p_sim", "q", "class", "island", "suppressed", "neighbors",
  ]

  /// The values of a line; its neighbours as one text with a separator, or as a list.
  private static func values(
    of line: AreaHotspots.Line, separator: String? = nil
  ) -> [String] {
    let found = line.hotspot
    let neighbors =
      separator.map { JSONText.string(line.neighbors.joined(separator: $0)) }
      ?? "[" + line.neighbors.map(JSONText.string).joined(separator: ",") + "]"
    return [
      JSONText.string(line.code), JSONText.string(line.name), number(found?.value),
      number(found?.z), number(found?.p), number(found?.simulated), number(found?.rate),
      found.map { JSONText.string($0.hotspotClass.rawValue) } ?? "null", "\(line.isIsland)",
      "\(found == nil)", neighbors,
    ]
  }

  private static func number(_ value: Double?) -> String {
    value.map { JSONText.number($0, decimals: 12) } ?? "null"
  }
}
