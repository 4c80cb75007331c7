import GeoCore

/// In which village each point lies.
enum AssignmentTopic {
  static func measure(in session: inout Session) throws {
    let villages = try GeoJSONLines.areas(at: session.villages ?? session.data.villagesPath)
    let places = try session.assignmentPlaces(villages)
    let index = try PointIndex(places)
    let threads = ConcurrentMap.processorCount
    measure("loaded", "points to villages, \(threads) threads", places.count, villages, &session) {
      AreaAssignment(of: index, to: villages)
    }
    measure("single", "points to villages, 1 thread", places.count, villages, &session) {
      AreaAssignment(of: index, to: villages, threads: 1)
    }
    let label = "points to villages, 1 thread, index built too"
    try measure("whole", label, places.count, villages, &session) {
      AreaAssignment(of: try PointIndex(places), to: villages, threads: 1)
    }
  }

  private static func measure(
    _ name: String, _ label: String, _ points: Int, _ villages: [MultiPolygon],
    _ session: inout Session, _ body: () throws -> AreaAssignment
  ) rethrows {
    var assigned: [Int32] = []
    let samples = try Stopwatch.time(repeats: session.repeats) { assigned = try body().areas }
    session.sink.swallow(assigned.reduce(0) { $0 &* 31 &+ Int($1) })
    session.add(
      Measurement(
        id: "assignment.\(name)", label: label, points: points, samples: samples,
        facts: [
          ("villages", Double(villages.count)), ("assigned", Double(assigned.count { $0 >= 0 })),
        ]))
  }
}

extension Session {
  /// The points that are assigned: those of the nation; in villages of a file, points drawn inside
  /// them, since most of the nation's would lie in the sea.
  func assignmentPlaces(_ villages: [MultiPolygon]) throws -> [Coordinate] {
    guard let file = self.villages else { return try nationPlaces() }
    return try data.villagePoints(points, in: villages, of: file)
  }
}
