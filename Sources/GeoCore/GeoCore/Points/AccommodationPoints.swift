import DisclosureControl
import GeoPrimitives
import GeoStore
import MapRendering
import SpatialIndexing

/// Accommodations as points. Their classes are pairs of a kind and a reporting state, which may also be one
/// that is not told.
struct AccommodationPoints: PointSource {
  let snapshot: DatasetSnapshot
  let filter: AccommodationFilter
  let audience: PointAudience

  private static let kindCount = AccommodationKind.allCases.count
  private static let stateCount = ReportingState.allCases.count

  /// How a house looks whose state is not told.
  static let untoldSymbol = PointSymbol(.circle, RGBA(0x5B6271))

  func forEachPoint(_ visit: (PlacedRow) -> Void) {
    let homes = snapshot.accommodationVillages()
    let isVisible = snapshot.isInside(audience.visible)
    let isTold = snapshot.isInside(audience.told)
    for (row, house) in snapshot.accommodations.enumerated() {
      let isTold = isTold(homes[row])
      guard filter.accepts(house, isTold: isTold), let place = house.place, isVisible(homes[row])
      else { continue }
      let state = isTold ? Int(house.reporting.position) : Self.stateCount
      visit(
        PlacedRow(
          row: row, place: place, key: StableHash.of(house.id),
          category: UInt8(state * Self.kindCount) + house.kind.position))
    }
  }

  private func isTold(_ row: Int) -> Bool {
    snapshot.isInside(audience.told)(snapshot.accommodationVillages()[row])
  }

  // MARK: One by one

  func tags(ofRow row: Int) -> [VectorTileTag] {
    let house = snapshot.accommodations[row]
    var tags: [VectorTileTag] = [
      ("id", .string(house.id)), ("name", .string(house.name)),
      ("kind", .string(house.kind.rawValue)),
    ]
    guard isTold(row) else { return tags }
    tags.append(("reporting", .string(house.reporting.rawValue)))
    if let day = house.lastReport { tags.append(("last_report", .string(day.description))) }
    if let rooms = house.rooms { tags.append(("rooms", .integer(Int64(rooms)))) }
    return tags
  }

  func symbol(ofRow row: Int) -> PointSymbol {
    isTold(row) ? snapshot.accommodations[row].reporting.symbol : Self.untoldSymbol
  }

  func name(ofRow row: Int) -> String? { snapshot.accommodations[row].name }

  func title(ofRow row: Int) -> String {
    let house = snapshot.accommodations[row]
    let state = isTold(row) ? ", \(house.reporting.rawValue)" : ""
    return "\(house.name) (\(house.kind.rawValue)\(state))"
  }

  // MARK: In groups

  func tags(ofCounts counts: [Int]) -> [VectorTileTag] {
    let kinds = (0..<Self.kindCount).map { kind in
      stride(from: kind, to: counts.count, by: Self.kindCount).reduce(0) { $0 + counts[$1] }
    }
    return CountTags.of(ReportingState.self, "reporting", byState(counts))
      + CountTags.of(AccommodationKind.self, "kind", kinds)
  }

  /// Those that do not report come first, where a clock begins.
  func ring(ofCounts counts: [Int]) -> [GroupSymbol.Part] {
    let counts = byState(counts)
    let states = [ReportingState.no, .unknown, .yes].map {
      GroupSymbol.Part(color: $0.symbol.color, count: counts[Int($0.position)])
    }
    return states + [
      GroupSymbol.Part(color: Self.untoldSymbol.color, count: counts[Self.stateCount])
    ]
  }

  /// How many there are of each state, those whose state is not told last.
  private func byState(_ counts: [Int]) -> [Int] {
    (0...Self.stateCount).map { state in
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
