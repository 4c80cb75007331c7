public import DisclosureControl
public import GeoPrimitives
import GeoStore

/// A part of the features that a query finds.
public struct FeaturePage: Sendable {
  /// The features of the collection that may be seen.
  public let table: any FeatureTable
  /// Which of them are on this page.
  public let rows: [Int]
  /// How many the query finds in all.
  public let matchedCount: Int
}

extension DatasetSnapshot {
  /// The features of a collection, as far as somebody may see them.
  /// - Parameters:
  ///   - collection: Which.
  ///   - query: What is asked for; its interval narrows the features, the rest is left to `page(of:)`.
  ///   - disclosure: On whose behalf.
  /// - Returns: The features.
  /// - Throws: `RequestError.unknownCollection` for one without features, `DisclosureRefusal` when the role sees
  ///   none, a purpose is missing, or the filter asks for what the role is not told.
  func features(
    of collection: CollectionDescription, _ query: FeatureQuery, for disclosure: Disclosure
  ) throws -> any FeatureTable {
    switch collection.items {
    case .none: throw RequestError.unknownCollection(collection.id)
    case .areas(let level): return AreaFeatures(level, collection.properties, in: self)
    case .points(let layer):
      let points = try admitted(pointQuery(layer, query.interval), for: disclosure)
      let table = try PointFeatures(points, in: self)
      if let filter = query.filter { try points.admit(filter, table.properties, disclosure) }
      return table
    }
  }

  private func pointQuery(_ layer: PointLayer, _ interval: TimeInterval) -> PointQuery {
    switch layer {
    case .accommodations: return .accommodations(AccommodationFilter())
    case .servicePoints: return .servicePoints([])
    case .offices: return .offices
    case .activities:
      var filter = ActivityFilter()
      filter.interval = interval
      return .activities(filter)
    case .tips:
      var filter = TipFilter()
      filter.interval = interval
      filter.origins = Set(TipOrigin.allCases)
      return .tips(filter)
    }
  }

  /// A page of the features of a collection.
  /// - Parameters:
  ///   - collection: Which.
  ///   - query: What is asked for.
  ///   - disclosure: On whose behalf.
  ///   - isWanted: Asked now and then; once it says no, looking stops.
  /// - Returns: The page, and how many features there are in all.
  /// - Throws: As `features(of:_:for:)`, and `CancellationError`.
  public func featurePage(
    of collection: CollectionDescription, _ query: FeatureQuery, for disclosure: Disclosure,
    while isWanted: () -> Bool = { true }
  ) throws -> FeaturePage {
    let table = try features(of: collection, query, for: disclosure)
    let rows = try table.rows(of: query, while: isWanted)
    return FeaturePage(
      table: table, rows: rows.page(offset: query.offset, limit: query.limit),
      matchedCount: rows.count)
  }

  /// A single feature of a collection.
  /// - Throws: As `features(of:_:for:)`, and `RequestError.unknownFeature`.
  public func feature(
    _ id: String, of collection: CollectionDescription, for disclosure: Disclosure
  ) throws -> FeaturePage {
    let table = try features(of: collection, FeatureQuery(), for: disclosure)
    guard let row = table.row(ofFeature: id) else {
      throw RequestError.unknownFeature(id, collection: collection.id)
    }
    return FeaturePage(table: table, rows: [row], matchedCount: 1)
  }
}

extension AdmittedPoints {
  /// What of single accommodations is told to officers of their area alone.
  private static let toldProperties = ["reporting", "last_report", "rooms"]

  /// Refuses a choice by what the role is not told.
  fileprivate func admit(
    _ filter: FilterExpression, _ properties: [PropertyDescription], _ disclosure: Disclosure
  ) throws(DisclosureRefusal) {
    guard query.layer == .accommodations, audience.told == .nowhere else { return }
    let names = filter.properties.map { properties[$0].name }.sorted()
    guard let name = names.first(where: Self.toldProperties.contains) else { return }
    throw .parameter(
      "filter", value: name, allowed: "filters without it, as it is told to officers of the area",
      disclosure.role)
  }
}

extension DatasetSnapshot {
  /// From when to when a collection has features for somebody; `nil` for one that does not tell, and where there
  /// are none.
  /// - Throws: As `features(of:_:for:)`.
  public func period(
    of collection: CollectionDescription, for disclosure: Disclosure
  ) throws -> ClosedRange<Instant>? {
    guard collection.timeProperty != nil, case .points(let layer) = collection.items else {
      return nil
    }
    return try period(of: pointQuery(layer, .always), for: disclosure)
  }
}
