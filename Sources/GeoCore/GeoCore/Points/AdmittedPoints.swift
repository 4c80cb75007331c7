import DisclosureControl
import GeoStore

/// Points that somebody may see, with what of them may be told.
///
/// Only `admitted(_:for:)` makes one, and whatever is made from points one by one takes one.
struct AdmittedPoints: Hashable, Sendable {
  /// Which points are asked for.
  let query: PointQuery
  /// What may go into the answer.
  let audience: PointAudience

  fileprivate init(_ query: PointQuery, _ audience: PointAudience) {
    self.query = query
    self.audience = audience
  }
}

extension DatasetSnapshot {
  /// Points as somebody may see them.
  /// - Throws: `DisclosureRefusal` when the role sees nothing of them, or a purpose is missing; for a choice
  ///   by what the role is not told.
  func admitted(
    _ query: PointQuery, for disclosure: Disclosure
  ) throws(DisclosureRefusal) -> AdmittedPoints {
    let audience = try disclosure.pointAudience(of: query.layer.subject)
    if case .accommodations(let filter) = query, !filter.reporting.isEmpty,
      audience.told == .nowhere
    {
      let states = ReportingState.allCases.filter(filter.reporting.contains).map(\.rawValue)
      throw .parameter(
        "reporting", value: states.joined(separator: ","),
        allowed: "none, as which of them report is told to officers of the area", disclosure.role)
    }
    return AdmittedPoints(query, audience)
  }
}
