import Coverage
import DensityEstimation
import DisclosureControl
import GeoPrimitives
import GeoStore
import SpatialIndexing
import TileMath

extension DatasetSnapshot {
  /// What published numbers say of the villages in the span and the categories of a query.
  ///
  /// For an officer of the villages outside his area: he knows the numbers inside, so a number that also
  /// concerns villages there is not told, or he could subtract them.
  func publishedMasses(of query: AdmittedQuery) -> PublishedMasses {
    places.publishedMasses.value(for: PublishedKey(query)) {
      var masses = PublishedMasses(villages)
      let (tier, own): (DisclosureTier, Set<Int>) =
        switch query.audience {
        case .owner: (.none, [])
        case .officer(let area): (.planner, Set(villages.positions(within: area)))
        case .published(let tier, _): (tier, [])
        }
      guard tier != .none else { return masses }
      let filter = query.query.filter
      do {
        for piece in try published.pieces(of: filter, zone, for: query.audience) {
          masses.add(
            piece, categories: filter.hasCategories ? filter.categories : [], tier: tier,
            where: { positions in !positions.contains { own.contains($0) } })
        }
      } catch {
        // An officer may ask for what published numbers do not tell apart; then they are silent.
        masses.markUnknown()
      }
      return masses
    }
  }

  /// The villages of which an audience sees published numbers, ascending.
  func publishedVillages(for audience: Audience) -> [Int] {
    switch audience {
    case .owner: return []
    case .officer(let area):
      let own = Set(villages.positions(within: area))
      return villages.areas.indices.filter { !own.contains($0) }
    case .published(_, let area): return villages.positions(within: area)
    }
  }

  /// The published numbers as points: each village's mass evenly over places all over it, so many that
  /// they melt into one at the query's bandwidth; far from an officer's area over 64.
  func publishedIndex(of query: AdmittedQuery) throws -> PointIndex {
    let bandwidth = query.query.parameters.bandwidthMeters
    let key = PublishedIndexKey(numbers: PublishedKey(query), bandwidthMeters: bandwidth)
    return try places.publishedIndexes.value(for: key) {
      let masses = publishedMasses(of: query)
      let isNear = isNear(query.audience)
      var builder = PointViewBuilder()
      for position in publishedVillages(for: query.audience) {
        let units = masses.villages[position].units
        guard units > 0 else { continue }
        let places =
          isNear(position) ? support(ofVillage: position, bandwidth) : support(ofVillage: position)
        builder.add(units: units, spreadOver: places)
      }
      return try builder.build().index.base
    }
  }

  /// Whether a village lies where the audience looks closely: everywhere for those who see an area, around
  /// his own for an officer, who sees the whole country besides.
  private func isNear(_ audience: Audience) -> (Int) -> Bool {
    guard case .officer(let area) = audience else { return { _ in true } }
    var box = Envelope.empty
    for position in villages.positions(within: area) {
      box = box.union(villages.areas[position].envelope)
    }
    let around = Set(villages.positions(intersecting: box.widened(byMeters: 30_000)))
    return { around.contains($0) }
  }

  /// Places at most half a bandwidth apart, as far as 1024 of them reach.
  private func support(ofVillage position: Int, _ bandwidthMeters: Double) -> [Coordinate] {
    let area = villages.areas[position]
    let spacing = bandwidthMeters / 2000
    let wanted = min(area.squareKilometers / (spacing * spacing), 1024)
    var count = UncertainPlaces.areaPointCount
    while Double(count) < wanted { count *= 2 }
    guard count > UncertainPlaces.areaPointCount else { return support(ofVillage: position) }
    let places = UncertainPlaces.areaPoints(in: area.geometry, count: count)
    return places.isEmpty ? support(ofVillage: position) : places
  }
}

/// What decides which points stand for published numbers.
struct PublishedIndexKey: Hashable, Sendable {
  var numbers: PublishedKey
  var bandwidthMeters: Double
}

/// What decides which published numbers go into an answer.
struct PublishedKey: Hashable, Sendable {
  private let audience: Audience
  private let interval: TimeInterval
  private let categories: Set<TipCategory>

  init(_ query: AdmittedQuery) {
    audience = query.audience
    interval = query.query.filter.interval
    categories = query.query.filter.categories
  }
}
