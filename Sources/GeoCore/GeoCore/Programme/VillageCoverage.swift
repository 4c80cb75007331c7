public import GeoPrimitives
public import GeoStore
import Places

/// How a village is covered on a day.
public struct VillageCoverage: Sendable {
  /// A service point at a distance.
  public struct NearestService: Sendable {
    /// The service point.
    public let point: ServicePointRecord
    /// The geodesic distance from the village's label point, in metres.
    public let meters: Double
  }

  /// The day.
  public let day: CivilDate
  /// The stage in the programme; `nil` outside it.
  public let stage: ProgrammeRecord?
  /// The day of the last session up to that day, by kind; kinds without a session are absent.
  public let lastSessions: [ActivityKind: CivilDate]
  /// The nearest service point; `nil` when the workspace has none with a place.
  public let nearestService: NearestService?
  /// The least time to a service point; `nil` when there is none.
  public let travelTime: TravelTime?
  /// The residents; `nil` where unknown.
  public let residents: Int?

  /// Whether the village is covered: its status is `aktif`.
  public var isCovered: Bool { stage?.status.isCovered ?? false }

  /// The day of the last session of any kind.
  public var lastSession: CivilDate? { lastSessions.values.max() }

  /// Days since the last session; 0 on its day.
  public var daysSinceLastSession: Int? {
    lastSession.map { day.daysSince1970 - $0.daysSince1970 }
  }
}

extension ProgrammeStatus {
  /// Whether a village of this status counts as covered.
  public var isCovered: Bool { self == .aktif }
}

extension DatasetSnapshot {
  /// How a village is covered.
  /// - Parameters:
  ///   - code: The code, with or without dots.
  ///   - day: On which day; what is known of service points and residents is that of today.
  /// - Returns: Its coverage.
  /// - Throws: `RequestError.unknownVillage`.
  public func coverage(
    ofVillage code: String, on day: CivilDate
  ) throws(RequestError) -> VillageCoverage {
    coverage(ofVillageAt: try villagePosition(code: code), on: day)
  }

  /// The same by the position of the village.
  func coverage(ofVillageAt position: Int, on day: CivilDate) -> VillageCoverage {
    let code = villages.areas[position].code.text
    let reach = serviceReaches()[position]
    var sessions: [ActivityKind: CivilDate] = [:]
    for session in activities.sessions(ofVillage: position) where session.date <= day {
      sessions[session.kind] = session.date
    }
    return VillageCoverage(
      day: day, stage: programme.stage(of: code, on: day), lastSessions: sessions,
      nearestService: reach.nearest.map {
        .init(point: servicePlaces.points[$0.position], meters: $0.meters)
      },
      travelTime: reach.time, residents: residents[code])
  }
}
