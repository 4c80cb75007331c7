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

  /// Calls `visit` with every time, by village, then by where the journey begins.
  func forEachTime(_ visit: (_ from: String, _ to: String, _ minutes: Double) -> Void) {
    for (to, times) in minutes.sorted(by: { $0.key < $1.key }) {
      for (from, time) in times.sorted(by: { $0.key < $1.key }) { visit(from, to, time) }
    }
  }
}
