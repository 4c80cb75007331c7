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
  private let density: Result<VillageDensity, DisclosureRefusal>
  private let ancestors: [(level: AdministrativeLevel, code: String, name: String?)]
  /// `nil` where they are not to be seen.
  private let accommodations: Accommodations?
  private let nearestService: (name: String, meters: Double)?
  private let query: HeatQuery
  private let residents: Int?

  /// Looks a village up.
  /// - Parameters:
  ///   - text: The code, with or without dots.
  ///   - query: What to count.
  ///   - snapshot: Where to look.
  ///   - disclosure: On whose behalf.
  /// - Throws: `RequestError.unknownVillage`, `DisclosureRefusal` for a query that may not be asked.
  ///   Whoever may not see the figures of the village at all gets the rest.
  public init(
    code text: String, query: HeatQuery, in snapshot: DatasetSnapshot, for disclosure: Disclosure
  ) throws {
    let position = try snapshot.villagePosition(code: text)
    area = snapshot.villages.areas[position]
    (self.query, density) = try Self.density(of: query, at: position, snapshot, disclosure)
    ancestors = Self.ancestors(of: area, in: snapshot)
    accommodations =
      disclosure.mayRead(.accommodations, code: area.code.text)
      ? Accommodations(in: position, snapshot, disclosure) : nil
    residents = snapshot.residents[area.code.text]
    nearestService = snapshot.servicePlaces.nearest(to: area.label).map {
      (snapshot.servicePlaces.points[$0.position].name, $0.meters)
    }
  }

  private static func density(
    of query: HeatQuery, at position: Int, _ snapshot: DatasetSnapshot, _ disclosure: Disclosure
  ) throws -> (HeatQuery, Result<VillageDensity, DisclosureRefusal>) {
    do {
      let resolved = try snapshot.resolved(query, for: disclosure)
      let rows = try snapshot.villageDensities(
        of: resolved, villages: [position], for: disclosure)
      return (resolved, .success(rows[0]))
    } catch let refusal as DisclosureRefusal {
      switch refusal {
      case .role, .outsideArea, .purposeMissing: return (query, .failure(refusal))
      case .parameter, .zoom: throw refusal
      }
    }
  }

  private static func ancestors(of area: Area, in snapshot: DatasetSnapshot) -> [(
    level: AdministrativeLevel, code: String, name: String?
  )] {
    [AdministrativeLevel.district, .regency, .province].compactMap { level in
      guard let code = area.code.ancestor(at: level) else { return nil }
      return (level, code.text, snapshot.layer(level).area(code: code.text)?.name)
    }
  }

  /// The accommodations of a village. Where single houses are not told, rooms and reporting follow the rule of small
  /// numbers.
  struct Accommodations {
    let count: Int
    let rooms: Int?
    let silent: Int?

    init(in village: Int, _ snapshot: DatasetSnapshot, _ disclosure: Disclosure) {
      let houses = zip(snapshot.accommodationVillages(), snapshot.accommodations)
        .filter { $0.0 == village }.map(\.1)
      let here = CollectionOfOne(village)
      let rooms = snapshot.roomTable(for: disclosure).figure(of: here)
      let reporting = snapshot.houseTable(for: disclosure).figure(of: here)
      count = houses.count
      self.rooms = rooms.basis == .exact ? rooms.rooms : nil
      silent = reporting.basis == .exact ? houses.count { $0.reporting == .no } : nil
    }
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
  public var json: String { Self.object(members) }

  /// The members of the object, in order.
  var members: [(String, String)] {
    let box = area.envelope
    return
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
        ("residents", residents.map { "\($0)" } ?? "null"),
        ("bbox", Self.array([box.minX, box.minY, box.maxX, box.maxY])),
        ("label", Self.array([area.label.longitude, area.label.latitude])),
        ("density", densityJSON),
        ("accommodations", accommodationsJSON), ("nearest_service_point", serviceJSON),
      ] + refusedMembers
  }

  private var densityJSON: String {
    guard case .success(let row) = density else { return "null" }
    func number(_ value: Double?, _ decimals: Int) -> String {
      value.map { JSONText.number($0, decimals: decimals) } ?? "null"
    }
    let figures = row.figures
    let peak = figures?.density.peak.map { Self.array([$0.longitude, $0.latitude]) } ?? "null"
    return Self.object([
      ("source", JSONText.string(query.source.rawValue)),
      ("kernel", JSONText.string(query.parameters.kernel.rawValue)),
      ("bandwidth_m", JSONText.number(query.parameters.bandwidthMeters)),
      ("datetime", JSONText.string(query.filter.interval.description)),
      ("count", figures.map { "\($0.count)" } ?? "null"), ("weight", number(figures?.weight, 4)),
      ("mean_per_km2", number(figures?.density.meanPerSquareKilometer, 6)),
      ("peak_per_km2", number(figures?.density.peakPerSquareKilometer, 6)), ("peak", peak),
      ("rate_10k", number(row.ratePer10000, 4)),
      ("imprecise_share", number(figures?.impreciseShare, 4)),
      ("suppressed", "\(row.isSuppressed)"),
    ])
  }

  /// Why there are no figures.
  private var refusedMembers: [(String, String)] {
    guard case .failure(let refusal) = density else { return [] }
    let reason = [
      ("code", JSONText.string(refusal.code)), ("detail", JSONText.string("\(refusal)")),
    ]
    return [("density_refused", Self.object(reason))]
  }

  private var accommodationsJSON: String {
    guard let accommodations else { return "null" }
    return Self.object([
      ("count", "\(accommodations.count)"), ("rooms", JSONValue.of(accommodations.rooms)),
      ("not_reporting", JSONValue.of(accommodations.silent)),
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
