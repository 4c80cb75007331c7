/// What villages are compared by when the next ones are planned.
public enum PlanCriterion: String, Hashable, Sendable, CaseIterable {
  /// Reports per 10,000 residents, smoothed, from published counts.
  case tipRate = "tip_rate"
  /// Whether the village's district is a hotspot (Gi*) of published counts: 3 for 99 %, 2 for 95 %, 1 for 90 %, below
  /// zero for cold ones.
  case hotspot
  /// Rooms of accommodations, told as planners are told them.
  case rooms
  /// Accommodations known not to report, where that may be told.
  case reportingGaps = "reporting_gaps"
  /// Residents.
  case residents
  /// Minutes to the nearest service point.
  case serviceMinutes = "service_minutes"
  /// Minutes to the nearest active village.
  case activeMinutes = "active_minutes"
  /// Outreach sessions so far: few of them speak for a village.
  case outreach

  /// The weight where a scenario names none.
  var standardWeight: Double {
    switch self {
    case .tipRate: 0.25
    case .hotspot, .activeMinutes: 0.15
    case .residents, .rooms, .reportingGaps, .serviceMinutes: 0.1
    case .outreach: 0.05
    }
  }

  /// Whether its values come from reports.
  public var isFromTips: Bool { self == .tipRate || self == .hotspot }

  /// The name on screen.
  public var title: LocalizedText {
    switch self {
    case .tipRate: LocalizedText("laju laporan", "rate of reports")
    case .hotspot: LocalizedText("hotspot kecamatan", "hotspot of the district")
    case .rooms: LocalizedText("kamar akomodasi", "accommodation rooms")
    case .reportingGaps: LocalizedText("akomodasi tidak melapor", "houses that do not report")
    case .residents: LocalizedText("penduduk", "residents")
    case .serviceMinutes: LocalizedText("jauh dari layanan", "far from service")
    case .activeMinutes: LocalizedText("jauh dari desa aktif", "far from active villages")
    case .outreach: LocalizedText("jarang dikunjungi", "little outreach so far")
    }
  }
}
