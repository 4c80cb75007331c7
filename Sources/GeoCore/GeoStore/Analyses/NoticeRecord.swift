public import DisclosureControl
public import GeoPrimitives

/// A notice that something has changed in an area, made from published numbers alone.
public struct NoticeRecord: Hashable, Sendable {
  /// What a notice is about.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// Areas have become hot that never were.
    case newHotspot = "new_hotspot"
    /// Areas that were hot have become hotter.
    case intensifyingHotspot = "intensifying_hotspot"
    /// More reports than the totals of areas and months explain, up to now.
    case cluster
  }

  /// For whom the numbers are published that it is made from.
  public enum Tier: String, Hashable, Sendable, CaseIterable {
    case planner
    case partner
  }

  /// Its name in feeds, which it has for good.
  public var id: String
  /// What it is about.
  public var rule: Rule
  /// For whom.
  public var tier: Tier
  /// The code of the regency or province.
  public var area: String
  /// The codes of the villages or districts inside, ascending.
  public var codes: [String]
  /// The months that it speaks of.
  public var months: ClosedRange<ReportingMonth>
  /// Reports there, in these months.
  public var cases: Int
  /// How many were to be expected; `nil` for hotspots.
  public var expected: Double?
  /// The false discovery rate; `nil` for hotspots, which are told at one of 0.1.
  public var rate: Double?
  /// When it was raised.
  public var raisedAt: Instant
  /// When it ends if nothing is heard of it.
  public var expiresAt: Instant
  /// When it was found that it does not hold any more; `nil` as long as it holds.
  public var endedAt: Instant?

  /// A notice.
  public init(
    id: String, rule: Rule, tier: Tier, area: String, codes: [String],
    months: ClosedRange<ReportingMonth>, cases: Int, raisedAt: Instant, expiresAt: Instant
  ) {
    self.id = id
    self.rule = rule
    self.tier = tier
    self.area = area
    self.codes = codes
    self.months = months
    self.cases = cases
    self.raisedAt = raisedAt
    self.expiresAt = expiresAt
  }
}

extension NoticeRecord: StoredRecord {
  static var table: WorkspaceTable { .notices }
  var keyText: String { id }

  func bind(to row: inout RowBinder) throws(WorkspaceError) {
    row.add(id)
    row.add(rule.rawValue)
    row.add(tier.rawValue)
    row.add(area)
    row.add(codes.joined(separator: " "))
    row.add("\(months.lowerBound)")
    row.add("\(months.upperBound)")
    row.add(cases)
    row.add(expected)
    row.add(rate)
    row.add(ascii: try moment(raisedAt, "raised_at"))
    row.add(ascii: try moment(expiresAt, "expires_at"))
    if let endedAt {
      row.add(ascii: try moment(endedAt, "ended_at"))
    } else {
      row.add(String?.none)
    }
  }

  private func moment(_ instant: Instant, _ column: String) throws(WorkspaceError) -> [UInt8] {
    guard let bytes = DateTimeText.bytes(of: instant) else {
      throw invalid(column, "is not within the years 1 to 9999")
    }
    return Array(bytes)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    let id = try row.text()
    let rule = try row.choice(Rule.self)
    let tier = try row.choice(Tier.self)
    let area = try row.text()
    let codes = try row.text().split(separator: " ").map(String.init)
    let (first, last) = (ReportingMonth(try row.text()), ReportingMonth(try row.text()))
    guard let first, let last, first <= last else {
      throw .invalidValue(
        table: Self.table.rawValue, row: id, column: "first_month", reason: "is no month")
    }
    self.init(
      id: id, rule: rule, tier: tier, area: area, codes: codes, months: first...last,
      cases: try row.integer(), raisedAt: Instant(secondsSince1970: 0),
      expiresAt: Instant(secondsSince1970: 0))
    expected = row.optionalNumber()
    rate = row.optionalNumber()
    raisedAt = try row.moment()
    expiresAt = try row.moment()
    endedAt = try row.optionalMoment()
  }
}
