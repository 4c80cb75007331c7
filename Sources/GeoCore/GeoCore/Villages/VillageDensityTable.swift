import DensityEstimation
public import DisclosureControl
import GeoPrimitives
import GeoStore
import SpatialIndexing
import TileMath

/// One village's line of the density table.
public struct VillageDensity: Sendable {
  /// The code.
  public let code: String
  /// The name.
  public let name: String
  /// How many rows lie in it, each counted whole.
  public let count: Int
  /// The mass that lies in it once uncertain places are spread.
  public let weight: Double
  /// Its size in square kilometres.
  public let squareKilometers: Double
  /// The mean and the peak of the field inside.
  public let density: AreaDensity
  /// The residents; `nil` where unknown.
  public let residents: Int?
  /// Rows per ten thousand residents; `nil` where their number is unknown or zero.
  public let ratePer10000: Double?
  /// The share of the counted rows that are known to the village only.
  public let impreciseShare: Double
}

extension DatasetSnapshot {
  /// The density table: every village with what a query finds in it.
  /// - Parameters:
  ///   - query: What is counted, and how wide the kernel is.
  ///   - positions: The villages to look at, as positions among `villages.areas`; all when `nil`.
  ///   - disclosure: On whose behalf.
  /// - Returns: One line a village, in the order of the codes.
  /// - Throws: `PointIndexError` for weights that add up to too much.
  /// - Complexity: O(n) in the points, plus the field over the villages that have mass in reach.
  public func villageDensities(
    of query: HeatQuery, villages positions: [Int]? = nil, for disclosure: Disclosure
  ) throws -> [VillageDensity] {
    let field = try field(of: query, for: disclosure)
    let view = try view(of: query)
    let counter = try VillageCounter(self, query)
    return try (positions ?? Array(villages.areas.indices)).map { position in
      let area = villages.areas[position]
      let counts = try counter.counts(inVillage: position)
      let residents = residents[area.code.text]
      return VillageDensity(
        code: area.code.text, name: area.name ?? "", count: counts.all,
        weight: view.index.weight(inside: area), squareKilometers: area.squareKilometers,
        density: field.summary(over: area.geometry), residents: residents,
        ratePer10000: residents.flatMap { $0 > 0 ? Double(counts.all) / Double($0) * 10_000 : nil },
        impreciseShare: counts.all > 0 ? Double(counts.imprecise) / Double(counts.all) : 0)
    }
  }
}

extension PointIndex {
  /// The weight of the points inside an area.
  func weight(inside area: Area) -> Double {
    guard let box = GridBox(area.envelope), total(in: box).count > 0 else { return 0 }
    var units: Int64 = 0
    visitWeighted(in: box) { point, weight in
      if area.geometry.contains(point.coordinate) { units += weight.units }
    }
    return FixedWeight(units: units).value
  }
}

/// Counts the rows of a query by village.
private struct VillageCounter {
  private let snapshot: DatasetSnapshot
  private let query: HeatQuery
  private let accepted: TipFilter.Compiled
  private let assignment: VillageAssignment

  init(_ snapshot: DatasetSnapshot, _ query: HeatQuery) throws {
    self.snapshot = snapshot
    self.query = query
    accepted = TipFilter.Compiled(query.filter, channelNames: snapshot.tips.channelNames)
    assignment = try snapshot.villageAssignment()
  }

  func counts(inVillage village: Int) throws -> (all: Int, imprecise: Int) {
    guard query.source == .tips else { return (try placesInside(village), 0) }
    let roughest = PrecisionLevel.desa.position
    var counts = (all: 0, imprecise: 0)
    for tip in assignment.tips(ofVillage: village) where accepted.accepts(snapshot.tips, Int(tip)) {
      counts.all += 1
      if snapshot.tips.attributes[Int(tip)].level >= roughest { counts.imprecise += 1 }
    }
    return counts
  }

  private func placesInside(_ village: Int) throws -> Int {
    let area = snapshot.villages.areas[village]
    guard let box = GridBox(area.envelope) else { return 0 }
    var count = 0
    try snapshot.view(of: query).index.visit(in: box) { _, point in
      if area.geometry.contains(point.coordinate) { count += 1 }
      return true
    }
    return count
  }
}
