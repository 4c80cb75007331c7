import GeoPrimitives

extension Legend {
  /// The legend as a JSON document. Absent values are `null`; the period is an ISO 8601 interval, its
  /// words stand beside it.
  public var json: String {
    let words = period.map { language.period($0, zone: zone) }
    let members = [
      ("title", JSONText.string(title)),
      ("lang", JSONText.string(language.rawValue)),
      ("unit", Self.text(unit)),
      ("kernel", Self.text(kernel)),
      ("bandwidth_m", Self.number(bandwidthMeters)),
      ("bandwidth_found", "\(isBandwidthFound)"),
      ("adaptive", "\(isBandwidthAdaptive)"),
      ("edge", Self.text(isEdgeCorrected.map { $0 ? "land" : "none" })),
      ("period", Self.text(period.map(\.description))),
      ("period_label", Self.text(words)),
      ("source", Self.text(source)),
      ("count", count.map { "\($0)" } ?? "null"),
      ("classes", "[" + classes.map(Self.json).joined(separator: ",") + "]"),
      ("group", group.map { Self.object([("label", JSONText.string($0.label))]) } ?? "null"),
      ("zero", Self.look(zeroLabel, "transparent", .transparent)),
      ("no_data", Self.look(noDataLabel, "hatch", HatchPattern.noData.color)),
      ("suppressed", Self.look(suppressedLabel, "cross-hatch", HatchPattern.suppressed.color)),
      ("note", Self.text(note)),
    ]
    return Self.object(members)
  }

  private static func json(_ entry: Class) -> String {
    object(
      [
        ("lower", number(entry.lower)), ("upper", number(entry.upper)),
        ("color", JSONText.string(entry.color.cssHex)),
        ("opacity", JSONText.number(entry.color.opacityShare, decimals: 3)),
        ("label", JSONText.string(entry.label)),
      ] + (entry.symbol.map(Self.members) ?? []))
  }

  private static func members(of symbol: PointSymbol) -> [(String, String)] {
    [("shape", JSONText.string(symbol.shape.rawValue)), ("hollow", "\(symbol.isHollow)")]
  }

  private static func look(_ label: String?, _ pattern: String, _ color: RGBA) -> String {
    guard let label else { return "null" }
    return object([
      ("label", JSONText.string(label)), ("pattern", JSONText.string(pattern)),
      ("color", color.alpha == 0 ? "null" : JSONText.string(color.cssHex)),
    ])
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { JSONText.string($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
  }

  private static func text(_ value: String?) -> String { value.map(JSONText.string) ?? "null" }

  private static func number(_ value: Double?) -> String {
    value.map { JSONText.number($0) } ?? "null"
  }
}
