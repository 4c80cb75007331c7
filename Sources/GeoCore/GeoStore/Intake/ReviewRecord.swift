public import GeoPrimitives

/// A tip whose place is doubtful, with the places that it may mean.
public struct ReviewRecord: Hashable, Sendable {
  /// The tip.
  public let tip: String
  /// Since when it waits.
  public let queuedAt: Instant
  /// The candidates, likeliest first, as a JSON list; see `ReviewCandidates` of GeoCore.
  public let candidates: String

  /// An entry of the queue.
  public init(tip: String, queuedAt: Instant, candidates: String) {
    self.tip = tip
    self.queuedAt = queuedAt
    self.candidates = candidates
  }
}

extension ReviewRecord: StoredRecord {
  static var table: WorkspaceTable { .review }
  var keyText: String { tip }

  func bind(to row: inout RowBinder) throws(WorkspaceError) {
    guard let moment = DateTimeText.bytes(of: queuedAt) else {
      throw invalid("queued_at", "is not within the years 1 to 9999")
    }
    row.add(tip)
    row.add(ascii: moment)
    row.add(candidates)
  }

  init(from row: inout RowReader) throws(WorkspaceError) {
    self.init(tip: try row.text(), queuedAt: try row.moment(), candidates: try row.text())
  }
}
