/// For whom points are shown one by one, as far as the result depends on it. Equal audiences get equal
/// answers, so caches are kept by it.
public struct PointAudience: Hashable, Sendable {
  /// Where points may lie; what lies elsewhere is left out, also of counts.
  public let visible: AreaOfResponsibility
  /// Where it is told of each what only those who are responsible may know. Elsewhere nothing of it goes
  /// into the answer, not even by the choice of points.
  public let told: AreaOfResponsibility
}

extension Disclosure {
  /// The audience of points of a subject.
  ///
  /// Whether a single accommodation reports, and how many rooms it has, is told to officers in whose area it
  /// lies; others are told sums of several, elsewhere.
  /// - Throws: `DisclosureRefusal` as `visibleArea(of:)`.
  public func pointAudience(
    of subject: ProtectedSubject
  ) throws(DisclosureRefusal) -> PointAudience {
    let visible = try visibleArea(of: subject)
    guard subject == .accommodations else {
      return PointAudience(visible: visible, told: visible)
    }
    return PointAudience(visible: visible, told: (try? visibleArea(of: .officeWork)) ?? .nowhere)
  }
}
