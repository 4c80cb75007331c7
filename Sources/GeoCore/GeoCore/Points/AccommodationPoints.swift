import DisclosureControl
import GeoPrimitives
import GeoStore
import MapRendering
import SpatialIndexing

/// Accommodations as points: their classes are pairs of reporting state and kind.
struct AccommodationPoints: PointSource {
  let snapshot: DatasetSnapshot
  let filter: AccommodationFilter
  let area: AreaOfResponsibility

  private static let kindCount = AccommodationKind.allCases.count

  func forEachPoint(_ visit: (PlacedRow) -> Void) {
    let homes = snapshot.accommodationVillages()
    let isInside = snapshot.isInside(area)
    for (row, house) in snapshot.accommodations.enumerated() {
      guard filter.accepts(house), let place = house.place, isInside(homes[row]) else { continue }
      visit(
        PlacedRow(
          row: row, place: place, key: StableHash.of(house.id), category: Self.category(of: house)))
    }
  }

  private static func category(of house: AccommodationRecord) -> UInt8 {
    house.reporting.position * UInt8(kindCount) + house.kind.position
  }

  // MARK: One by one

  func tags(ofRow row: Int) -> [VectorTileTag] {
    let house = snapshot.accommodations[row]
    var tags: [VectorTileTag] = [
      ("id", .string(house.id)), ("name", .string(house.name)),
      ("kind", .string(house.kind.rawValue)), ("reporting", .string(house.reporting.rawValue)),
    ]
    if let day = house.lastReport { tags.append(("last_report", .string(day.description))) }
    if let rooms = house.rooms { tags.append(("rooms", .integer(Int64(rooms)))) }
    return tags
  }

  func symbol(ofRow row: Int) -> PointSymbol { snapshot.accommodations[row].reporting.symbol }

  func name(ofRow row: Int) -> String? { snapshot.accommodations[row].name }

  func title(ofRow row: Int) -> String {
    let house = snapshot.accommodations[row]
    return "\(house.name) (\(house.kind.rawValue), \(house.reporting.rawValue))"
  }

  // MARK: In groups

  func tags(ofCounts counts: [Int]) -> [VectorTileTag] {
    let kinds = (0..<Self.kindCount).map { kind in
      stride(from: kind, to: counts.count, by: Self.kindCount).reduce(0) { $0 + counts[$1] }
    }
    return CountTags.of(ReportingState.self, "reporting", byReporting(counts))
      + CountTags.of(AccommodationKind.self, "kind", kinds)
  }

  /// Those that do not report come first, where a clock begins.
  func ring(ofCounts counts: [Int]) -> [GroupSymbol.Part] {
    let counts = Dictionary(
      uniqueKeysWithValues: zip(ReportingState.allCases, byReporting(counts)))
    return [ReportingState.no, .unknown, .yes].map {
      GroupSymbol.Part(color: $0.symbol.color, count: counts[$0] ?? 0)
    }
  }

  /// How many there are of each reporting state.
  private func byReporting(_ counts: [Int]) -> [Int] {
    ReportingState.allCases.indices.map { state in
      let first = min(state * Self.kindCount, counts.count)
      return counts[first..<min(first + Self.kindCount, counts.count)].reduce(0, +)
    }
  }
}

extension ReportingState {
  /// How the state looks, told apart by shape as well as by a pair of colours that colour-blind people
  /// tell apart (Okabe & Ito 2008).
  var symbol: PointSymbol {
    switch self {
    case .yes: PointSymbol(.circle, RGBA(0x0072B2))
    case .no: PointSymbol(.diamond, RGBA(0xE69F00))
    case .unknown: PointSymbol(.square, RGBA(0x7F8790), isHollow: true)
    }
  }
}
