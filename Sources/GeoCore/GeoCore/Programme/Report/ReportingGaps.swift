import DisclosureControl
import GeoPrimitives
import GeoStore

/// Whether an accommodation reported its guests of a month.
public enum MonthlyReporting: String, Hashable, Sendable, CaseIterable {
  /// It did, or has reported since.
  case reported
  /// It reports, or may report, and did not.
  case silent
  /// It is known not to report.
  case notReporting = "not_reporting"
}

/// Which accommodations of an area did not report in a month.
public struct ReportingGaps: Sendable {
  /// A house that did not report.
  public struct House: Sendable {
    /// The house.
    public let record: AccommodationRecord
    /// The code of its village.
    public let village: String
    /// In which way it did not.
    public let state: MonthlyReporting
  }

  /// How many houses there are of each state; `nil` where that is not told.
  public let counts: [MonthlyReporting: Int]?
  /// What the numbers are, or why there are none.
  public let basis: RoomFigure.Basis
  /// The houses that did not report, by village, then identifier; `nil` where single houses are not told.
  public let houses: [House]?

  /// Nothing, for a reason.
  static func untold(_ basis: RoomFigure.Basis) -> ReportingGaps {
    ReportingGaps(counts: nil, basis: basis, houses: nil)
  }
}

extension DatasetSnapshot {
  /// The reporting of a month in some villages, by their positions.
  ///
  /// Officers get the list of their own area. Others get numbers where the villages are made of whole blocks, each of
  /// at least three houses; which villages make a block does not depend on the question.
  func reportingGaps(
    of villages: [Int], in month: CalendarMonth, for disclosure: Disclosure
  ) -> ReportingGaps {
    let houses = houses(of: villages, in: month)
    let table = houseTable(for: disclosure)
    let figure = table.figure(of: villages)
    guard figure.basis == .exact else {
      return .untold(figure.basis == .merged ? .smallNumber : figure.basis)
    }
    let counts = Dictionary(
      houses.map { ($0.state, 1) } + MonthlyReporting.allCases.map { ($0, 0) },
      uniquingKeysWith: +)
    let list = houses.filter { $0.state != .reported }
    return ReportingGaps(
      counts: counts, basis: .exact, houses: table.tellsSingle(in: villages) ? list : nil)
  }

  private func houses(of villages: [Int], in month: CalendarMonth) -> [ReportingGaps.House] {
    let wanted = Set(villages)
    let text = month.description
    let counted = Set(guests.lazy.filter { $0.month == text }.map(\.accommodation))
    return zip(accommodationVillages(), accommodations).compactMap { village, house in
      guard let village, wanted.contains(village) else { return nil }
      return ReportingGaps.House(
        record: house, village: self.villages.areas[village].code.text,
        state: house.reporting(in: month, isCounted: counted.contains(house.id)))
    }.sorted { ($0.village, $0.record.id) < ($1.village, $1.record.id) }
  }
}

extension AccommodationRecord {
  /// Whether the house reported its guests of a month. The workspace keeps the day of the last report only: one on a
  /// later day counts for the month, too.
  func reporting(in month: CalendarMonth, isCounted: Bool) -> MonthlyReporting {
    if isCounted { return .reported }
    if reporting == .no { return .notReporting }
    return lastReport.map { $0 >= month.firstDay } ?? false ? .reported : .silent
  }
}
