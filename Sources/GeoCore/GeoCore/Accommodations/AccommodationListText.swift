import GeoPrimitives

/// A list of accommodations as text.
public struct AccommodationListText: Sendable {
  private let list: AccommodationList

  /// The text of a list.
  public init(_ list: AccommodationList) { self.list = list }

  private static let names = [
    "id", "name", "kind", "rooms", "reporting", "last_report", "days_since", "code", "village",
    "lon", "lat",
  ]

  /// The whole list, with a line break at its end. In JSON it stands in an object, beside the number of
  /// all accommodations of the selection.
  public func text(as format: TableText.Format) -> String {
    let table = TableText(names: Self.names, rows: list.entries.map(Self.values))
    let text = table.text(as: format) { line in
      list.entries[line].house.place.map { .point($0) }
    }
    guard format == .json else { return text }
    return "{\"matched\":\(list.matchedCount),\"accommodations\":\(text.dropLast())}\n"
  }

  private static func values(of entry: AccommodationList.Entry) -> [String] {
    let house = entry.house
    return [
      JSONText.string(house.id), JSONText.string(house.name),
      JSONText.string(house.kind.rawValue), number(house.rooms),
      JSONText.string(house.reporting.rawValue), text(house.lastReport?.description),
      number(entry.daysSinceReport), text(entry.code), text(entry.village),
      degrees(house.place?.longitude), degrees(house.place?.latitude),
    ]
  }

  private static func text(_ value: String?) -> String { value.map(JSONText.string) ?? "null" }

  private static func number(_ value: Int?) -> String { value.map { "\($0)" } ?? "null" }

  private static func degrees(_ value: Double?) -> String {
    value.map { JSONText.number($0, decimals: 7) } ?? "null"
  }
}
