import Coverage
import Dispatch
import GEOSBindings
import GeoPrimitives
import GeoStore
import Places
import Synchronization

/// The outlines of a regency and its districts, dissolved from its villages.
struct RegencyOutlines: Sendable {
  /// The regency.
  let code: AreaCode
  /// What the regency's villages cover, slivers and all.
  let area: MultiPolygon
  /// The same of each district, in the order of the codes; none where they are not asked for.
  let districts: [(code: AreaCode, area: MultiPolygon)]

  /// Dissolves villages.
  /// - Complexity: O(n log n) in their vertices.
  init(
    of code: AreaCode, from villages: [VillageRecord], withDistricts: Bool
  ) throws(GEOSError) {
    self.code = code
    let context = try GEOSContext()
    let byDistrict = Dictionary(grouping: withDistricts ? villages : []) {
      $0.code.ancestor(at: .district) ?? code
    }
    var districts: [(code: AreaCode, area: MultiPolygon)] = []
    for (district, members) in byDistrict.sorted(by: { $0.key < $1.key }) {
      let area = try Dissolve.union(of: members.compactMap(\.geometry), in: context)
      districts.append((district, area))
    }
    self.districts = districts
    // Not from the districts: rounding at their borders would change the count of gaps.
    area = try Dissolve.union(of: villages.compactMap(\.geometry), in: context)
  }

  /// Dissolves several regencies at once, one on each core.
  static func all(
    of regencies: [(code: AreaCode, villages: [VillageRecord])], withDistricts: Bool
  ) throws(GEOSError) -> [RegencyOutlines] {
    let slots = Slots()
    DispatchQueue.concurrentPerform(iterations: regencies.count) { index in
      let outlines = Result { () throws(GEOSError) in
        try RegencyOutlines(
          of: regencies[index].code, from: regencies[index].villages, withDistricts: withDistricts)
      }
      slots.results.withLock { $0[index] = outlines }
    }
    var found: [RegencyOutlines] = []
    for (_, result) in slots.results.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      found.append(try result.get())
    }
    return found
  }

  /// Where the cores put their results.
  private final class Slots: Sendable {
    let results = Mutex<[Int: Result<RegencyOutlines, GEOSError>]>([:])
  }
}
