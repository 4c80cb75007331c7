import DensityEstimation
public import DisclosureControl
import GeoPrimitives
import GeoStore
import SpatialIndexing

/// A query that somebody may ask, with what may go into the answer.
///
/// Only `admitted(_:for:)` makes one, and whatever is computed from points takes one: so nothing is
/// computed for a disclosure that was not looked at.
struct AdmittedQuery: Hashable, Sendable {
  /// What is asked for.
  private(set) var query: HeatQuery
  /// What may go into the answer.
  let audience: Audience

  fileprivate init(_ query: HeatQuery, _ audience: Audience) {
    self.query = query
    self.audience = audience
  }

  /// The same with a bandwidth that a rule has found.
  func withBandwidth(_ parameters: DensityParameters) -> AdmittedQuery {
    var found = self
    found.query.bandwidthRule = nil
    found.query.parameters = parameters
    return found
  }

  /// The single tips that may go into the answer; `nil` for none.
  var scope: TipScope? {
    switch audience {
    case .owner: TipScope(filter: query.filter, area: .everywhere)
    case .officer(let area): TipScope(filter: query.filter, area: area)
    case .published: nil
    }
  }
}

/// Single tips of a filter in an area.
struct TipScope: Hashable, Sendable {
  var filter: TipFilter
  /// Everywhere, or the villages of some codes; then tips in no village are not among them.
  var area: AreaOfResponsibility
}

extension HeatSource {
  /// What of the service it is.
  public var subject: ProtectedSubject {
    switch self {
    case .tips: .tipDensity
    case .accommodations: .accommodations
    case .guests: .guests
    }
  }
}

extension DatasetSnapshot {
  /// A query as somebody may ask it.
  /// - Throws: `DisclosureRefusal` naming what may not be asked for, and what may.
  func admitted(
    _ query: HeatQuery, for disclosure: Disclosure
  ) throws(DisclosureRefusal) -> AdmittedQuery {
    let audience = try disclosure.audience(of: query.source.subject)
    if audience.heatLimits != nil { try admit(query, audience) }
    return AdmittedQuery(query, audience)
  }

  /// Refuses what published numbers cannot answer.
  private func admit(_ query: HeatQuery, _ audience: Audience) throws(DisclosureRefusal) {
    if query.bandwidthRule != nil {
      throw audience.refusal("bandwidth", value: "auto", allowed: "a bandwidth in metres")
    }
    try audience.admit(bandwidthMeters: query.parameters.bandwidthMeters)
    if query.isAdaptive { throw audience.refusal("adaptive", value: "true", allowed: "false") }
    guard query.source == .tips else { return }
    _ = try published.pieces(of: query.filter, zone, for: audience)
  }
}
