import DensityEstimation
import DisclosureControl
import GeoPrimitives
import GeoStore
import Places
import SpatialIndexing
import TileMath

extension DatasetSnapshot {
  /// Whether the workspace holds anything of a source; without, a picture shows "no data", not zero.
  public func hasData(for source: HeatSource) -> Bool {
    switch source {
    case .tips: tips.count > 0
    case .accommodations: accommodations.contains { $0.place != nil }
    case .guests: !guests.isEmpty
    }
  }

  /// The points of a query; uncertain places are spread as wide as its bandwidth asks for.
  func view(of query: HeatQuery) throws -> PointView {
    let query = try resolved(query)
    switch query.source {
    case .tips: return try tipView(query.filter, bandwidth: query.parameters.bandwidthMeters)
    case .accommodations:
      let key = PlaceStore.ViewKey(source: .accommodations, interval: .always)
      return try places.views.value(for: key) { try makeAccommodationView() }
    case .guests:
      let key = PlaceStore.ViewKey(source: .guests, interval: query.filter.interval)
      return try places.views.value(for: key) { try makeGuestView(key.interval) }
    }
  }

  private func makeAccommodationView() throws -> PointView {
    var builder = PointViewBuilder()
    for place in accommodations.compactMap(\.place) {
      if let (point, offset) = GridPoint.located(place) { builder.add(point, offset) }
    }
    return try builder.build()
  }

  private func makeGuestView(_ interval: TimeInterval) throws -> PointView {
    let places = Dictionary(
      accommodations.map { ($0.id, $0.place) }, uniquingKeysWith: { first, _ in first })
    var sums: [String: Int] = [:]
    var months: Set<String> = []
    for record in guests where interval.contains(monthOf: record.month, in: zone) {
      sums[record.accommodation, default: 0] += record.guests
      months.insert(record.month)
    }
    var builder = PointViewBuilder()
    for (id, sum) in sums.sorted(by: { $0.key < $1.key }) {
      guard let place = places[id] ?? nil, let (point, offset) = GridPoint.located(place),
        let weight = FixedWeight(Double(sum) / Double(max(months.count, 1)))
      else { continue }
      builder.add(point, offset, weight: weight)
    }
    return try builder.build()
  }
}

extension TimeInterval {
  /// Whether a month (`YYYY-MM`) begins inside the span.
  func contains(monthOf text: String, in zone: TimeZoneOffset) -> Bool {
    CivilDate(text + "-01").map { contains(Instant(startOf: $0, in: zone)) } ?? false
  }
}
