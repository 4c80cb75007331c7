import DensityEstimation
public import DisclosureControl
import GeoPrimitives
import GeoStore
import Places
import SpatialIndexing
import TileMath

/// What is known of one village, with the figures of a density query.
public struct VillageProfile: Sendable {
  private let area: Area
  private let density: VillageDensity
  private let ancestors: [(level: AdministrativeLevel, code: String, name: String?)]
  private let accommodations: (count: Int, rooms: Int, silent: Int)
  private let nearestService: (name: String, meters: Double)?
  private let query: HeatQuery

  /// Looks a village up.
  /// - Parameters:
  ///   - text: The code, with or without dots.
  ///   - query: What to count.
  ///   - snapshot: Where to look.
  ///   - disclosure: On whose behalf.
  /// - Throws: `RequestError.unknownVillage`.
  public init(
    code text: String, query: HeatQuery, in snapshot: DatasetSnapshot, for disclosure: Disclosure
  ) throws {
    let position = try snapshot.villagePosition(code: text)
    area = snapshot.villages.areas[position]
    self.query = try snapshot.resolved(query)
    density = try snapshot.villageDensities(of: query, villages: [position], for: disclosure)[0]
    ancestors = Self.ancestors(of: area, in: snapshot)
    accommodations = Self.accommodations(in: area, snapshot)
    nearestService = Self.nearestService(to: area.label, snapshot)
  }

  private static func ancestors(of area: Area, in snapshot: DatasetSnapshot) -> [(
    level: AdministrativeLevel, code: String, name: String?
  )] {
    [AdministrativeLevel.district, .regency, .province].compactMap { level in
      guard let code = area.code.ancestor(at: level) else { return nil }
      return (level, code.text, snapshot.layer(level).area(code: code.text)?.name)
    }
  }

  private static func accommodations(in area: Area, _ snapshot: DatasetSnapshot) -> (
    count: Int, rooms: Int, silent: Int
  ) {
    var result = (count: 0, rooms: 0, silent: 0)
    for house in snapshot.accommodations {
      guard let place = house.place, area.envelope.contains(place), area.geometry.contains(place)
      else { continue }
      result.count += 1
      result.rooms += house.rooms ?? 0
      if house.reporting == .no { result.silent += 1 }
    }
    return result
  }

  private static func nearestService(to place: Coordinate, _ snapshot: DatasetSnapshot) -> (
    name: String, meters: Double
  )? {
    let metric = GroundMetric(latitude: place.latitude)
    return snapshot.servicePoints.compactMap { point in
      point.place.map { (point.name, metric.distanceMeters(place, $0)) }
    }.min { $0.1 < $1.1 }
  }
}

extension DatasetSnapshot {
  /// The position among `villages.areas` of a code, with or without dots.
  /// - Throws: `RequestError.unknownVillage`.
  func villagePosition(code text: String) throws(RequestError) -> Int {
    let code = (try? AreaCode(text))?.text ?? text
    guard let position = villages.position(code: code) else { throw .unknownVillage(text) }
    return position
  }

  /// The village of a code, with or without dots.
  func village(code text: String) throws(RequestError) -> Area {
    villages.areas[try villagePosition(code: text)]
  }
}

extension VillageProfile {
  /// The profile as a JSON object.
  public var json: String {
    let box = area.envelope
    let members: [(String, String)] =
      [
        ("code", JSONText.string(area.code.text)),
        ("name", area.name.map(JSONText.string) ?? "null"),
      ] + ancestors.map { ($0.level.rawValue, Self.named($0.code, $0.name)) } + [
        ("status", area.status.map { JSONText.string($0.rawValue) } ?? "null"),
        (
          "boundary_status",
          area.boundaryStatus.map { JSONText.string($0.rawValue) } ?? "null"
        ),
        ("area_km2", JSONText.number(area.squareKilometers, decimals: 4)),
        ("residents", density.residents.map { "\($0)" } ?? "null"),
        ("bbox", Self.array([box.minX, box.minY, box.maxX, box.maxY])),
        ("label", Self.array([area.label.longitude, area.label.latitude])),
        ("density", densityJSON),
        (
          "accommodations",
          Self.object([
            ("count", "\(accommodations.count)"), ("rooms", "\(accommodations.rooms)"),
            ("not_reporting", "\(accommodations.silent)"),
          ])
        ), ("nearest_service_point", serviceJSON),
      ]
    return Self.object(members)
  }

  private var densityJSON: String {
    let peak = density.density.peak.map { Self.array([$0.longitude, $0.latitude]) } ?? "null"
    return Self.object([
      ("source", JSONText.string(query.source.rawValue)),
      ("kernel", JSONText.string(query.parameters.kernel.rawValue)),
      ("bandwidth_m", JSONText.number(query.parameters.bandwidthMeters)),
      ("datetime", JSONText.string(query.filter.interval.description)),
      ("count", "\(density.count)"), ("weight", JSONText.number(density.weight, decimals: 4)),
      (
        "mean_per_km2", JSONText.number(density.density.meanPerSquareKilometer, decimals: 6)
      ),
      (
        "peak_per_km2", JSONText.number(density.density.peakPerSquareKilometer, decimals: 6)
      ), ("peak", peak),
      ("rate_10k", density.ratePer10000.map { JSONText.number($0, decimals: 4) } ?? "null"),
      ("imprecise_share", JSONText.number(density.impreciseShare, decimals: 4)),
      ("suppressed", "false"),
    ])
  }

  private var serviceJSON: String {
    guard let nearestService else { return "null" }
    return Self.object([
      ("name", JSONText.string(nearestService.name)),
      ("distance_m", JSONText.number(nearestService.meters, decimals: 0)),
    ])
  }

  private static func named(_ code: String, _ name: String?) -> String {
    object([("code", JSONText.string(code)), ("name", name.map(JSONText.string) ?? "null")])
  }

  private static func array(_ numbers: [Double]) -> String {
    "[" + numbers.map { JSONText.number($0, decimals: 6) }.joined(separator: ",") + "]"
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { JSONText.string($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
  }
}
