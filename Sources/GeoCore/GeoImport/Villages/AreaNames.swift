import GeoStore
import Places

/// What villages call the districts, regencies and provinces that they lie in.
struct AreaNames {
  private var names: [AreaCode: String] = [:]

  /// Notes what a village tells; the first that tells a name has it.
  mutating func note(_ village: VillageRecord) {
    let told = [
      (AdministrativeLevel.district, village.districtName), (.regency, village.regencyName),
      (.province, village.provinceName),
    ]
    for (level, name) in told {
      guard let name, let code = village.code.ancestor(at: level), names[code] == nil else {
        continue
      }
      names[code] = name
    }
  }

  /// The name of an area, if a village told it.
  subscript(code: AreaCode) -> String? { names[code] }
}
