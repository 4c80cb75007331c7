public import DisclosureControl
import GRDB
public import GeoPrimitives
public import Places

extension WorkspaceTransaction {
  /// Lets a tip wait until somebody has looked at its place; one that waits already gets the new candidates.
  public func queueForReview(_ entry: ReviewRecord) throws(WorkspaceError) {
    _ = try writer(of: .review).store(entry, onDuplicate: .replace)
  }

  /// Gives a tip that waits the place that somebody has chosen, and takes it out of the queue.
  /// - Parameters:
  ///   - id: The tip.
  ///   - place: Where it is, in degrees.
  ///   - level: How precisely the place is known.
  ///   - radius: Within how many metres the true place lies; `nil` where that is not known.
  /// - Throws: `WorkspaceError.noSuchRow` when the tip does not wait.
  public func placeTip(
    _ id: String, at place: Coordinate, level: PrecisionLevel, radiusMeters radius: Double?
  ) throws(WorkspaceError) {
    try endReview(of: id)
    guard place.isOnGlobe else {
      throw .invalidValue(table: "tips", row: id, column: "lon", reason: "and lat are not degrees")
    }
    let sql = "UPDATE \"tips\" SET \"geom\" = ?, \"level\" = ?, \"radius_m\" = ? WHERE \"id\" = ?"
    let box = Envelope(
      minX: place.longitude, minY: place.latitude, maxX: place.longitude, maxY: place.latitude)
    try change(.tips, key: id, adding: box, sql) { row in
      row.add(Geometry.point(place))
      row.add(level.rawValue)
      row.add(radius)
      row.add(id)
    }
  }

  /// Takes a tip out of the queue.
  /// - Throws: `WorkspaceError.noSuchRow` when it does not wait.
  public func endReview(of id: String) throws(WorkspaceError) {
    try change(.review, key: id, adding: nil, "DELETE FROM \"review\" WHERE \"id\" = ?") {
      $0.add(id)
    }
  }
}

extension WorkspaceReader {
  /// The tips that wait, with what they say, the longest waiting first.
  /// - Throws: `WorkspaceError.notDisclosed` when single tips are not open to the role and area.
  public func readReview(
    for disclosure: Disclosure, _ visit: (ReviewRecord, TipRecord) throws -> Void
  ) throws {
    try TipAccess.check(disclosure, .review)
    try each(ReviewRecord.self) { entry in
      if let tip = try tip(entry.tip, for: disclosure) { try visit(entry, tip) }
    }
  }

  /// The entry of a tip that waits; `nil` when it does not.
  /// - Throws: As `readReview`.
  public func review(ofTip id: String, for disclosure: Disclosure) throws -> ReviewRecord? {
    try TipAccess.check(disclosure, .review)
    var found: ReviewRecord?
    try each(ReviewRecord.self, where: "\"id\" = ?1", values: [id]) { found = $0 }
    return found
  }
}
