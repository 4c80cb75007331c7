public import DisclosureControl
public import GeoPrimitives
import GeoStore

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
