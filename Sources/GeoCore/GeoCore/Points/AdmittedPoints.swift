import DisclosureControl

/// Points that somebody may see, with the area that they are limited to.
///
/// Only `admitted(_:for:)` makes one, and whatever is made from points one by one takes one.
struct AdmittedPoints: Hashable, Sendable {
  /// Which points are asked for.
  let query: PointQuery
  /// Where they may lie; what lies elsewhere is left out, also of counts.
  let area: AreaOfResponsibility

  fileprivate init(_ query: PointQuery, _ area: AreaOfResponsibility) {
    self.query = query
    self.area = area
  }
}

extension DatasetSnapshot {
  /// Points as somebody may see them.
  /// - Throws: `DisclosureRefusal` when the role sees nothing of them, or a purpose is missing.
  func admitted(
    _ query: PointQuery, for disclosure: Disclosure
  ) throws(DisclosureRefusal) -> AdmittedPoints {
    AdmittedPoints(query, try disclosure.visibleArea(of: query.layer.subject))
  }
}
