/// What a file may be imported as.
public enum ImportTable: String, Hashable, Sendable, CaseIterable {
  /// Villages with their borders.
  case villages
  /// Names, and outlines where there are none yet, of provinces, regencies and districts.
  case adminAreas = "admin-areas"
  /// Immigration offices.
  case offices
  /// Places that lodge guests.
  case accommodations
  /// Monthly numbers of foreign guests.
  case guests
  /// Reports about places.
  case tips
  /// Places where a service is given.
  case servicePoints = "service-points"
  /// The programme history of villages.
  case programme
  /// Outreach activities.
  case activities
  /// Numbers of residents.
  case population
  /// Which code became which.
  case lineage
  /// Which code of the one scheme is which of the other.
  case crosswalk
  /// Minutes from an office or service point to a village.
  case travelTimes = "travel-times"
}
