public import DisclosureControl
public import GeoPrimitives
import GeoStore

extension PointLayer {
  /// The attributes in vector tiles with their types as TileJSON writes them: those of groups, then those
  /// of single points.
  public var attributes: [(name: String, type: String)] {
    [("count", "Number"), ("expansion_zoom", "Number")] + groupAttributes.map { ($0, "Number") }
      + pointAttributes
  }

  private var groupAttributes: [String] {
    switch self {
    case .accommodations:
      Self.names("reporting", ReportingState.self) + Self.names("kind", AccommodationKind.self)
    case .servicePoints: Self.names("kind", ServicePointKind.self)
    case .offices: []
    case .activities: Self.names("kind", ActivityKind.self)
    case .tips: Self.names("category", TipCategory.self)
    }
  }

  private var pointAttributes: [(name: String, type: String)] {
    switch self {
    case .accommodations:
      Self.texts("id", "name", "kind", "reporting", "last_report") + [("rooms", "Number")]
    case .servicePoints: Self.texts("id", "name", "kind")
    case .offices: Self.texts("id", "name", "area")
    case .activities:
      Self.texts("id", "kind", "date", "level", "code") + [("participants", "Number")]
    case .tips:
      Self.texts("category", "occurred_at", "origin", "status", "level") + [("radius_m", "Number")]
    }
  }

  private static func names<Choice: RawRepresentable<String> & CaseIterable>(
    _ prefix: String, _ type: Choice.Type
  ) -> [String] {
    type.allCases.map { "\(prefix)_\($0.rawValue)" }
  }

  private static func texts(_ names: String...) -> [(name: String, type: String)] {
    names.map { ($0, "String") }
  }
}

extension DatasetSnapshot {
  /// From when to when there are points of a layer for somebody; `nil` for layers without times, and
  /// where there are none.
  /// - Throws: `DisclosureRefusal` when the role sees nothing of them, a purpose is missing, or the role may
  ///   not choose so.
  public func period(
    of query: PointQuery, for disclosure: Disclosure
  ) throws -> ClosedRange<Instant>? {
    let points = try admitted(query, for: disclosure)
    switch query {
    case .accommodations, .servicePoints, .offices: return nil
    case .tips: return try tipPeriod(for: disclosure)
    case .activities:
      let isSeen = isInside(points.audience.visible)
      let days = activities.records.enumerated().compactMap { row, record in
        isSeen(activities.village(ofRow: row)) ? record.date : nil
      }
      guard let first = days.min(), let last = days.max() else { return nil }
      let after = CivilDate(daysSince1970: last.daysSince1970 + 1)
      let end = Instant(startOf: after, in: zone).secondsSince1970 - 1
      return Instant(startOf: first, in: zone)...Instant(secondsSince1970: end)
    }
  }
}
