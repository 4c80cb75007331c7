import GeoStore

/// The imported travel times, by the village where a journey ends.
struct TravelMatrix: Sendable {
  private let minutes: [String: [String: Double]]

  /// No times.
  init() { minutes = [:] }

  /// Times from records; of several between the same two ends the shortest counts.
  init(_ records: [TravelTimeRecord]) {
    var minutes: [String: [String: Double]] = [:]
    for record in records {
      let known = minutes[record.to]?[record.from] ?? .infinity
      minutes[record.to, default: [:]][record.from] = min(known, record.minutes)
    }
    self.minutes = minutes
  }

  /// The minutes to a village, by the identifier of the service point or office where a journey begins.
  func times(to village: String) -> [String: Double] { minutes[village] ?? [:] }
}
