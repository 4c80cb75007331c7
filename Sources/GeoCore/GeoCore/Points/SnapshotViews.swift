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
      let key = DerivedStore.ViewKey(source: .accommodations, filter: TipFilter(), spreadCount: 0)
      return try derived.views.value(for: key) { try makeAccommodationView() }
    case .guests:
      var filter = TipFilter()
      filter.interval = query.filter.interval
      let key = DerivedStore.ViewKey(source: .guests, filter: filter, spreadCount: 0)
      return try derived.views.value(for: key) { try makeGuestView(filter.interval) }
    }
  }

  private func tipView(_ filter: TipFilter, bandwidth: Double) throws -> PointView {
    // A disc narrower than a quarter of the bandwidth makes no visible difference.
    let threshold = Float(bandwidth / 4)
    let radii = try derived.sortedRadii.value(for: 0) { tips.radii.sorted() }
    let spreadCount = radii.count - radii.partitioningIndex { $0 >= threshold }
    let key = DerivedStore.ViewKey(source: .tips, filter: filter, spreadCount: spreadCount)
    return try derived.views.value(for: key) { try makeTipView(filter, spreadFrom: threshold) }
  }

  private func makeTipView(_ filter: TipFilter, spreadFrom threshold: Float) throws -> PointView {
    let accepted = TipFilter.Compiled(filter, channelNames: tips.channelNames)
    let village = PrecisionLevel.desa.position
    var builder = PointViewBuilder()
    var countByVillage: [Int: Int] = [:]
    for position in 0..<tips.count where accepted.accepts(tips, position) {
      let point = tips.points[position]
      if tips.attributes[position].level == village {
        if let position = villages.position(containing: point.coordinate) {
          countByVillage[position, default: 0] += 1
        } else {
          builder.add(spreadOver: [point.coordinate], isImprecise: true)
        }
      } else if tips.radii[position] >= threshold {
        let places = UncertainPlaces.discPoints(
          around: point.coordinate, radiusMeters: Double(tips.radii[position]))
        builder.add(spreadOver: places, isImprecise: false)
      } else {
        builder.add(point)
      }
    }
    for (position, count) in countByVillage.sorted(by: { $0.key < $1.key }) {
      builder.add(count, spreadOver: support(ofVillage: position), isImprecise: true)
    }
    return try builder.build()
  }

  /// The places that stand for a village: points all over it, or its label where it is too thin.
  private func support(ofVillage position: Int) -> [Coordinate] {
    let area = villages.areas[position]
    let places = UncertainPlaces.areaPoints(in: area.geometry)
    return places.isEmpty ? [area.label] : places
  }

  private func makeAccommodationView() throws -> PointView {
    var builder = PointViewBuilder()
    for place in accommodations.compactMap(\.place) {
      if let point = GridPoint(place) { builder.add(point) }
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
      guard let place = places[id] ?? nil, let point = GridPoint(place),
        let weight = FixedWeight(Double(sum) / Double(max(months.count, 1)))
      else { continue }
      builder.add(point, weight: weight)
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

extension Array {
  /// The first position from which on all elements satisfy `isLater`, in an array where none does
  /// before one that does.
  func partitioningIndex(where isLater: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isLater(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
