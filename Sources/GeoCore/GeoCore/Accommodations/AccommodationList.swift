public import DisclosureControl
import GeoPrimitives
public import GeoStore
import Places

/// Some of the accommodations with what is known of their reporting, the longest silent first.
///
/// Those that have never reported come before all others; of equal ones the lower identifier.
public struct AccommodationList: Sendable {
  /// An accommodation and its village.
  public struct Entry: Sendable {
    /// The accommodation.
    public let house: AccommodationRecord
    /// The days since its last report; `nil` when it has never reported.
    public let daysSinceReport: Int?
    /// The code of its village; `nil` for one in none.
    public let code: String?
    /// The name of its village.
    public let village: String?
  }

  /// The part of the list that was asked for.
  public let entries: [Entry]
  /// How many accommodations the selection has.
  public let matchedCount: Int

  /// Looks for accommodations.
  /// - Parameters:
  ///   - selection: Which.
  ///   - offset: How many to pass over.
  ///   - limit: How many at most; `nil` for all.
  ///   - snapshot: Where to look.
  ///   - disclosure: On whose behalf. It tells single houses, so those outside the area of responsibility are
  ///     left out.
  /// - Throws: `DisclosureRefusal` when the role sees none, when a purpose is missing, or for an area that
  ///   reaches beyond the area of responsibility.
  public init(
    _ selection: AccommodationSelection, offset: Int = 0, limit: Int? = nil,
    in snapshot: DatasetSnapshot, for disclosure: Disclosure
  ) throws(DisclosureRefusal) {
    let area = try disclosure.visibleArea(of: .officeWork)
    if let within = selection.within, !area.contains(code: within.text) {
      throw .outsideArea(code: within.text, disclosure.role)
    }
    let found = snapshot.accommodationRows(of: selection, in: area)
    matchedCount = found.count
    entries = found.dropFirst(max(offset, 0)).prefix(max(limit ?? found.count, 0)).map {
      snapshot.accommodationEntry(ofRow: $0)
    }
  }
}

/// Which accommodations are asked for.
public struct AccommodationSelection: Hashable, Sendable {
  /// By reporting state and kind.
  public var filter = AccommodationFilter()
  /// In which village, district, regency or province; anywhere when `nil`.
  public var within: AreaCode?
  /// Only those whose last report is so many calendar months ago or more, or that have never reported.
  public var silentMonths: Int?

  /// How many months may be asked for.
  public static let silentMonthsRange = 1...1200
  /// The parameters.
  public static let described: [ParameterDescription] = [
    .reporting, .accommodationKind, .within, .silentMonths,
  ]

  /// All of them.
  public init() {}

  /// Those that parameters ask for.
  /// - Throws: `RequestError` naming the parameter.
  public init(_ parameters: QueryParameters) throws(RequestError) {
    filter = try AccommodationFilter(parameters)
    within = try parameters.areaCode("within")
    silentMonths = try parameters.wholeNumber("silent_months", in: Self.silentMonthsRange)
  }

  /// The last day on which a report still counts as long ago; `nil` when that does not matter.
  func lastSilentDay(before today: CivilDate) -> CivilDate? {
    silentMonths.map { today.monthsBefore($0) }
  }
}

extension DatasetSnapshot {
  /// The accommodations of a selection, in the order of the list.
  fileprivate func accommodationRows(
    of selection: AccommodationSelection, in area: AreaOfResponsibility
  ) -> [Int] {
    let homes = accommodationVillages()
    let isInside = isInside(area)
    let silent = selection.lastSilentDay(before: today)
    let rows = accommodations.indices.filter { row in
      let house = accommodations[row]
      guard selection.filter.accepts(house), isInside(homes[row]) else { return false }
      if let within = selection.within {
        let code = homes[row].map { villages.areas[$0].code }
        guard code?.isWithin(within.text) == true else { return false }
      }
      guard let silent else { return true }
      return house.lastReport.map { $0 <= silent } ?? true
    }
    return rows.sorted { accommodations[$0].isSilentBefore(accommodations[$1]) }
  }

  fileprivate func accommodationEntry(ofRow row: Int) -> AccommodationList.Entry {
    let house = accommodations[row]
    let village = accommodationVillages()[row].map { villages.areas[$0] }
    return AccommodationList.Entry(
      house: house,
      daysSinceReport: house.lastReport.map { today.daysSince1970 - $0.daysSince1970 },
      code: village?.code.text, village: village?.name)
  }
}

extension AccommodationRecord {
  /// Whether it has been silent longer than another, or as long and comes first by its identifier.
  fileprivate func isSilentBefore(_ other: AccommodationRecord) -> Bool {
    let days = [lastReport, other.lastReport].map { $0?.daysSince1970 ?? .min }
    return (days[0], id) < (days[1], other.id)
  }
}

extension CivilDate {
  /// The same day so many months before, or the last day of that month where it has no such day; the
  /// first day of the calendar where it begins later.
  func monthsBefore(_ months: Int) -> CivilDate {
    let number = year * 12 + month - 1 - months
    let (year, month) = (number / 12, number % 12 + 1)
    for day in [day, 30, 29, 28] where day <= self.day {
      if let date = CivilDate(year: year, month: month, day: day) { return date }
    }
    return CivilDate(year: 1, month: 1, day: 1) ?? self
  }
}

extension QueryParameters {
  /// The value of a parameter that is the code of an area.
  /// - Throws: `RequestError.badValue`.
  public func areaCode(_ name: String) throws(RequestError) -> AreaCode? {
    guard let text = self[name] else { return nil }
    // A dot in another place than a code has it, as in `0.5`, makes it a number.
    guard let code = try? AreaCode(text), code.text == text || !text.contains(".") else {
      throw .badValue(
        parameter: name, value: text, expected: "a code such as 35, 35.07 or 35.07.01.2001")
    }
    return code
  }

  /// The value of a parameter that is a whole number in a range.
  /// - Throws: `RequestError.badValue`.
  public func wholeNumber(
    _ name: String, in range: ClosedRange<Int>
  ) throws(RequestError) -> Int? {
    guard let text = self[name] else { return nil }
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
      range.contains(number)
    else {
      throw .badValue(
        parameter: name, value: text,
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
