public import GeoPrimitives
public import GeoStore

/// Which points of a layer are asked for.
public enum PointQuery: Hashable, Sendable {
  /// Accommodations.
  case accommodations(AccommodationFilter)
  /// Service points of some kinds; of all when there are none.
  case servicePoints(Set<ServicePointKind>)
  /// Offices.
  case offices
  /// Activities.
  case activities(ActivityFilter)
  /// Tips.
  case tips(TipFilter)

  /// The points of a layer that parameters ask for.
  /// - Parameters:
  ///   - layer: The layer.
  ///   - parameters: Those given; the caller has seen to it that there are no others than the layer's.
  ///   - zone: Where bare dates are read.
  /// - Throws: `RequestError` naming the parameter.
  public init(
    _ layer: PointLayer, _ parameters: QueryParameters, zone: TimeZoneOffset
  ) throws(RequestError) {
    switch layer {
    case .accommodations: self = .accommodations(try AccommodationFilter(parameters))
    case .servicePoints: self = .servicePoints(try parameters.choices("kind") ?? [])
    case .offices: self = .offices
    case .activities: self = .activities(try ActivityFilter(parameters, zone: zone))
    case .tips:
      var filter = try TipFilter(parameters, zone: zone)
      // Whoever looks at single reports wants to see also those that outreach brought in.
      if parameters["origin"] == nil { filter.origins = Set(TipOrigin.allCases) }
      self = .tips(filter)
    }
  }

  /// The layer.
  public var layer: PointLayer {
    switch self {
    case .accommodations: .accommodations
    case .servicePoints: .servicePoints
    case .offices: .offices
    case .activities: .activities
    case .tips: .tips
    }
  }
}

/// Which accommodations are asked for.
public struct AccommodationFilter: Hashable, Sendable {
  /// Whether they report; any when empty.
  public var reporting: Set<ReportingState> = []
  /// What kinds of house; any when empty.
  public var kinds: Set<AccommodationKind> = []

  /// All of them.
  public init() {}

  /// Those that `reporting` and `kind` ask for, each a list.
  /// - Throws: `RequestError` naming the parameter.
  public init(_ parameters: QueryParameters) throws(RequestError) {
    reporting = try parameters.choices("reporting") ?? []
    kinds = try parameters.choices("kind") ?? []
  }

  /// Whether a house is asked for, whose reporting may be told or not.
  func accepts(_ house: AccommodationRecord, isTold: Bool = true) -> Bool {
    (reporting.isEmpty || isTold && reporting.contains(house.reporting))
      && (kinds.isEmpty || kinds.contains(house.kind))
  }
}

/// Which activities are asked for.
public struct ActivityFilter: Hashable, Sendable {
  /// What they were; any when empty.
  public var kinds: Set<ActivityKind> = []
  /// When their day began.
  public var interval = TimeInterval.always

  /// All of them.
  public init() {}

  /// Those that `kind`, a list, and `datetime` ask for.
  /// - Throws: `RequestError` naming the parameter.
  public init(_ parameters: QueryParameters, zone: TimeZoneOffset) throws(RequestError) {
    kinds = try parameters.choices("kind") ?? []
    interval = try parameters.interval("datetime", zone: zone) ?? .always
  }
}

/// The kinds of service points that imports know.
public enum ServicePointKind: String, Hashable, Sendable, CaseIterable {
  /// An immigration office.
  case immigrationOffice = "immigration_office"
  /// A checkpoint at a port or an airport (tempat pemeriksaan imigrasi).
  case checkpoint = "tpi"
  /// A place of education for foreigners and their sponsors.
  case lentera
  /// A unit of an office elsewhere.
  case serviceUnit = "service_unit"
  /// Where a mobile service stops.
  case mobileStop = "mobile_stop"
}
