public import GeoPrimitives

/// The kind of an accommodation.
public enum AccommodationKind: String, Hashable, Sendable, CaseIterable {
  /// Hotel.
  case hotel
  /// Guesthouse.
  case guesthouse
  /// Homestay.
  case homestay
  /// Villa.
  case villa
  /// Apartment.
  case apartment
  /// Dormitory.
  case dormitory
  /// Anything else.
  case other
}

/// Whether an accommodation reports its foreign guests.
public enum ReportingState: String, Hashable, Sendable, CaseIterable {
  /// It reports.
  case yes
  /// It does not.
  case no
  /// Not known.
  case unknown
}

/// A place that lodges guests. It holds no guest.
public struct AccommodationRecord: Sendable {
  /// The identifier.
  public var id: String
  /// The name of the house.
  public var name: String
  /// The kind of house.
  public var kind: AccommodationKind
  /// The number of rooms.
  public var rooms: Int?
  /// Whether it reports.
  public var reporting: ReportingState
  /// The day of its last report.
  public var lastReport: CivilDate?
  /// Where it stands.
  public var place: Coordinate?
  /// The address as written.
  public var placeText: String?

  /// A house of unknown kind and place; the rest is set as known.
  public init(id: String, name: String) {
    self.id = id
    self.name = name
    kind = .other
    reporting = .unknown
  }
}

/// The number of foreign guests of an accommodation in a month.
public struct GuestCountRecord: Sendable {
  /// The accommodation's identifier.
  public var accommodation: String
  /// The month, `YYYY-MM`.
  public var month: String
  /// The count.
  public var guests: Int

  /// A count.
  public init(accommodation: String, month: String, guests: Int) {
    self.accommodation = accommodation
    self.month = month
    self.guests = guests
  }
}

/// An immigration office with its area of responsibility.
public struct OfficeRecord: Sendable {
  /// The identifier.
  public var id: String
  /// The name.
  public var name: String
  /// The code prefixes of its area, such as `35.07`.
  public var area: [String]
  /// The number of posts for village mentors.
  public var posts: Int?
  /// Where it stands.
  public var place: Coordinate?

  /// An office; posts and place are set as known.
  public init(id: String, name: String, area: [String]) {
    self.id = id
    self.name = name
    self.area = area
  }
}

/// A place where a service is given.
public struct ServicePointRecord: Sendable {
  /// The identifier.
  public var id: String
  /// The name.
  public var name: String
  /// The kind: `immigration_office`, `tpi`, `lentera`, `service_unit` or `mobile_stop`.
  public var kind: String?
  /// Where it stands.
  public var place: Coordinate?
  /// The address as written.
  public var placeText: String?

  /// A service point; the rest is set as known.
  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
