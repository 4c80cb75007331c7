import DensityEstimation
import DisclosureControl
import GeoPrimitives
import GeoStore
import Places
import SpatialIndexing
import TileMath

extension DatasetSnapshot {
  /// Whether there is anything of a source to tell; without, a picture shows "no data", not zero.
  func hasData(for query: AdmittedQuery) -> Bool {
    switch query.query.source {
    case .tips: query.scope != nil ? tips.count > 0 : !published.isEmpty
    case .accommodations: accommodations.contains { $0.place != nil }
    case .guests: !guests.isEmpty
    }
  }

  /// The points that go into the answer to a query one by one; uncertain places are spread as wide as its
  /// bandwidth asks for. Published numbers of tips are not among them.
  func view(of query: AdmittedQuery) throws -> PointView? {
    let query = try resolved(query)
    switch query.query.source {
    case .tips:
      return try query.scope.map {
        try tipView($0, bandwidth: query.query.parameters.bandwidthMeters)
      }
    case .accommodations, .guests:
      let key = PlaceStore.ViewKey(query)
      return try places.views.value(for: key) {
        key.source == .guests
          ? try makeGuestView(key.interval, key.audience) : try makeAccommodationView(key.audience)
      }
    }
  }

  private func makeAccommodationView(_ audience: Audience) throws -> PointView {
    let isSeen = accommodationFilter(for: audience)
    var builder = PointViewBuilder()
    for (position, house) in accommodations.enumerated() {
      guard let place = house.place, isSeen(position),
        let (point, offset) = GridPoint.located(place)
      else { continue }
      builder.add(point, offset)
    }
    return try builder.build()
  }

  /// Which accommodations an audience sees: planners those in their area, officers and the owner all.
  private func accommodationFilter(for audience: Audience) -> (Int) -> Bool {
    guard case .published(_, let area) = audience else { return { _ in true } }
    let isInside = memberships(of: area)
    let houses = accommodationVillages()
    return { position in houses[position].map { isInside[$0] } ?? false }
  }

  /// The village of every accommodation; found once.
  func accommodationVillages() -> [Int?] {
    places.accommodationVillages.value(for: 0) {
      accommodations.map { house in house.place.flatMap { villages.position(containing: $0) } }
    }
  }
}

extension PlaceStore.ViewKey {
  init(_ query: AdmittedQuery) {
    source = query.query.source
    interval = source == .guests ? query.query.filter.interval : .always
    audience = query.audience
  }
}

extension TimeInterval {
  /// Whether a month (`YYYY-MM`) begins inside the span.
  func contains(monthOf text: String, in zone: TimeZoneOffset) -> Bool {
    CivilDate(text + "-01").map { contains(Instant(startOf: $0, in: zone)) } ?? false
  }
}
