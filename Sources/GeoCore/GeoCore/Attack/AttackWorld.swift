import DensityEstimation
import DisclosureControl
import GeoPrimitives
import GeoStore
import Places

/// Real villages with invented dwellings and tips, so that an attack's guesses can be checked.
struct AttackWorld {
  /// A village under attack.
  struct Target {
    /// Its position among the villages.
    var village: Int
    /// Its dwellings, in degrees.
    var dwellings: [Coordinate]
    /// The positions of the dwellings with a tip.
    var reporting: Set<Int>
  }

  /// The villages with the invented tips, and what would be published of them.
  let snapshot: DatasetSnapshot
  let targets: [Target]

  /// A world on the villages of a workspace.
  /// - Parameters:
  ///   - places: Whose villages are taken; its tips are not looked at.
  ///   - villageCount: How many villages are attacked at most.
  ///   - dwellingCount: The dwellings of each.
  ///   - seed: Which of all such worlds.
  /// - Throws: `AtomError`.
  init(
    on places: DatasetSnapshot, villageCount: Int, dwellingCount: Int, seed: UInt64
  ) throws {
    var random = AttackRandom(seed: seed)
    let chosen = places.villages.areas.indices.filter {
      places.villages.areas[$0].code.scheme == .kemendagri
    }.shuffled(using: &random).prefix(villageCount).sorted()
    var targets: [Target] = []
    for village in chosen {
      let dwellings = Self.dwellings(
        in: places.villages.areas[village].geometry, dwellingCount, &random)
      guard dwellings.count == dwellingCount else { continue }
      let tips = Int.random(in: 3...12, using: &random)
      let reporting = Set(dwellings.indices.shuffled(using: &random).prefix(tips))
      targets.append(Target(village: village, dwellings: dwellings, reporting: reporting))
    }
    self.targets = targets
    let table = try Self.table(of: targets, places.villages)
    snapshot = DatasetSnapshot(
      generation: 1, today: places.today, bordersFingerprint: places.bordersFingerprint,
      villages: places.villages, administrative: places.administrative, accommodations: [],
      servicePoints: [], register: places.register, residents: [:],
      guests: [], activities: ActivityTable([], in: places.villages),
      published: PublishedTables(months: [table]), tips: Self.tips(of: targets))
  }

  private static let month = ReportingMonth(
    containing: CivilDate(daysSince1970: 20_500))

  /// Dwellings anywhere in a village; fewer for one too thin to be hit.
  private static func dwellings(
    in area: MultiPolygon, _ count: Int, _ random: inout AttackRandom
  ) -> [Coordinate] {
    let box = area.envelope
    var places: [Coordinate] = []
    for _ in 0..<(count * 100) where places.count < count {
      let place = Coordinate(
        longitude: Double.random(in: box.minX...box.maxX, using: &random),
        latitude: Double.random(in: box.minY...box.maxY, using: &random))
      if area.contains(place) { places.append(place) }
    }
    return places
  }

  private static func tips(of targets: [Target]) -> TipTable {
    var columns = TipColumns()
    var row: Int64 = 0
    let noon = Instant(startOf: month.firstDay, in: .wib).secondsSince1970 + 43_200
    for target in targets {
      for dwelling in target.reporting.sorted() {
        row += 1
        let place = target.dwellings[dwelling]
        columns.append(
          StoredTip(
            row: row, longitude: place.longitude, latitude: place.latitude, secondsSince1970: noon,
            radiusMeters: 0, channel: 0, category: .tppo, origin: .publicReport,
            status: .verified, level: .point, acceptedSecondsSince1970: noon))
      }
    }
    return TipTable(TipBase(columns, file: ViewFile(path: "")), channelNames: [""])
  }

  private static func table(of targets: [Target], _ villages: AreaLayer) throws -> AtomTable {
    let register = try AtomRegister(
      villages: villages.areas.lazy.map(\.code).filter { $0.scheme == .kemendagri }.map(\.text))
    var counts = AtomCounts(
      month: month, register: register, categories: TipCategory.allCases.map(\.rawValue))
    for target in targets {
      try counts.add(
        target.reporting.count, village: villages.areas[target.village].code.text,
        week: month.weeks[0], category: TipCategory.tppo.rawValue)
    }
    return AtomTable(closing: counts, rules: .published)
  }
}

/// A seeded generator (SplitMix64), so that an attack can be repeated.
struct AttackRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
