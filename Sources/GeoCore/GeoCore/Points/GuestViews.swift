import DisclosureControl
import GeoPrimitives
import GeoStore
import SpatialIndexing
import TileMath

extension DatasetSnapshot {
  /// The foreign guests of an audience as points: establishment by establishment where it sees single
  /// numbers, else each sum that may be told evenly over the establishments behind it.
  func makeGuestView(_ interval: TimeInterval, _ audience: Audience) throws -> PointView {
    let months = guestMonths(in: interval)
    var sums: [Int: Double] = [:]
    for reports in months {
      for (establishment, guests) in guestShares(of: reports, for: audience) {
        sums[establishment, default: 0] += guests
      }
    }
    var builder = PointViewBuilder()
    for (establishment, sum) in sums.sorted(by: { $0.key < $1.key }) {
      guard let place = accommodations[establishment].place,
        let (point, offset) = GridPoint.located(place),
        let weight = FixedWeight(sum / Double(max(months.count, 1)))
      else { continue }
      builder.add(point, offset, weight: weight)
    }
    return try builder.build()
  }

  /// The reports of each month in a span, the earliest month first; of an establishment and month the
  /// guests are summed.
  private func guestMonths(in interval: TimeInterval) -> [[Int: Int]] {
    let positions = Dictionary(
      accommodations.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var months: [String: [Int: Int]] = [:]
    for record in guests where interval.contains(monthOf: record.month, in: zone) {
      guard let position = positions[record.accommodation] else { continue }
      months[record.month, default: [:]][position, default: 0] += record.guests
    }
    return months.sorted { $0.key < $1.key }.map(\.value)
  }

  /// What is told of each establishment's guests in a month.
  private func guestShares(of reports: [Int: Int], for audience: Audience) -> [(Int, Double)] {
    let isOwn: (Int) -> Bool
    let isSeen: (Int) -> Bool
    switch audience {
    case .owner: return reports.map { ($0.key, Double($0.value)) }
    case .officer(let area):
      let inside = memberships(of: area)
      isOwn = { inside[$0] }
      isSeen = { !inside[$0] }
    case .published(_, let area):
      let inside = memberships(of: area)
      isOwn = { _ in false }
      isSeen = { inside[$0] }
    }
    let homes = accommodationVillages()
    let single = reports.filter { homes[$0.key].map(isOwn) ?? false }
      .map { ($0.key, Double($0.value)) }
    return single
      + mergedShares(of: reports, isOwn: isOwn).filter {
        homes[$0.0].map(isSeen) ?? false
      }
  }

  /// Each sum that may be told, evenly over its establishments. One that also concerns an area whose
  /// single numbers are known is not told, as those could be subtracted.
  private func mergedShares(
    of reports: [Int: Int], isOwn: (Int) -> Bool
  ) -> [(Int, Double)] {
    let homes = accommodationVillages()
    let located = reports.compactMap { establishment, guests in
      homes[establishment].map {
        GuestRule.Report(
          establishment: establishment, village: villages.areas[$0].code.text, guests: guests)
      }
    }
    return GuestRule.blocks(of: located).flatMap { block -> [(Int, Double)] in
      let isKnown = block.reports.contains { homes[$0.establishment].map(isOwn) ?? false }
      guard !isKnown else { return [] }
      let share = Double(block.guests) / Double(max(block.reports.count, 1))
      return block.reports.map { ($0.establishment, share) }
    }
  }
}
